"""The validators that every room shares."""

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from hypothesis import given
from hypothesis import strategies as st

from publishing.fields import PartialDateValidator, TextField, validate_slug, validate_text


@pytest.mark.parametrize("slug", ["cio", "a", "0", "fractional-cio", "a-1-b", "2016"])
def test_slugs(slug):
    validate_slug(slug)


@pytest.mark.parametrize(
    "slug",
    ["", "-", "a-", "-a", "a--b", "A", "a_b", "a b", "é", "a\n", "a/b", "a.b", "\u0430", "٣", "ﬁ"],
)
def test_what_is_no_slug(slug):
    with pytest.raises(ValidationError, match="lower-case letters"):
        validate_slug(slug)


@pytest.mark.parametrize("text", ["", "plain", "two\nlines\tand a tab", "é – “x” 漢 😀", "\u00a0"])
def test_texts(text):
    validate_text(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\x00", r"U\+0000 at position 1"),
        ("ab\x07", r"U\+0007 at position 3"),
        ("a\rb", r"U\+000D at position 2"),
        ("\x0b", r"U\+000B"),
        ("\x7f", r"U\+007F"),
        ("\x85", r"U\+0085"),
        ("\ud800", r"U\+D800"),
        ("\ufffe", r"U\+FFFE"),
    ],
)
def test_what_is_no_text(text, message):
    with pytest.raises(ValidationError) as refused:
        validate_text(text)
    assert refused.match(message)


@given(st.text())
def test_texts_that_pass_can_be_stored_and_exported(text):
    try:
        validate_text(text)
    except ValidationError:
        return
    text.encode("utf-8")
    assert "\x00" not in text


@pytest.mark.parametrize("date", ["2016", "2016-05", "2016-05-12", "2016-02-29", "0001", "9999-12"])
def test_dates_of_the_precision_known(date):
    PartialDateValidator()(date)


@pytest.mark.parametrize(
    "date",
    [
        *("", "16", "2016-13", "2016-00", "2015-02-29", "2016-5", "2016-05-1", "2016-05-12T00"),
        *(
            "0000",
            "2016-",
            "May 2016",
            "20160512",
            "2016-W10",
            "٢٠١٦",
            "\uff12\uff10\uff11\uff16",
            "2016\n",
            " 2016",
        ),
    ],
)
def test_what_is_no_date(date):
    with pytest.raises(ValidationError, match="as precisely as it is known"):
        PartialDateValidator()(date)


def test_long_texts_fold_their_line_ends_and_hold_their_length():
    field = TextField(max_length=5, blank=True, validators=[validate_text])
    assert field.clean("a\r\nb\rc", None) == "a\nb\nc"
    assert field.clean("", None) == ""
    with pytest.raises(ValidationError, match="at most 5"):
        field.clean("abcdef", None)
    with pytest.raises(ValidationError, match=r"U\+0007"):
        field.clean("\x07", None)
    assert TextField().clean("x" * 100_000, None)
    assert field.deconstruct()[1] == models.TextField().deconstruct()[1]
