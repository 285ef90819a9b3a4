"""How often the matcher gives the verdict a person gave.

usage: python -m benchmarks.matching [PAIRS.tsv]
Columns: kind, known text, known role, known aspect, candidate text, candidate role, candidate
aspect, verdict (same as, close to, new); the first line names them. Weights come from all known
texts of the file. Without a file: the pairs beside this one, sentences of our digests held against
claims and responsibilities, labelled before any score was seen (docs/decisions/0009).
"""

import csv
import sys
from collections import Counter
from pathlib import Path

from extraction.matching import Entry, Matcher, verdict

PAIRS = Path(__file__).parent / "matching_pairs.tsv"
VERDICTS = ("same as", "close to", "new")


def main(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    entries = [
        Entry(r["kind"], r["known text"], r["known text"], r["known role"], r["known aspect"])
        for r in rows
    ]
    matcher, table = Matcher(dict.fromkeys(entries), {"fractional-cio": "cio"}), Counter()
    for row, entry in zip(rows, entries, strict=True):
        words = (row["candidate text"], row["candidate role"], row["candidate aspect"])
        score = matcher.score(*words, entry)
        found = verdict(score)
        table[row["verdict"], found] += 1
        if found != row["verdict"]:
            print(f"{score:.2f} {found}, should be {row['verdict']}: {words[0]} | {entry.text}")
    report(table)


def report(table: Counter) -> None:
    total, right = sum(table.values()), sum(table[each, each] for each in VERDICTS)
    print(f"\n{total} pairs, {right} right = {right / total:.3f}")
    for each in VERDICTS:
        meant = sum(table[each, found] for found in VERDICTS)
        found = sum(table[label, each] for label in VERDICTS)
        print(
            f"  {each:9} precision {table[each, each] / max(found, 1):.2f} "
            f"recall {table[each, each] / max(meant, 1):.2f} ({meant} labelled)"
        )
    known = sum(table[m, f] for m in VERDICTS[:2] for f in VERDICTS[:2])
    shown = sum(table[m, f] for m in VERDICTS for f in VERDICTS[:2])
    meant = sum(table[m, f] for m in VERDICTS[:2] for f in VERDICTS)
    print(
        f"  shown at all (same or close): precision {known / shown:.2f} recall {known / meant:.2f}"
    )


if __name__ == "__main__":
    if len(sys.argv) > 2:
        sys.exit("usage: python -m benchmarks.matching [PAIRS.tsv]")
    main(Path(sys.argv[1]) if len(sys.argv) == 2 else PAIRS)
