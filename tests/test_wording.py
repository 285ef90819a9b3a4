"""Runs of words shared with an original."""

import pytest

from articles.wording import shared_runs

ORIGINAL = "one two three four five six seven eight nine ten"


@pytest.mark.parametrize(
    ("ours", "runs"),
    [
        ("", []),
        ("one two three four five six seven", []),
        (
            "so: one two three four five six seven eight!",
            ["one two three four five six seven eight"],
        ),
        (
            "One, TWO three – four five six seven (eight)",
            ["One, TWO three – four five six seven (eight"],
        ),
        (ORIGINAL, [ORIGINAL]),
        (f"{ORIGINAL} and {ORIGINAL}", [ORIGINAL, ORIGINAL]),
        ("one two three four x five six seven eight nine", []),
    ],
)
def test_runs_are_found_in_our_spelling(ours, runs):
    assert shared_runs(ours, ORIGINAL) == runs


def test_apostrophes_of_both_kinds_are_one():
    assert shared_runs("it’s a b c d e f g", "it's a b c d e f g") == ["it’s a b c d e f g"]


def test_long_texts_take_no_time():
    assert len(shared_runs("a b c d " * 20_000, "a b c d " * 20_000)) == 1
