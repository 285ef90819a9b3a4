"""Validators that every room shares: what may stand in an address, a text and a date."""

import datetime
import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.deconstruct import deconstructible

SLUG_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*\Z"
SLUG_LENGTH = 100

validate_slug = RegexValidator(
    SLUG_PATTERN,
    "Use lower-case letters, digits and single hyphens only, such as “sets-it-strategy”.",
)

# Newline and tab are text; every other control character is a stray from a copy and paste,
# and Markdown, YAML and PostgreSQL each choke on a different one of them.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def validate_text(value: str) -> None:
    """Refuse control characters, saying where the first one stands."""
    if found := _CONTROL.search(value):
        raise ValidationError(
            "Remove the control character U+%(code)04X at position %(place)d.",
            code="control_character",
            params={"code": ord(found.group()), "place": found.start() + 1},
        )


_PARTIAL_DATE = re.compile(r"\A\d{4}(?:-\d{2}(?:-\d{2})?)?\Z")


@deconstructible
class PartialDateValidator:
    """ISO 8601 with reduced precision: a year, a month or a day, whichever is known."""

    def __call__(self, value: str) -> None:
        padded = value + "-01-01"[len(value) - 4 :] if _PARTIAL_DATE.match(value) else ""
        try:
            datetime.date.fromisoformat(padded)
        except ValueError:
            raise ValidationError(
                "Write the date as 2016, 2016-05 or 2016-05-12, as precisely as it is known.",
                code="partial_date",
            ) from None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PartialDateValidator)
