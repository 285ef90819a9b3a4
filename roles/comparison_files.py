"""A comparison, or the matrix, as a file: every cell spelt out, the silent ones too."""

import csv
import io
from collections.abc import Callable, Iterator

from roles.aspects import Aspect
from roles.comparison import Cell, Row
from roles.comparison_page import ComparisonPage
from roles.matrix_page import MatrixPage
from roles.models import Claim

KIND_WORDS = {
    "contested": "Contested",
    "one-role": "One role only",
    "differs": "Differs",
    "same": "Same",
    "side-by-side": "Side by side",
}
STATE_WORDS = {
    "contested": "Contested",
    "denied": "Denied",
    "stated": "Stated",
    "inherited": "Inherited",
    "silent": "No source says",
}
HEADER = [
    *("aspect", "row", "kind", "role", "state", "involvement", "modality", "statement"),
    *("strength", "sources", "claim"),
]


def as_csv(page: ComparisonPage) -> str:
    return _csv(HEADER, _lines(page))


def _lines(page: ComparisonPage) -> Iterator[list[str]]:
    """A line for each claim of each cell; a cell without claims has one that says why."""
    titles = {role.slug: role.title for role in page.roles}
    for row in page.rows:
        for cell in row.cells:
            start = [
                *(Aspect(row.aspect).label, row.label, KIND_WORDS[row.kind]),
                *(titles[cell.role], STATE_WORDS[cell.state]),
            ]
            for claim in [each.claim for each in cell.statements] or [None]:
                yield start + (_of(claim) if claim else [""] * 6)


def _of(claim: Claim) -> list[str]:
    articles = dict.fromkeys(each.passage.article.title for each in claim.public_citations)
    return [
        *(claim.get_involvement_display(), claim.get_modality_display(), claim.statement),
        *(claim.strength.label, "; ".join(articles), claim.get_absolute_url()),
    ]


def _csv(header: list[str], lines: Iterator[list[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([_harmless(value) for value in line] for line in lines)
    return out.getvalue()


def _harmless(value: str) -> str:
    """A spreadsheet takes a text that starts like a formula for one (OWASP, "CSV injection")."""
    return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def as_markdown(page: ComparisonPage) -> str:
    """A table in the pipe syntax, with numbered sources below it."""
    heads = [role.title for role in page.roles]
    lines = [
        f"# {' and '.join(heads)} compared",
        "",
        f"| | {' | '.join(heads)} | |",
        f"|---|{'---|' * len(heads)}---|",
    ]
    for row in page.rows:
        cells = " | ".join(_cell_markdown(cell) for cell in row.cells)
        lines.append(f"| {_escaped(row.label)} | {cells} | {KIND_WORDS[row.kind]} |")
    lines += ["", "Sources:", ""]
    for note in page.notes:
        lines.append(f"{note.number}. {_escaped(note.article.title)}, {note.passage.anchor}")
    return "\n".join(lines) + "\n"


def _cell_markdown(cell: Cell) -> str:
    if cell.state == "silent":
        return STATE_WORDS["silent"]
    if cell.state == "inherited":
        return f"Inherited from {cell.inherited_from}"
    said = [
        f"{_escaped(each.claim.statement)} "
        f"[{', '.join(str(citation.number) for citation in each.claim.public_citations)}]"
        for each in cell.statements
    ]
    prefix = "" if cell.state == "stated" else f"{STATE_WORDS[cell.state]}: "
    return prefix + "<br>".join(said)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")


def as_json(page: ComparisonPage, absolute: Callable[[str], str]) -> dict:
    return {
        "roles": [
            {
                "slug": column.role.slug,
                "title": column.role.title,
                "claims": column.claims,
                "sources": column.sources,
            }
            for column in page.columns
        ],
        "rows": [_row_json(row, absolute) for row in page.rows],
    }


def _row_json(row: Row, absolute: Callable[[str], str]) -> dict:
    return {
        "aspect": row.aspect,
        "key": row.key,
        "label": row.label,
        "decision_area": row.area or None,
        "kind": row.kind,
        "cells": [
            {
                "role": cell.role,
                "state": cell.state,
                "letters": dict(cell.letters),
                "recommended_letters": dict(cell.advised),
                "inherited_from": cell.inherited_from or None,
                "claims": [
                    {
                        "slug": each.claim.slug,
                        "statement": each.claim.statement,
                        "modality": each.claim.modality,
                        "denies": each.claim.denies,
                        "strength": each.claim.strength.level,
                        "url": absolute(each.claim.get_absolute_url()),
                    }
                    for each in cell.statements
                ],
            }
            for cell in row.cells
        ],
    }


def matrix_csv(page: MatrixPage) -> str:
    def lines() -> Iterator[list[str]]:
        for row in page.rows:
            for each in [row, *row.duties]:
                yield [row.entry.title, "" if each is row else each.entry.title] + [
                    matrix_words(cell) for cell in each.cells
                ]

    roles = [role.title for role in page.roles]
    return _csv(["decision area", "responsibility", *roles], lines())


def matrix_words(cell: Cell) -> str:
    """A matrix cell in words: "A 3, R 2; recommended R 1; contested"."""
    if not cell.speaks:
        return STATE_WORDS[cell.state]
    parts = [", ".join(f"{letter} {count}" for letter, count in cell.letters.items())]
    if cell.advised:
        advised = ", ".join(f"{letter} {count}" for letter, count in cell.advised.items())
        parts.append(f"recommended {advised}")
    if cell.state == "contested":
        parts.append("contested")
    if not cell.letters and not cell.advised:
        parts.append("stated, without a letter")
    return "; ".join(part for part in parts if part)
