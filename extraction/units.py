"""A block to the units a claim is taken from: its sentences, or a list item or table cell as a
whole.

Splitting is done by one regular expression, so a single line of 5 MB takes linear time.
"""

import re
from dataclasses import dataclass

LONGEST = 1200  # characters; no single statement is longer, and patterns are not tried on more
END = re.compile(r"(?<=[.!?])[\"”’')\]]{0,3}\s+(?=[\"“‘'(\[]{0,2}[A-Z0-9])|\s+(?=[•●▪]\s)")
ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|no|nos|sec|art|dept|inc|ltd|corp|co|mr|mrs|ms|dr|prof|st|jr|sr"
    r"|approx|al|fig|pub|stat|u\.s|u\.k"
    r"|para|ch|p|pp|v|ed|est|a\.k\.a|gen|hon|rev|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
    r"|\b[A-Z])\.$",
    re.I,
)
SEMICOLON = re.compile(r"(?<=;)\s+")


@dataclass(frozen=True)
class Unit:
    """`whole` says that the block holds nothing else, `first` that it opens the block."""

    text: str
    first: bool
    whole: bool


def sentences(text: str) -> list[str]:
    out, start = [], 0
    for gap in END.finditer(text):
        end = gap.start() + len(gap.group().rstrip())
        if ABBREVIATION.search(text[max(start, end - 14) : end]):
            continue
        out.append(text[start:end])
        start = gap.end()
    out.append(text[start:])
    return [s.strip() for s in out if s.strip()]


def units(text: str) -> list[Unit]:
    parts = []
    for sentence in sentences(text):
        parts.extend(SEMICOLON.split(sentence) if len(sentence) > LONGEST else [sentence])
    parts = [part for part in parts if len(part) <= LONGEST and any(c.isalpha() for c in part)]
    return [Unit(part, number == 0, len(parts) == 1) for number, part in enumerate(parts)]
