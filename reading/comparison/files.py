"""A comparison, or the matrix, as a file: every cell spelt out, the silent ones too."""

import csv
import io
import re
from collections.abc import Callable, Iterator

from reading.answers import AnswerBlock, Line
from reading.comparison.matrix import MatrixPage
from reading.comparison.page import ComparisonPage
from reading.comparison.parts import group_label
from reading.notes import Note, Notes
from roles import serialisers
from roles.comparison import POINT, Cell, Row
from roles.models import Citation, Claim

KIND_WORDS = {
    "one-role": "One role only",
    "differs": "Differs",
    "same": "Same",
    "side-by-side": "Side by side",
}
STATE_WORDS = {
    "denied": "Denied",
    "stated": "Stated",
    "inherited": "Inherited",
    "silent": "No source says",
}
NO_ROW = "Not compared"  # what aligns by nothing
# Where the reader's choice left claims out, silence may be their doing.
LEFT_OUT = "Nothing matches these filters"
BYTE_ORDER_MARK = "\ufeff"  # as the signature of UTF-8: Unicode Standard, section 23.8
_MARKUP = re.compile(r"[\\`*_\[\]|~]")
HEADER = [
    *("aspect", "row", "kind", "role", "state", "involvement", "modality", "statement"),
    *("strength", "sources", "claim"),
]


def as_csv(page: ComparisonPage, absolute: Callable[[str], str]) -> str:
    return table_as_csv(HEADER, _lines(page, absolute))


def _lines(page: ComparisonPage, absolute: Callable[[str], str]) -> Iterator[list[str]]:
    """A line for each sentence of the answer, then for each claim of each cell; a cell without
    claims has one that says why.
    """
    for line in page.answer.lines if page.answer else ():
        start = ["Answer", page.answer.answer.question, *[""] * 2]
        addresses = "; ".join(absolute(claim.get_absolute_url()) for claim in line.needs)
        state = ", ".join(line.words) or "stated"
        yield [*start, state, "", "", line.text, "", _articles(line), addresses]
    titles = {role.slug: role.title for role in page.roles}
    found = [
        *(
            [group_label(row), row.label, KIND_WORDS[row.kind], c]
            for row in page.rows
            for c in row.cells
        ),
        *([row.label, "", NO_ROW, c] for row, c in page.not_compared),
    ]
    for *start, cell in found:
        start += [titles[cell.role], state_words(cell, page.hidden)]
        for claim in [each.claim for each in cell.statements] or [None]:
            yield start + (_of(claim, absolute) if claim else [""] * 6)


def _of(claim: Claim, absolute: Callable[[str], str]) -> list[str]:
    return [
        *(claim.get_involvement_display(), claim.get_modality_display(), claim.statement),
        *(claim.strength.label, _articles(claim), absolute(claim.get_absolute_url())),
    ]


def _articles(cited: Claim | Line) -> str:
    found = dict.fromkeys(each.passage.article.title for each in cited.public_citations)
    return "; ".join(found)


def table_as_csv(header: list[str], lines: Iterator[list[str]]) -> str:
    """A table for a spreadsheet. Excel takes a file without the mark for one in the letters of the
    reader's country, and shows “é” as two others; LibreOffice and Python's utf-8-sig skip it.
    """
    out = io.StringIO()
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out)
    writer.writerow([_harmless(value) for value in header])
    writer.writerows([_harmless(value) for value in line] for line in lines)
    return out.getvalue()


def _harmless(value: str) -> str:
    """A spreadsheet takes a text that starts like a formula for one (OWASP, "CSV injection")."""
    return f"'{value}" if value.startswith(tuple("=+-@\t\r\n＝＋－＠")) else value  # noqa: RUF001


def as_markdown(page: ComparisonPage, absolute: Callable[[str], str]) -> str:
    """A table in the pipe syntax, with numbered sources below it."""
    heads = [escaped(role.title) for role in page.roles]
    notes = page.all_notes()
    lines = [
        f"# {escaped(page.title)}",
        *_answer_markdown(page, notes),
        *_left_out(page),
        "",
        f"| | {' | '.join(heads)} | |",
        f"|---|{'---|' * len(heads)}---|",
    ]
    for row in page.rows:
        cells = " | ".join(_cell_markdown(cell, page, notes) for cell in row.cells)
        lines.append(f"| {escaped(row.label)} | {cells} | {KIND_WORDS[row.kind]} |")
    if page.not_compared:
        lines += ["", "Said besides, and compared with nothing:", ""]
    for row, cell in page.not_compared:
        lines.append(f"- {row.label}: {_cell_markdown(cell, page, notes)}")
    lines += ["", "Sources:", "", *(source_line(note, absolute) for note in notes)]
    return "\n".join(lines) + "\n"


def _answer_markdown(page: ComparisonPage, notes: Notes) -> Iterator[str]:
    for line in page.answer.lines if page.answer else ():
        aside = f" ({', '.join(line.words)})" if line.words else ""
        marks = ", ".join(_mark(*mark) for mark in notes.marks(line))
        yield from ("", escaped(line.text) + aside + (f" \\[{marks}\\]" if marks else ""))


def _left_out(page: ComparisonPage) -> list[str]:
    """What the reader's choice hides, as the page says it."""
    hidden = [
        *([f"claims: {page.hidden}"] if page.hidden else []),
        *([f"rows without a difference: {page.rows_hidden}"] if page.rows_hidden else []),
    ]
    lines = ["", f"Left out by choice: {', '.join(hidden)}."] if hidden else []
    if page.uncontested:
        lines += ["", f"Contested only by what is left out, claims: {page.uncontested}."]
    return lines


