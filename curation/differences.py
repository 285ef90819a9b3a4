"""Two versions of a text, word by word: pure."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_PIECE = re.compile(r"\s+|\S+")


@dataclass(frozen=True)
class Part:
    text: str
    changed: bool


def side_by_side(old: str, new: str) -> tuple[list[Part], list[Part]]:
    """Both texts in parts, with what the other lacks marked. Joined, the parts are the texts."""
    mine, yours = _PIECE.findall(old), _PIECE.findall(new)
    left, right = [], []
    for step, a, b, c, d in SequenceMatcher(None, mine, yours, autojunk=False).get_opcodes():
        changed = step != "equal"
        for parts, pieces in ((left, mine[a:b]), (right, yours[c:d])):
            if pieces:
                parts.append(Part("".join(pieces), changed))
    return left, right
