"""How a sentence is known again: by its words, whatever its case, punctuation or page. Pure."""

import hashlib
import re
import unicodedata

from articles.wording import RUN

_WORD = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def key(text: str, title: str) -> str:
    """What a decision is remembered by.

    `RUN` words running are somebody's sentence, wherever they stand. Fewer ("Data security") are
    remembered for a document of this title only: in another one they are a source of their own.
    """
    words = folded(text)
    known = words if words.count(" ") + 1 >= RUN else f"{words}\n{folded(title)}"
    return hashlib.sha256(known.encode()).hexdigest()
