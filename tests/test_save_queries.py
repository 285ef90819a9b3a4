"""What a save through the services costs: rules are asked once, and checks together."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from roles import services
from roles.models import Claim, Role
from search.models import SearchDocument
from tests import factories as make
from tests.admin import filled, path

pytestmark = pytest.mark.django_db


def cost(act) -> int:
    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)


def edit_one_word(claim: Claim) -> None:
    claim.statement = f"{claim.statement} Indeed."
    parts = {
        "contexts": list(claim.contexts.all()),
        "tags": list(claim.tags.names()),
        "citations": list(claim.citations.all()),
    }
    services.save_claim(claim, **parts)


@pytest.mark.parametrize("number", [2, 20])
def test_one_word_of_a_claim(number):
    claim = make.claim(cites=[make.passage() for _ in range(number)], tags=["a", "b"])
    assert cost(lambda: edit_one_word(claim)) <= 28


def save_in_admin(editor, claim: Claim) -> int:
    typed = filled(editor.get(path(claim))) | {"statement": f"{claim.statement} Indeed."}
    return cost(lambda: editor.post(path(claim), typed))


def claim_in_use(number: int) -> Claim:
    """On a duty, contested, named by answers."""
    passages = [make.passage() for _ in range(number)]
    claim = make.claim(cites=passages, tags=["a"], aspect="responsibility")
    for _ in range(number):
        make.disagreement([claim], [make.claim()])
        make.answer(make.statement(claim))
    return claim


@pytest.mark.parametrize("number", [2, 8])
def test_one_word_of_a_claim_in_admin(editor, number):
    assert save_in_admin(editor, claim_in_use(number)) <= 44


@pytest.mark.search_index
@pytest.mark.parametrize("number", [2, 8])
def test_one_word_of_a_claim_in_admin_with_the_index(editor, number):
    claim = claim_in_use(number)
    assert save_in_admin(editor, claim) <= 60
    assert SearchDocument.objects.get(kind="claim", object_id=claim.pk).title.endswith("Indeed.")


@pytest.mark.parametrize(("model", "most"), [(Claim, 23), (Role, 23), (Article, 23)])
def test_an_entry_alone(model, most):
    make.claim()
    assert cost(lambda: services.save(model.objects.get())) <= most


def test_checks_that_are_asked_together_say_each_what_is_wrong():
    claim = make.claim(status="draft", cites=[])
    claim.period_start, claim.period_end = 1990, 1980
    claim.superseded_by = claim
    with pytest.raises(ValidationError) as refused:
        claim.validate_constraints()
    assert "The period ends before it starts." in refused.value.messages
    assert len(refused.value.messages) == 2


def test_a_check_of_an_excluded_field_is_passed_over():
    claim = make.claim(status="draft", cites=[])
    claim.period_start, claim.period_end = 1990, 1980
    claim.validate_constraints(exclude={"period_end"})
    with pytest.raises(ValidationError):
        claim.validate_constraints(exclude={"slug"})
