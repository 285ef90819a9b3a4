"""Rule 8: an address that was once public leads somewhere for ever."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from articles.models import Article
from publishing.models import ContentVersion, Redirect
from publishing.services import keep_address, redirect, touch
from roles import services
from roles.models import Claim, Disagreement, Role
from tests import factories as make

pytestmark = pytest.mark.django_db


def disagreement(status="published") -> Disagreement:
    return make.disagreement([make.claim()], [make.claim()], status=status)


ENTRIES = [make.article, make.role, make.claim, disagreement]


@pytest.mark.parametrize("entry", ENTRIES)
def test_publication_stamps_its_date_once(entry):
    entry = entry(status="draft")
    assert entry.first_published_on is None
    services.publish(entry)
    assert entry.first_published_on == datetime.date.today()
    type(entry).objects.filter(pk=entry.pk).update(first_published_on="2020-02-02")
    entry.refresh_from_db()
    services.withdraw(entry, because="It was wrong.")
    assert entry.withdrawn_on == datetime.date.today()
    services.publish(entry)
    entry.refresh_from_db()
    assert entry.first_published_on == datetime.date(2020, 2, 2)
    assert (entry.withdrawn_on, entry.withdrawn_because) == (None, "")


ROADS_TO_DELETION = [
    lambda entry: entry.delete(),
    lambda entry: type(entry).objects.filter(pk=entry.pk).delete(),
    lambda entry: type(entry).objects.all().delete(),
    lambda entry: services.delete(entry),
    lambda entry: type(entry)(pk=entry.pk, slug=entry.slug).delete(),
]


@pytest.mark.parametrize("road", ROADS_TO_DELETION)
@pytest.mark.parametrize("withdrawn", [False, True])
@pytest.mark.parametrize("entry", ENTRIES)
def test_what_was_published_is_deleted_on_no_road(entry, withdrawn, road):
    entry = entry()
    if withdrawn:
        services.withdraw(entry, because="It was wrong.")
    with pytest.raises((ProtectedError, ValidationError)), transaction.atomic():
        road(entry)
    assert type(entry).objects.filter(pk=entry.pk).exists()


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_draft_is_deleted(entry):
    entry = entry(status="draft")
    services.delete(entry)
    assert not type(entry).objects.filter(pk=entry.pk).exists()


def test_a_draft_article_goes_with_its_voices_and_passages_unless_one_is_cited():
    article = make.article(status="draft", body="One.\n\nTwo.")
    claim = make.claim(status="draft", cites=make.passage(article))
    with pytest.raises(ValidationError):
        services.delete(article)
    services.delete(claim)
    services.delete(article)
    assert not Article.objects.exists()


def test_a_voice_that_speaks_is_not_deleted():
    voice = make.article().voices.get()
    with pytest.raises(ValidationError):
        services.delete(voice)
    idle = make.voice(make.article())
    services.delete(idle)


@pytest.mark.parametrize("entry", ENTRIES)
def test_nothing_goes_back_to_draft(entry):
    entry = entry()
    for withdrawn in (False, True):
        if withdrawn:
            services.withdraw(entry, because="It was wrong.")
        entry.status = "draft"
        with pytest.raises(ValidationError) as refused:
            services.save(entry)
        assert "Withdraw it instead" in refused.value.message_dict["status"][0]
        entry.refresh_from_db()


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_copy_read_before_the_publication_does_not_undo_it(entry):
    stale = entry(status="draft")
    current = type(stale).objects.get(pk=stale.pk)
    services.publish(current)
    with pytest.raises(ValidationError):
        services.save(stale)
    with pytest.raises(ProtectedError), transaction.atomic():
        type(stale)(pk=stale.pk).delete()
    forged = type(stale).objects.get(pk=stale.pk)
    forged.status, forged.first_published_on = "draft", None
    with pytest.raises(ValidationError):
        services.save(forged)
    assert type(stale).objects.get(pk=stale.pk).is_published


@pytest.mark.parametrize("entry", ENTRIES)
def test_withdrawal_needs_a_reason_and_a_publication(entry):
    published, draft = entry(), entry(status="draft")
    for because in ("", "  \n"):
        with pytest.raises(ValidationError) as refused:
            services.withdraw(published, because=because)
        assert list(refused.value.message_dict) == ["withdrawn_because"]
    with pytest.raises(ValidationError, match="delete the draft instead"):
        services.withdraw(draft, because="No longer wanted.")
    published.refresh_from_db()
    draft.refresh_from_db()
    assert published.is_published
    assert draft.is_draft


def leads(kind: str) -> dict[str, str]:
    return dict(Redirect.objects.filter(kind=kind).values_list("old_slug", "new_slug"))


def test_a_chain_of_renames_leads_to_the_end_in_one_step():
    redirect(kind="claim", old_slug="a", new_slug="b")
    redirect(kind="claim", old_slug="b", new_slug="c")
    redirect(kind="role", old_slug="a", new_slug="x")
    assert leads("claim") == {"a": "c", "b": "c"}
    redirect(kind="claim", old_slug="c", new_slug="d")
    assert leads("claim") == {"a": "d", "b": "d", "c": "d"}
    assert leads("role") == {"a": "x"}


def test_renaming_back_makes_no_loop():
    redirect(kind="claim", old_slug="a", new_slug="b")
    redirect(kind="claim", old_slug="b", new_slug="c")
    redirect(kind="claim", old_slug="c", new_slug="a")
    assert leads("claim") == {"b": "a", "c": "a"}
    with pytest.raises(ValidationError, match="lead to itself"):
        redirect(kind="claim", old_slug="a", new_slug="a")
    assert leads("claim") == {"b": "a", "c": "a"}


def vocabulary(make_entry):
    return lambda status: make_entry()


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        (make.article, "article"),
        (make.role, "role"),
        (make.claim, "claim"),
        (disagreement, "disagreement"),
        (vocabulary(make.responsibility), "responsibility"),
        (vocabulary(make.decision_area), "decision_area"),
    ],
)
def test_a_renamed_entry_leaves_a_redirect(entry, kind):
    entry = entry(status="published")
    first = entry.slug
    for slug in ("second", "third"):
        entry.slug = slug
        services.save(entry)
    assert leads(kind) == {first: "third", "second": "third"}
    entry.slug = first
    services.save(entry)
    assert leads(kind) == {"second": first, "third": first}


def test_a_withdrawn_entry_leaves_a_redirect_and_a_draft_does_not():
    draft, withdrawn = make.claim(status="draft"), make.claim()
    services.withdraw(withdrawn, because="Wrong.")
    old = withdrawn.slug
    for claim, slug in ((draft, "was-draft"), (withdrawn, "was-withdrawn")):
        claim.slug = slug
        services.save(claim)
    assert leads("claim") == {old: "was-withdrawn"}


def test_no_other_entry_takes_an_address_that_leads_elsewhere():
    claim = make.claim(slug="old")
    claim.slug = "new"
    services.save(claim)
    with pytest.raises(ValidationError) as refused:
        make.claim(slug="old")
    assert "new" in refused.value.message_dict["slug"][0]
    other = make.claim()
    other.slug = "old"
    with pytest.raises(ValidationError):
        services.save(other)
    assert leads("claim") == {"old": "new"}
    assert make.role(slug="old").pk  # an address of another kind


def test_a_refused_rename_leaves_no_redirect():
    taken, claim = make.claim(slug="taken"), make.claim()
    claim.slug = taken.slug
    with pytest.raises(ValidationError):
        services.save(claim)
    assert not Redirect.objects.exists()


def test_entries_without_an_address_leave_none():
    context = make.context()
    context.slug = "renamed"
    services.save(context)
    keep_address(make.context())
    assert not Redirect.objects.exists()


def test_vocabulary_behind_a_published_claim_stays():
    duty = make.responsibility()
    area = duty.decision_area
    claim = make.claim(aspect="responsibility", responsibility=duty)
    claim.responsibility = make.responsibility()
    services.save_claim(claim)
    duty.decision_area = make.decision_area()
    services.save(duty)
    for entry in (duty, area):
        with pytest.raises(ValidationError, match="lives for ever"):
            services.delete(entry)
        with pytest.raises(ProtectedError), transaction.atomic():
            type(entry).objects.filter(pk=entry.pk).delete()
    for unused in (make.responsibility(), make.decision_area()):
        services.delete(unused)


def test_vocabulary_of_drafts_goes_when_they_are_gone():
    duty = make.responsibility()
    draft = make.claim(aspect="responsibility", responsibility=duty, status="draft")
    with pytest.raises(ValidationError):
        services.delete(duty)
    services.delete(draft)
    services.delete(duty)


def test_a_context_in_use_stays():
    context = make.context()
    claim = make.claim(aspect="context", contexts=[context])
    with pytest.raises(ValidationError, match=claim.slug):
        services.delete(context)
    with pytest.raises(ProtectedError), transaction.atomic():
        type(context).objects.all().delete()
    assert list(claim.contexts.all()) == [context]


def test_a_role_with_claims_stays():
    claim = make.claim(status="draft", role=make.role(status="draft"))
    with pytest.raises(ValidationError):
        services.delete(claim.role)
    assert Role.objects.filter(pk=claim.role_id).exists()


def test_every_change_moves_the_content_version_on():
    def version() -> int:
        return ContentVersion.objects.get().number

    touch()
    claim, seen = make.claim(), version()
    for change in (
        lambda: services.save(claim),
        lambda: make.cite(claim, make.passage()),
        lambda: services.confirm_citation(claim.citations.first()),
        lambda: services.delete(claim.citations.last()),
        lambda: services.withdraw(claim, because="Wrong."),
        lambda: services.save(claim.role),
        lambda: services.delete(make.context()),
    ):
        change()
        assert version() > seen
        seen = version()
    assert Claim.objects.get() == claim