def state_words(cell: Cell, hidden: int) -> str:
    """`hidden`: how many claims the reader's choice leaves out."""
    if hidden and cell.state == "silent":
        return LEFT_OUT
    advised = cell.state == "inherited" and cell.caution
    return f"{STATE_WORDS[cell.state]}, {advised}" if advised else STATE_WORDS[cell.state]


def _cell_markdown(cell: Cell, page: ComparisonPage, notes: Notes) -> str:
    if cell.state == "silent":
        return state_words(cell, page.hidden)
    if cell.state == "inherited":
        advised = f" ({cell.caution})" if cell.caution else ""
        return f"Inherited from the {escaped(cell.statements[0].claim.role.title)}{advised}"
    return "<br>".join(claim_markdown(each.claim, notes) for each in cell.statements)


def claim_markdown(claim: Claim, notes: Notes) -> str:
    """A statement with all that must not be missing beside it, and the numbers of its notes."""
    words = [claim.get_involvement_display()] if claim.involvement else []
    words += ["denied"] if claim.denies and not claim.involvement else []
    words += [claim.mark] if claim.mark else []
    words += ["contested"] if claim.contested else []
    words += [escaped(context.title) for context in claim.contexts.all()]
    aside = f" ({', '.join(words)})" if words else ""
    marks = ", ".join(_mark(*mark) for mark in notes.marks(claim))
    return f"{escaped(claim.statement)}{aside} \\[{marks}\\]"


def _mark(number: int, citation: Citation) -> str:
    against = "" if citation.stance == Citation.Stance.SUPPORTS else f"{citation.stance} "
    return f"{against}{number}"


def source_line(note: Note, absolute: Callable[[str], str]) -> str:
    address = f"{absolute(note.article.get_absolute_url())}#{note.passage.anchor}"
    return f"{note.number}. {escaped(note.article.title)}, <{address}>"


def escaped(text: str) -> str:
    """Words as words in Markdown, on one line: no link, no emphasis, no table cell of their own."""
    return _MARKUP.sub(r"\\\g<0>", " ".join(text.split())).replace("<", "&lt;")


def as_json(page: ComparisonPage, absolute: Callable[[str], str]) -> dict:
    return {
        "roles": [
            {
                "slug": column.role.slug,
                "title": column.role.title,
                "claims": column.claims,
                "sources": len(column.sources),
            }
            for column in page.columns
        ],
        "left_out": {"claims": page.hidden, "rows": page.rows_hidden},
        "contested_only_by_left_out": page.uncontested,
        "answer": _answer_json(page.answer, absolute) if page.answer else None,
        "rows": [_row_json(row, absolute) for row in page.rows],
        "not_compared": [
            {"aspect": row.label, **_cell_json(cell, absolute)} for row, cell in page.not_compared
        ],
    }


def _answer_json(block: AnswerBlock, absolute: Callable[[str], str]) -> dict:
    return {
        "question": block.answer.question,
        "url": absolute(block.answer.get_absolute_url()),
        "sentences": [
            {
                "text": line.text,
                "kind": "statement" if line.verdict else "gap",
                "marks": line.words,
                "needs": [claim.slug for claim in line.needs],
                "backing": [claim.slug for claim in line.backing],
            }
            for line in block.lines
        ],
    }


def _row_json(row: Row, absolute: Callable[[str], str]) -> dict:
    return {
        "aspect": None if row.group == POINT else row.group,
        "point": row.key if row.group == POINT else None,
        "key": row.key,
        "label": row.label,
        "decision_area": row.area or None,
        "kind": row.kind,
        "cells": [_cell_json(cell, absolute) for cell in row.cells],
    }


def _cell_json(cell: Cell, absolute: Callable[[str], str]) -> dict:
    return {
        "role": cell.role,
        "state": cell.state,
        "contested": cell.contested,
        "letters": dict(cell.letters),
        "recommended_letters": dict(cell.advised),
        "inherited_from": cell.inherited_from or None,
        "claims": [_claim_json(each.claim, absolute) for each in cell.statements],
    }


def _claim_json(claim: Claim, absolute: Callable[[str], str]) -> dict:
    return {
        **serialisers.data(claim, ("slug", "statement", "involvement", "modality", "denies")),
        "involvement": claim.involvement or None,
        "contested": claim.contested,
        "strength": claim.strength.level,
        "url": absolute(claim.get_absolute_url()),
        "citations": [_citation_json(each) for each in claim.public_citations],
    }


def _citation_json(citation: Citation) -> dict:
    found = serialisers.citation(citation)
    return {key: found[key] or None for key in ("article", "anchor", "stance", "sample")}


def matrix_csv(page: MatrixPage) -> str:
    def lines() -> Iterator[list[str]]:
        for row in page.rows:
            for each in [row, *row.duties]:
                yield [row.entry.title, "" if each is row else each.entry.title] + [
                    matrix_words(cell, page.hidden) for cell in each.cells
                ]

    roles = [role.title for role in page.roles]
    return table_as_csv(["decision area", "responsibility", *roles], lines())


def matrix_words(cell: Cell, hidden: int) -> str:
    """A matrix cell in words: "A 3, R 2; recommended R 1; contested"."""
    if not cell.speaks:
        return state_words(cell, hidden)
    parts = [", ".join(f"{letter} {count}" for letter, count in cell.letters.items())]
    if cell.advised:
        advised = ", ".join(f"{letter} {count}" for letter, count in cell.advised.items())
        parts.append(f"recommended {advised}")
    if cell.contested:
        parts.append("contested")
    if not cell.letters and not cell.advised:
        parts.append("stated, without a letter")
    return "; ".join(part for part in parts if part)
