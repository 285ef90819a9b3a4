"""Words as both back ends see them: folding and stop words. Pure."""

import re
import unicodedata

# "it" is none: on this site it is a department. Nor is "not".
_STOP_WORDS = """
    a about an and any are as at be been being between by can could did do does doing for from
    get gets had has have having he her his how i if in into is its me my no of on or our s shall
    she should so some such t than that the their them then there these they this those to us was
    we were what when where which who whom whose why will with would you your
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
# Words that readers use for the words of the site. Each leads one way.
SYNONYMS = {
    "it": ["technology"],
    "tech": ["technology"],
    "sme": ["small", "medium"],
    "smb": ["small", "medium"],
    "company": ["business", "organisation"],
    "organization": ["organisation"],
    "vendor": ["supplier"],
    "supplier": ["vendor"],
    "pick": ["choose"],
    "select": ["choose"],
    "hr": ["human"],
    "boss": ["reports"],
    "roi": ["return"],
    "modernize": ["modernise"],
    "digitalization": ["digital"],
    "digitalisation": ["digital"],
    "part-time": ["fractional"],
    "outsourced": ["fractional"],
}
_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"(?<=\w)['\u2019][sS]\b")


def fold(text: str) -> str:
    """Lower case without accents, as the index has it."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", "".join(c for c in parts if not unicodedata.combining(c)))


def words(text: str) -> list[str]:
    """The folded words of a text; what is neither letter nor digit parts them."""
    return _WORD.findall(fold(_POSSESSIVE.sub("", text)))


def content_words(found: list[str]) -> list[str]:
    """Those that carry meaning; all of them where none does."""
    return [word for word in found if word not in STOP_WORDS] or found


def singular(word: str) -> str:
    """CIOs -> CIO: enough for names, which are nouns."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def name(text: str) -> str:
    """A name as it is compared: folded, without stop words, in the singular."""
    return " ".join(singular(word) for word in content_words(words(text)))
