"""Words that a text of ours shares with its original: pure, in time linear in both.

Facts carry over, sentences do not (docs/editorial-guide.md): eight words running are somebody's
sentence.
"""

import re

RUN = 8  # words

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def shared_runs(ours: str, theirs: str) -> list[str]:
    """The longest runs of `RUN` words or more that stand in both texts, as ours spells them.

    Case and punctuation do not tell words apart.
    """
    found = list(_WORD.finditer(ours))
    known = _grams(_words(theirs))
    mine = _words(ours)
    runs: list[list[int]] = []  # first and last word of each
    for start, gram in enumerate(zip(*(mine[n:] for n in range(RUN)), strict=False)):
        if gram not in known:
            continue
        if runs and start <= runs[-1][1]:
            runs[-1][1] = start + RUN - 1
        else:
            runs.append([start, start + RUN - 1])
    return [ours[found[first].start() : found[last].end()] for first, last in runs]


def _words(text: str) -> list[str]:
    return [word.group().casefold().replace("’", "'") for word in _WORD.finditer(text)]


def _grams(words: list[str]) -> set[tuple[str, ...]]:
    return set(zip(*(words[n:] for n in range(RUN)), strict=False))
