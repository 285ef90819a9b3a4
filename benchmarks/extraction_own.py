"""Turns the marked documents of `extraction_own/` into a set that the shared scorer reads.

usage: python benchmarks/extraction_own.py OUT
Then copy score.py and common.py beside it and score candidates of OUT/bare/*.txt.

Marks: {{role/role:aspect,aspect|text}} must be found, {{?...|text}} may be, {{-|text}} must not.
"""

import json
import re
import sys
from pathlib import Path

MARK = re.compile(r"\{\{(\?|-)?([^|{}:]*):?([^|{}]*)\|(.*?)\}\}(?!\})", re.S)


def unmark(name: str, marked: str) -> tuple[str, list[dict]]:
    """The bare text, and its labels with their place in the white-space-folded text."""
    text, labels, at = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        sign, roles, aspects, words = match.groups()
        folded = " ".join((text + "\x00").split())
        label = {"doc": name, "text": words, "start": len(folded) - 1}
        if sign == "-":
            labels.append(label | {"negative": True, "why": "marked"})
        else:
            labels.append(
                label
                | {"roles": roles.split("/"), "aspects": aspects.split(","), "must": sign != "?"}
            )
        text += words
        at = match.end()
    return text + marked[at:], labels


def main(out: Path) -> None:
    (out / "docs").mkdir(parents=True, exist_ok=True)
    (out / "bare").mkdir(exist_ok=True)
    every = []
    for path in sorted(Path(__file__).with_name("extraction_own").iterdir()):
        text, labels = unmark(path.stem, path.read_text(encoding="utf-8"))
        (out / "docs" / f"{path.stem}.txt").write_text("URL: none\n\n" + text, encoding="utf-8")
        (out / "bare" / f"{path.stem}.txt").write_text(text, encoding="utf-8")
        every += labels
    lines = "".join(json.dumps(label, ensure_ascii=False) + "\n" for label in every)
    (out / "labels.jsonl").write_text(lines, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
