"""Validators that every room shares: what may stand in an address, a text and a date."""

import datetime
import re

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, RegexValidator
from django.db import models
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


def key(typed: str) -> int | None:
    """A primary key out of an address or a form; None for what is none. Other scripts have digits
    that int() refuses, and a number of 20 digits fits into no column.
    """
    return int(typed) if re.fullmatch(r"[0-9]{1,18}", typed) else None


class TextField(models.TextField):
    """Text of several lines. A browser sends CR LF, and Django holds `max_length` in forms only."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.max_length is not None:
            self.validators.append(MaxLengthValidator(self.max_length))

    def to_python(self, value):
        text = super().to_python(value) or ""
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs  # the column is the same


def known_values(field: str, values: str, *, blank: bool = False) -> models.CheckConstraint:
    """The database holds what `choices` says: a form is not the only way in. (They are repeated,
    with spaces between, because a Meta cannot see the choices in the class around it.)
    """
    known = [*values.split(), *([""] if blank else [])]
    return models.CheckConstraint(
        name=f"%(app_label)s_%(class)s_{field}_known",
        condition=models.Q(**{f"{field}__in": known}),
    )


_PARTIAL_DATE = re.compile(r"\A[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?\Z")


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
