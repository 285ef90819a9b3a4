"""What each aspect of a claim needs and may have: the one table behind `Claim.clean()`, the
check constraints, the admin form and the content files (PRODUCT.md, "The model").
"""

from dataclasses import dataclass

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
    RELATIONSHIP = "relationship", "Relationship"
    REPORTING_LINE = "reporting_line", "Reporting line"
    CONTEXT = "context", "Context"
    EVOLUTION = "evolution", "Evolution"


class Involvement(models.TextChoices):
    """The RACI letters, and one that RACI lacks: a source says that the role has no part."""

    ACCOUNTABLE = "accountable", "Accountable"
    RESPONSIBLE = "responsible", "Responsible"
    CONSULTED = "consulted", "Consulted"
    INFORMED = "informed", "Informed"
    EXCLUDED = "excluded", "Excluded"


@dataclass(frozen=True)
class Rule:
    """Fields that an aspect needs and may have. Fields that neither names stay empty."""

    needs: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()


# Fields that every aspect may have (contexts, period, other_role) are not listed,
# but for `contexts` where an aspect needs them.
_RELATION = Rule(needs=frozenset({"relation"}), may=frozenset({"counterpart", "decision_area"}))
_PLAIN = Rule(may=frozenset({"decision_area"}))

RULES: dict[str, Rule] = {
    Aspect.DEFINITION: _PLAIN,
    Aspect.FOCUS: _PLAIN,
    Aspect.RESPONSIBILITY: Rule(needs=frozenset({"responsibility", "involvement"})),
    Aspect.DECISION: Rule(
        needs=frozenset({"decision_area"}), may=frozenset({"involvement", "responsibility"})
    ),
    Aspect.SKILL: _PLAIN,
    Aspect.BACKGROUND: _PLAIN,
    Aspect.MEASURE: _PLAIN,
    Aspect.RELATIONSHIP: _RELATION,
    Aspect.REPORTING_LINE: _RELATION,
    Aspect.CONTEXT: Rule(needs=frozenset({"contexts"}), may=frozenset({"decision_area"})),
    Aspect.EVOLUTION: _PLAIN,
}

RELATIONAL = [Aspect.RELATIONSHIP, Aspect.REPORTING_LINE]
INVOLVING = [Aspect.RESPONSIBILITY, Aspect.DECISION]

# Column -> what an empty one looks like, as a lookup.
COLUMNS: dict[str, dict[str, object]] = {
    "responsibility": {"responsibility__isnull": True},
    "involvement": {"involvement": ""},
    "decision_area": {"decision_area__isnull": True},
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
