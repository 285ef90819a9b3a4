"""The result of a check as Markdown, to paste elsewhere, or as CSV, a line for each finding."""

from collections.abc import Callable, Iterator

from checking.result import Point, Result, Unmatched
from reading.comparison.files import claim_markdown, escaped, source_line, table_as_csv
from reading.notes import Notes

HEADER = ["finding", "line of the text", "topic", "sources", "claims", "addresses"]


def as_markdown(result: Result, absolute: Callable[[str], str]) -> str:
    lines = [f"# A text held against the {escaped(result.role.title)}", ""]
    for title, rows in (
        ("Covered", _points(result.covered, result.notes)),
        ("Not in the text, though sources name it", _points(result.missed, result.notes)),
        ("Given to another role, or denied this one, by our sources", _elsewhere(result)),
        ("Duties that no claim matches", map(_unmatched, result.unmatched)),
        ("Lines without a duty", (f"- {escaped(each.text)}" for each in result.without)),
    ):
        rows = list(rows)
        lines += [f"## {title} ({sum(row.startswith('- ') for row in rows)})", "", *rows, ""]
    lines += ["Sources:", "", *(source_line(note, absolute) for note in result.notes)]
    return "\n".join(lines) + "\n"


def _points(points: list[Point], notes: Notes) -> Iterator[str]:
    for point in points:
        named = "; ".join(escaped(each.article.title) for each in point.sources)
        yield f"- **{escaped(point.topic.title)}** ({len(point.sources)} sources: {named})"
        yield from (f"  - “{escaped(line)}”" for line in point.lines)
        yield from (f"  - {claim_markdown(claim, notes)}" for claim in point.claims)


def _unmatched(each: Unmatched) -> str:
    return f"- {escaped(each.line)}" + (f" ({escaped(_nearest(each))})" if each.similar else "")


def _nearest(each: Unmatched) -> str:
    return "Nearest: " + ", ".join(topic.title for topic in each.similar) if each.similar else ""


def _elsewhere(result: Result) -> Iterator[str]:
    for each in result.elsewhere:
        yield f"- “{escaped(each.line)}”"
        for point in each.points:
            yield f"  - **{escaped(point.topic.title)}**"
            yield from (f"  - {claim_markdown(claim, result.notes)}" for claim in point.claims)


def as_csv(result: Result, absolute: Callable[[str], str]) -> str:
    return table_as_csv(HEADER, _rows(result, absolute))


def _rows(result: Result, absolute: Callable[[str], str]) -> Iterator[list[str]]:
    for point in result.covered:
        yield from (["covered", line, *_cells(point, absolute)] for line in point.lines)
    for point in result.missed:
        yield ["missing", "", *_cells(point, absolute)]
    for each in result.elsewhere:
        yield from (["another role", each.line, *_cells(p, absolute)] for p in each.points)
    yield from (["no claim", e.line, _nearest(e), "", "", ""] for e in result.unmatched)
    yield from (["no duty", each.text, "", "", "", ""] for each in result.without)


def _cells(point: Point, absolute: Callable[[str], str]) -> list[str]:
    return [
        point.topic.title,
        "; ".join(each.article.title for each in point.sources),
        "; ".join(claim.statement for claim in point.claims),
        " ".join(absolute(claim.get_absolute_url()) for claim in point.claims),
    ]
