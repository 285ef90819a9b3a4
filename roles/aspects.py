"""What each aspect of a claim is: the one table behind `Claim.clean()`, the check constraints, the
admin form, the content files, the pages and the comparison (docs/architecture.md).

A new aspect is a line in `Aspect` and a line in `RULES`; tests/test_aspects.py adds one.
"""

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from django.db import models
from django.db.models import Q


class Aspect(models.TextChoices):
    DEFINITION = "definition", "Definition"
    FOCUS = "focus", "Focus"
    RESPONSIBILITY = "responsibility", "Responsibility"
    DECISION = "decision", "Decision"
    SKILL = "skill", "Skill"
    BACKGROUND = "background", "Background"
    MEASURE = "measure", "Measure"
    RESOURCES = "resources", "Resources"
    REPORTING_LINE = "reporting_line", "Reporting line"
    RELATIONSHIP = "relationship", "Relationship"
    CONTEXT = "context", "Context"
    EVOLUTION = "evolution", "Evolution"


class Involvement(models.TextChoices):
    """The RACI letters, and one that RACI lacks: a source says that the role has no part."""

    ACCOUNTABLE = "accountable", "Accountable"
    RESPONSIBLE = "responsible", "Responsible"
    CONSULTED = "consulted", "Consulted"
    INFORMED = "informed", "Informed"
    EXCLUDED = "excluded", "Excluded"


class Alignment(Enum):
    """What the claims of an aspect have in common when they stand in one row of a comparison."""

    RESPONSIBILITY = "one responsibility"
    DECISION_AREA = "one decision area"
    COUNTERPART = "one relation to one counterpart"
    DECADE = "one decade"
    NOTHING = "nothing: such a claim stands in no row but that of its point"


class Section(NamedTuple):
    """A section of a role's page."""

    anchor: str
    heading: str


WHAT = Section("what", "What it is")
ANSWERS = Section("answers", "Responsibilities and decisions")
SKILLS = Section("skills", "Skills")
BACKGROUND = Section("background", "Comes from")
MEASURES = Section("measures", "Measured by")
RESOURCES = Section("resources", "Pay, price and means")
RELATIONSHIPS = Section("relationships", "Relationships")
CONTEXTS = Section("contexts", "In particular circumstances")
DECADES = Section("decades", "Through the decades")


@dataclass(frozen=True)
class Rule:
    """Fields that neither `needs` nor `may` names stay empty; those that every aspect may have
    (contexts, period, other_role) are not listed, but for `contexts` where an aspect needs them.
    """

    section: Section
    aligns_by: Alignment = Alignment.NOTHING  # where the claim names no point
    is_inherited: bool = False  # by a variant of the role
    needs: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset({"decision_area", "point"})


_RELATION = {
    "needs": frozenset({"relation"}),
    "may": frozenset({"counterpart", "decision_area", "point"}),
}

# In reading order.
RULES: dict[str, Rule] = {
    Aspect.DEFINITION: Rule(WHAT),
    Aspect.FOCUS: Rule(WHAT),
    Aspect.RESPONSIBILITY: Rule(
        ANSWERS,
        Alignment.RESPONSIBILITY,
        is_inherited=True,
        needs=frozenset({"responsibility", "involvement"}),
        may=frozenset(),
    ),
    Aspect.DECISION: Rule(
        ANSWERS,
        Alignment.DECISION_AREA,
        is_inherited=True,
        needs=frozenset({"decision_area"}),
        may=frozenset({"involvement", "responsibility"}),
    ),
    Aspect.SKILL: Rule(SKILLS, is_inherited=True),
    Aspect.BACKGROUND: Rule(BACKGROUND),
    Aspect.MEASURE: Rule(MEASURES),
    Aspect.RESOURCES: Rule(RESOURCES),
    Aspect.REPORTING_LINE: Rule(RELATIONSHIPS, Alignment.COUNTERPART, **_RELATION),
    Aspect.RELATIONSHIP: Rule(RELATIONSHIPS, Alignment.COUNTERPART, **_RELATION),
    Aspect.CONTEXT: Rule(CONTEXTS, needs=frozenset({"contexts"})),
    Aspect.EVOLUTION: Rule(DECADES, Alignment.DECADE),
}
ORDER = list(RULES)


def where(**values: object) -> list[str]:
    """The aspects whose rule has all these values: `where(aligns_by=Alignment.DECADE)`."""
    return [
        aspect
        for aspect, rule in RULES.items()
        if all(getattr(rule, name) == value for name, value in values.items())
    ]


def with_field(column: str) -> list[str]:
    """The aspects that need the column, or may have it."""
    return [aspect for aspect, rule in RULES.items() if column in rule.needs | rule.may]


INVOLVING = with_field("involvement")
RELATIONAL = with_field("relation")

# Column -> what an empty one looks like, as a lookup.
COLUMNS: dict[str, dict[str, object]] = {
    "responsibility": {"responsibility__isnull": True},
    "involvement": {"involvement": ""},
    "decision_area": {"decision_area__isnull": True},
    "point": {"point__isnull": True},
    "relation": {"relation": ""},
    "counterpart": {"counterpart": ""},
}


def problems(aspect: str, filled: set[str]) -> dict[str, str]:
    """Field -> what to do about it, for a claim of `aspect` whose `filled` fields are set."""
    rule, label = RULES[aspect], Aspect(aspect).label.lower()
    found = dict.fromkeys(
        sorted(rule.needs - filled), f"A claim of the aspect “{label}” needs this."
    )
    for field in COLUMNS:
        if field in filled and field not in rule.needs | rule.may:
            found[field] = f"A claim of the aspect “{label}” has none: leave it empty."
    if aspect in RELATIONAL and len({"other_role", "counterpart"} & filled) != 1:
        found["counterpart"] = "Give the other role, or a short noun here: exactly one of the two."
    return found


def constraints() -> list[models.CheckConstraint]:
    """The table above as check constraints, one a column, so that no road leads around it."""
    found = [
        models.CheckConstraint(
            name=f"claim_{column}_fits_aspect",
            condition=_column_condition(column, empty),
            violation_error_message=f"The field “{column}” does not fit the aspect.",
        )
        for column, empty in COLUMNS.items()
    ]
    one_side = Q(other_role__isnull=False, counterpart="") | Q(other_role=None) & ~Q(counterpart="")
    excluded = Q(involvement=Involvement.EXCLUDED)
    return [
        *found,
        models.CheckConstraint(
            name="claim_relation_has_one_side",
            condition=~Q(aspect__in=RELATIONAL) | one_side,
            violation_error_message="Give the other role or a counterpart: exactly one.",
        ),
        models.CheckConstraint(
            name="claim_denies_is_excluded",
            condition=~Q(aspect__in=INVOLVING)
            | Q(denies=True) & excluded
            | Q(denies=False) & ~excluded,
            violation_error_message="It denies exactly where the involvement is “excluded”.",
        ),
    ]


def _column_condition(column: str, empty: dict[str, object]) -> Q:
    needing = [aspect for aspect, rule in RULES.items() if column in rule.needs]
    allowing = [aspect for aspect, rule in RULES.items() if column in rule.may]
    return (
        Q(aspect__in=needing) & ~Q(**empty)
        | Q(aspect__in=allowing)
        | ~Q(aspect__in=[*needing, *allowing]) & Q(**empty)
    )
