"""The result of a check as Markdown, to paste elsewhere, or as CSV, a line for each finding."""

from collections.abc import Callable, Iterator

from checking.result import Finding, Result, Unmatched
from reading.comparison.files import claim_markdown, escaped, source_line, table_as_csv
from reading.notes import Notes

HEADER = ["finding", "line of the text", "topic", "sources", "claims", "addresses"]


def as_markdown(result: Result, absolute: Callable[[str], str]) -> str:
    lines = [f"# A text held against the {escaped(result.role.title)}", ""]
    for title, rows in (
        ("Covered", _findings(result.covered, result.notes)),
        ("Not in the text, though sources name it", _findings(result.missed, result.notes)),
        ("Given to another role, or denied this one, by our sources", _elsewhere(result)),
        ("Duties that no claim matches", map(_unmatched, result.unmatched)),
        ("Lines without a duty", (f"- {escaped(each.text)}" for each in result.without)),
    ):
        rows = list(rows)
        lines += [f"## {title} ({sum(row.startswith('- ') for row in rows)})", "", *rows, ""]
    lines += ["Sources:", "", *(source_line(note, absolute) for note in result.notes)]
    return "\n".join(lines) + "\n"


def _findings(findings: list[Finding], notes: Notes) -> Iterator[str]:
    for finding in findings:
        named = "; ".join(escaped(each.article.title) for each in finding.sources)
        yield f"- **{escaped(finding.topic.title)}** ({len(finding.sources)} sources: {named})"
        yield from (f"  - “{escaped(line)}”" for line in finding.lines)
        yield from (f"  - {claim_markdown(claim, notes)}" for claim in finding.claims)


def _unmatched(each: Unmatched) -> str:
    return f"- {escaped(each.line)}" + (f" ({escaped(_nearest(each))})" if each.similar else "")


def _nearest(each: Unmatched) -> str:
    return "Nearest: " + ", ".join(topic.title for topic in each.similar) if each.similar else ""


def _elsewhere(result: Result) -> Iterator[str]:
    for each in result.elsewhere:
        yield f"- “{escaped(each.line)}”"
        for finding in each.findings:
            yield f"  - **{escaped(finding.topic.title)}**"
            yield from (f"  - {claim_markdown(claim, result.notes)}" for claim in finding.claims)


def as_csv(result: Result, absolute: Callable[[str], str]) -> str:
    return table_as_csv(HEADER, _rows(result, absolute))


def _rows(result: Result, absolute: Callable[[str], str]) -> Iterator[list[str]]:
    for finding in result.covered:
        yield from (["covered", line, *_cells(finding, absolute)] for line in finding.lines)
    for finding in result.missed:
        yield ["missing", "", *_cells(finding, absolute)]
    for each in result.elsewhere:
        yield from (["another role", each.line, *_cells(p, absolute)] for p in each.findings)
    yield from (["no claim", e.line, _nearest(e), "", "", ""] for e in result.unmatched)
    yield from (["no duty", each.text, "", "", "", ""] for each in result.without)


def _cells(finding: Finding, absolute: Callable[[str], str]) -> list[str]:
    return [
        finding.topic.title,
        "; ".join(each.article.title for each in finding.sources),
        "; ".join(claim.statement for claim in finding.claims),
        " ".join(absolute(claim.get_absolute_url()) for claim in finding.claims),
    ]
