"""How many curated claims the extractor finds by itself in their source texts.

usage: python -m benchmarks.extraction_recall EXPORT.json FOLDER
EXPORT.json is what `export_content --json` writes; FOLDER holds <article slug>.txt.
Anchor p14 is block 14; a claim counts where any of its supporting passages gives a candidate.
"""

import json
import sys
from collections import Counter
from pathlib import Path

from extraction import find, load, read


def candidates(folder: Path, slug: str) -> list[tuple[int, str, str]]:
    path = folder / f"{slug}.txt"
    if not path.exists():
        return []
    found = find(read(path.read_bytes(), path.name), load(), with_comments=True)
    return [(c.block, c.role, c.aspect) for c in found]


def blocks_cited(claim: dict) -> set[tuple[str, int]]:
    return {
        (citation["article"], int(citation["anchor"].lstrip("p")))
        for citation in claim["citations"]
        if citation["stance"] == "supports" and citation["anchor"].lstrip("p").isdigit()
    }


def main(export: str, folder: str) -> None:
    claims = [
        c
        for c in json.loads(Path(export).read_text(encoding="utf-8"))["claims"]
        if c["status"] != "withdrawn"
    ]
    cited = {id(claim): blocks_cited(claim) for claim in claims}
    slugs = {article for places in cited.values() for article, _ in places}
    known = {slug: candidates(Path(folder), slug) for slug in sorted(slugs)}
    claims = [c for c in claims if any(known[article] for article, _ in cited[id(c)])]
    hits, missed = Counter(), []
    for claim in claims:
        found = [
            (r, a)
            for article, n in cited[id(claim)]
            for block, r, a in known[article]
            if block == n
        ]
        role = any(r == claim["role"] for r, _ in found)
        both = (claim["role"], claim["aspect"]) in found
        hits.update(block=bool(found), role=role, both=both)
        if not role:
            missed.append(
                f"  {claim['slug']} [{claim['role']}/{claim['aspect']}] {claim['statement']}"
            )
    report(claims, known, hits, missed)


def report(claims: list[dict], known: dict, hits: Counter, missed: list[str]) -> None:
    total = max(len(claims), 1)
    print(
        f"{len(claims)} claims of {len(known)} articles; {sum(map(len, known.values()))} candidates"
    )
    for name, key in (("block", "block"), ("block, role", "role"), ("block, role, aspect", "both")):
        print(f"  {name:20} {hits[key]}/{len(claims)} = {hits[key] / total:.3f}")
    print("not found, or with another role:", *missed, sep="\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python -m benchmarks.extraction_recall EXPORT.json FOLDER")
    main(sys.argv[1], sys.argv[2])
