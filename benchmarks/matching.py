"""How often the matcher gives the verdict a person gave.

usage: python -m benchmarks.matching PAIRS.tsv
Columns: kind, known text, known role, known aspect, candidate text, candidate role, candidate
aspect, verdict
(same as, close to, new); the first line names them. Weights come from all known texts of the file.
"""

import csv
import sys
from collections import Counter
from pathlib import Path

from articles.extraction.matching import Entry, Matcher, verdict


def main(path: str) -> None:
    with Path(path).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    entries = [
        Entry(r["kind"], str(n), r["known text"], r["known role"], r["known aspect"])
        for n, r in enumerate(rows)
    ]
    matcher, table = Matcher(dict.fromkeys(entries)), Counter()
    for row, entry in zip(rows, entries, strict=True):
        score = matcher.score(
            row["candidate text"], row["candidate role"], row["candidate aspect"], entry
        )
        found = verdict(score)
        table[row["verdict"], found] += 1
        if found != row["verdict"]:
            print(
                f"{score:.2f} {found} (should be {row['verdict']}): {row['candidate text']} | "
                f"{row['known text']}"
            )
    right = sum(count for (meant, found), count in table.items() if meant == found)
    print(f"\n{len(rows)} pairs, {right} right = {right / max(len(rows), 1):.3f}")
    for (meant, found), count in sorted(table.items()):
        print(f"  {meant:9} judged {found:9} {count}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m benchmarks.matching PAIRS.tsv")
    main(sys.argv[1])
