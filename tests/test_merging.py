"""Merging and renaming: what moves, what stays at each address, and what is refused."""

import pytest
from django.core.exceptions import ValidationError

from publishing.models import Redirect
from roles import merging
from roles.models import Citation, Claim, Responsibility
from tests import factories

pytestmark = pytest.mark.django_db


def merged_pair(**fields):
    role = factories.role()
    one, other = factories.passage(), factories.passage()
    loser = factories.claim(role=role, cites=[one, other], tags=["a", "b"], **fields)
    winner = factories.claim(role=role, cites=one, tags=["b"])
    return loser, winner


def test_citations_move_without_doubling_and_tags_unite():
    loser, winner = merged_pair()
    passages = set(loser.citations.values_list("passage", flat=True))
    merging.merge_claims(loser, into=winner)
    assert set(winner.citations.values_list("passage", flat=True)) == passages
    assert winner.citations.count() == 2
    assert sorted(winner.tags.names()) == ["a", "b"]


def test_contexts_unite():
    role = factories.role()
    loser, winner = (factories.claim(role=role, aspect="context") for _ in range(2))
    merging.merge_claims(loser, into=winner)
    assert winner.contexts.count() == 2


def test_published_loser_is_withdrawn_and_leads_on(client):
    loser, winner = merged_pair()
    merging.merge_claims(loser, into=winner)
    loser.refresh_from_db()
    assert loser.is_withdrawn
    assert loser.superseded_by == winner
    page = client.get(loser.get_absolute_url()).content.decode()
    assert winner.get_absolute_url() in page


def test_draft_loser_is_deleted():
    loser, winner = merged_pair(status="draft")
    merging.merge_claims(loser, into=winner)
    assert Claim.objects.get() == winner
    assert Redirect.objects.get().new_slug == winner.slug


def test_positions_chosen_claims_and_successors_follow():
    loser, winner = merged_pair()
    role = loser.role
    role.focus_claim = loser
    role.save()
    older = factories.claim(role=role, superseded_by=loser)
    disagreement = factories.disagreement([loser], [factories.claim()])
    merging.merge_claims(loser, into=winner)
    role.refresh_from_db()
    older.refresh_from_db()
    assert role.focus_claim == winner
    assert older.superseded_by == winner
    assert list(disagreement.positions.get(order=1).claims.all()) == [winner]


@pytest.mark.parametrize("case", ["itself", "other role", "denial", "draft", "stance"])
def test_unlike_claims_are_not_merged(case):
    role, passage = factories.role(), factories.passage()
    loser = factories.claim(role=role, cites=passage)
    if case == "itself":
        winner = loser
    elif case == "other role":
        winner = factories.claim(cites=passage)
    elif case == "stance":
        winner = factories.claim(role=role)
        factories.cite(winner, passage, stance="disputes")
    else:
        fields = {"denial": {"denies": True}, "draft": {"status": "draft"}}[case]
        winner = factories.claim(role=role, **fields)
    before = list(Claim.objects.values()), list(Citation.objects.values())
    with pytest.raises(ValidationError):
        merging.merge_claims(loser, into=winner)
    assert (list(Claim.objects.values()), list(Citation.objects.values())) == before


def test_merged_responsibility_redirects_and_its_claims_move(client):
    claim = factories.claim(aspect="responsibility")
    loser, winner = claim.responsibility, factories.responsibility()
    merging.merge_responsibilities(loser, into=winner)
    claim.refresh_from_db()
    assert claim.responsibility == winner
    assert claim.history.first().history_change_reason.startswith("“")
    assert not Responsibility.objects.filter(slug=loser.slug).exists()
    response = client.get(f"/responsibilities/{loser.slug}/")
    assert (response.status_code, response["Location"]) == (301, winner.get_absolute_url())


def test_responsibility_is_not_merged_into_itself():
    duty = factories.responsibility()
    with pytest.raises(ValidationError):
        merging.merge_responsibilities(duty, into=duty)


@pytest.mark.parametrize("make", [factories.role, factories.claim, factories.article])
def test_renamed_entry_redirects(client, make):
    entry = make()
    old = entry.get_absolute_url()
    merging.rename(entry, slug="a-new-name")
    assert client.get(old)["Location"] == entry.get_absolute_url()
    assert entry.history.first().history_change_reason.startswith("Renamed from")
    merging.rename(entry, slug="a-newer-name")  # the oldest address leads straight there
    assert client.get(old)["Location"] == entry.get_absolute_url()


def test_renamed_draft_leaves_no_redirect():
    merging.rename(factories.claim(status="draft"), slug="another")
    assert not Redirect.objects.exists()


def test_slug_that_is_taken_or_known_is_refused():
    first, second = factories.claim(), factories.claim()
    merging.rename(first, slug="moved")
    for slug in (first.slug, "not a slug", second.slug):
        with pytest.raises(ValidationError):
            merging.rename(second, slug=slug)
        second.refresh_from_db()
    old = Redirect.objects.get().old_slug
    with pytest.raises(ValidationError, match="for ever"):
        merging.rename(second, slug=old)


UNLIKE = {
    "aspect": {"aspect": "focus"},
    "involvement": {"aspect": "responsibility", "involvement": "accountable"},
    "modality": {"modality": "requires"},
    "relation": {"aspect": "relationship", "relation": "peer_of"},
    "counterpart": {"aspect": "relationship", "counterpart": "suppliers"},
    "other role": {"aspect": "relationship", "counterpart": ""},
}


@pytest.mark.parametrize("field", [*UNLIKE, "responsibility", "point"])
def test_claims_that_differ_are_not_merged_and_the_field_is_named(field):
    role = factories.role()
    fields = dict(UNLIKE.get(field, {}))
    like = {"aspect": fields.get("aspect", "definition")} if field != "aspect" else {}
    if field == "involvement":
        like["responsibility"] = fields["responsibility"] = factories.responsibility()
    elif field == "other role":
        fields["other_role"], like["other_role"] = factories.role(), factories.role()
    elif field == "responsibility":
        fields["aspect"] = like["aspect"] = "responsibility"
    elif field == "point":
        fields["point"], like["point"] = factories.point(), factories.point()
    loser, winner = factories.claim(role=role, **fields), factories.claim(role=role, **like)
    with pytest.raises(ValidationError, match=f"differ in: .*{field}"):
        merging.merge_claims(loser, into=winner)
    loser.refresh_from_db()
    assert loser.is_published
    assert loser.citations.exists()


def test_an_empty_point_is_filled_from_the_other():
    loser, winner = merged_pair(point=factories.point())
    merging.merge_claims(loser, into=winner)
    winner.refresh_from_db()
    assert winner.point == loser.point


def test_sentences_follow_a_merge_as_positions_do():
    loser, winner = merged_pair()
    needed = factories.answer(factories.statement(loser, backing=[winner]))
    backed = factories.answer(factories.statement(factories.claim(), backing=[loser]))
    merging.merge_claims(loser, into=winner)
    [sentence] = needed.sentences.filter(kind="statement")
    assert (sentence.needs, sentence.backing) == ([winner], [])  # needed comes before bearing out
    [sentence] = backed.sentences.filter(kind="statement")
    assert sentence.backing == [winner]
    assert not loser.uses.exists()
