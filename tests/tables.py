"""Reads the tables of cases in docs/, so that what readers see is what the tests run."""

from pathlib import Path

DOCS = Path(__file__).parent.parent / "docs"


def table(document: str, heading: str) -> list[dict[str, str]]:
    """The rows of the first table under a heading, by column title."""
    text = (DOCS / document).read_text(encoding="utf-8")
    section = text.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.split("\n") if line.startswith("|")]
    head, _, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    return [dict(zip(head, row, strict=True)) for row in rows]
