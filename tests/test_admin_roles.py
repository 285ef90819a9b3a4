"""Roles, vocabulary and disagreements in admin."""

import pytest
from taggit.models import Tag

from roles.models import Disagreement, Responsibility, Role
from tests import factories
from tests.admin import add_path, errors, path, save

pytestmark = pytest.mark.django_db


def test_role_is_saved_with_its_titles(editor):
    response = save(
        editor,
        add_path(Role),
        title="Chief Information Officer",
        slug="cio",
        titles__TOTAL_FORMS=1,
        titles__0__title="IT Director",
        titles__0__slug="it-director",
    )
    assert response.status_code == 302
    role = Role.objects.get()
    assert [title.title for title in role.titles.all()] == ["IT Director"]
    title = role.titles.get()
    save(editor, path(role), titles__0__title="Director of IT")
    title.refresh_from_db()
    assert title.title == "Director of IT"
    save(editor, path(role), titles__0__DELETE="on")
    assert not role.titles.exists()


def test_role_is_no_variant_of_itself(editor):
    top = factories.role()
    middle = factories.role(broader=top)
    response = save(editor, path(top), broader=middle.pk)
    assert "a variant of itself" in errors(response)


def test_summary_is_a_published_claim_of_the_role(editor):
    role = factories.role()
    other = factories.claim()
    draft = factories.claim(role=role, status="draft")
    for claim in (other, draft):
        response = save(editor, path(role), summary_claim=claim.pk)
        assert "Choose a published claim of this role" in errors(response)
    assert save(editor, path(role), summary_claim=factories.claim(role=role).pk).status_code == 302


def test_slug_of_what_is_public_is_not_typed_over(editor):
    role = factories.role(slug="cio")
    assert save(editor, path(role), slug="other", title="New title").status_code == 302
    role.refresh_from_db()
    assert (role.slug, role.title) == ("cio", "New title")
    duty = factories.responsibility(slug="duty")
    save(editor, path(duty), slug="other", title="Set the strategy")
    duty.refresh_from_db()
    assert (duty.slug, duty.title) == ("duty", "Set the strategy")


def positions(*claims) -> dict[str, object]:
    data = {"positions__TOTAL_FORMS": len(claims)}
    for number, claim in enumerate(claims):
        data[f"positions__{number}__label"] = f"View {number}"
        data[f"positions__{number}__claims"] = [claim.pk] if claim else []
    return data


def test_disagreement_needs_two_positions_with_claims(editor):
    one, other = factories.claim(), factories.claim()
    typed = {"question": "Who is right?", "slug": "who-is-right", "status": "published"}
    response = save(editor, add_path(Disagreement), **typed, **positions(one))
    assert "needs two positions that have claims" in errors(response)
    assert b"View 0" in response.content
    assert save(editor, add_path(Disagreement), **typed, **positions(one, other)).status_code == 302
    disagreement = Disagreement.objects.public().get()
    assert [each.order for each in disagreement.positions.all()] == [1, 2]
    response = save(editor, path(disagreement), positions__0__DELETE="on")
    assert "needs two positions that have claims" in errors(response)
    assert disagreement.positions.count() == 2


def test_positions_change_places(editor):
    disagreement = factories.disagreement([factories.claim()], [factories.claim()])
    first, second = (set(each.claims.all()) for each in disagreement.positions.all())
    save(editor, path(disagreement), positions__0__place=2, positions__1__place=1)
    assert [set(each.claims.all()) for each in disagreement.positions.all()] == [second, first]


def test_unchanged_positions_keep_their_history(editor):
    disagreement = factories.disagreement([factories.claim()], [factories.claim()])
    before = [(each.pk, each.history.count()) for each in disagreement.positions.all()]
    save(editor, path(disagreement), question="Who is right today?")
    assert [(each.pk, each.history.count()) for each in disagreement.positions.all()] == before


def test_curator_adds_vocabulary_and_changes_none(curator):
    area = factories.decision_area()
    response = save(
        curator, add_path(Responsibility), title="Set it", slug="set-it", decision_area=area.pk
    )
    assert response.status_code == 302
    duty = Responsibility.objects.get()
    assert curator.get(path(duty)).status_code == 200
    assert curator.post(path(duty), {"title": "Other"}).status_code == 403
    assert curator.post(path(duty, "delete"), {"post": "yes"}).status_code == 403
    assert save(curator, add_path(Tag), name="budget", slug="budget").status_code == 302
    assert curator.post(path(Tag.objects.get()), {"name": "x"}).status_code == 403
