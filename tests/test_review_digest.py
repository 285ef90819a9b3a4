"""A digest that nobody writes by hand says what rests on its passage, and grows with each claim."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.services import edit_passage
from review import decisions, services
from review.models import Candidate, Decision
from roles.models import Citation, Claim
from roles.services import confirm_extended
from tests import factories
from tests.admin import account, filled
from tests.review import added, known_role, queue_path

pytestmark = pytest.mark.django_db

LAMPS, HORNS, KEEPERS = "The CIO buys lamps.", "The CIO tests horns.", "The CIO hires keepers."


@pytest.fixture
def ada():
    return account("ada", "editors")


@pytest.fixture
def candidate(ada):
    return services.lease_next(added(), ada)


def accept(candidate, user, statement, digest: str | None = "", role=None) -> Candidate:
    """Make a claim of it: the candidate of the same words that waits next."""
    role = role or Claim.objects.first().role
    claim = Claim(role=role, aspect="focus", statement=statement)
    decisions.accept(candidate, user=user, claim=claim, digest=digest, another=True)
    return candidate.parts.get()


def words(candidate) -> str:
    return decisions.written(decisions._passage(candidate))


def unchecked() -> list[str]:
    return [str(each.claim) for each in Citation.objects.needing_recheck()]


@pytest.fixture
def second(candidate, ada):
    """The words again, after a first claim was made of them."""
    return accept(candidate, ada, LAMPS, role=known_role())


def test_each_further_claim_adds_its_statement(second, ada):
    assert words(second) == LAMPS
    third = accept(second, ada, HORNS, digest=LAMPS)
    assert words(third) == f"{LAMPS} {HORNS}"
    last = accept(third, ada, KEEPERS)
    assert words(last) == f"{LAMPS} {HORNS} {KEEPERS}"
    assert not unchecked()
    assert {each.checked_text for each in Citation.objects.all()} == {words(last)}


def test_a_statement_is_added_once(second, ada):
    other = factories.role(slug="cto", title="Chief Technology Officer")
    third = accept(second, ada, LAMPS, role=other)
    assert words(third) == LAMPS
    assert words(accept(third, ada, HORNS, digest=LAMPS)) == f"{LAMPS} {HORNS}"


def test_a_table_row_grows_within_its_cell(ada):
    table = "| Officer | Duty |\n|---|---|\n| CIO | Runs the foghorn |\n"
    row = services.lease_next(added(f"# Horns\n\n{table}", "horns.md"), ada)
    assert (row.passage.kind, words(row)) == ("table-row", "")
    second = accept(row, ada, LAMPS, role=known_role())
    third = accept(second, ada, HORNS, digest=LAMPS)
    assert words(third) == decisions._passage(third).text == f"{LAMPS} {HORNS}"
    assert not unchecked()


def test_statements_stand_as_sentences(candidate, ada):
    second = accept(candidate, ada, LAMPS.rstrip("."), role=known_role())
    assert words(accept(second, ada, HORNS)) == f"{LAMPS} {HORNS}"
    assert not unchecked()


def test_a_digest_by_hand_stays_as_it_is(candidate, ada):
    second = accept(candidate, ada, LAMPS, digest="Lamps, mostly.", role=known_role())
    third = accept(second, ada, HORNS, digest="Lamps, mostly.")
    assert words(third) == "Lamps, mostly."
    assert not unchecked()


def test_a_digest_that_may_not_be_written_stays_as_it_is(second, ada):
    assert words(accept(second, ada, HORNS, digest=None)) == LAMPS


def test_a_digest_that_was_emptied_is_told_anew(candidate, ada):
    second = accept(candidate, ada, LAMPS, digest="Lamps, mostly.", role=known_role())
    assert words(accept(second, ada, HORNS, digest=" ")) == f"{LAMPS} {HORNS}"
    assert unchecked() == [LAMPS]


def test_a_withdrawn_claim_is_told_no_more(second, ada):
    decisions.publish(second.document, claims=[Claim.objects.get()])
    decisions.undo(Decision.objects.get(), user=ada)
    again = Candidate.objects.get(pk=second.split_from_id)
    assert words(accept(again, ada, HORNS)) == HORNS


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        (f"{LAMPS} And much besides.", []),
        (f"Besides much else: {LAMPS}", [LAMPS]),
        (f"{LAMPS}.. or so they say.", [LAMPS]),
        ("Lamps.", [LAMPS]),
    ],
)
def test_only_what_grew_keeps_its_citations_checked(second, ada, typed, marked):
    decisions.write_digest(second, user=ada, digest=typed)
    assert unchecked() == marked


def test_half_a_sentence_that_grew_says_something_else(second, ada):
    decisions.write_digest(second, user=ada, digest="The CIO buys")
    citation = Citation.objects.get()
    Citation.objects.update(checked_text="The CIO buys")
    decisions.write_digest(second, user=ada, digest="The CIO buys nothing.")
    citation.refresh_from_db()
    assert citation.needs_recheck


def test_a_citation_that_was_marked_before_stays_marked(second, ada):
    Citation.objects.update(checked_text="Older words.")
    accept(second, ada, HORNS)
    assert unchecked() == [LAMPS]


def test_confirming_leaves_other_passages_alone_and_writes_history():
    citation, other = (factories.claim().citations.get() for _ in range(2))
    before = citation.checked_text
    passage = edit_passage(citation.passage, source=f"{before} More of it.")
    edit_passage(other.passage, source=f"{before} More of it.")
    confirm_extended(passage, before=before)
    assert list(Citation.objects.needing_recheck()) == [other]
    assert citation.history.first().history_change_reason == "The passage only grew."
    assert citation.history.first().checked_text == passage.text


def queries_of(act, *args, **facts) -> int:
    with CaptureQueriesContext(connection) as queries:
        act(*args, **facts)
    return len(queries)


def test_twenty_claims_cost_as_many_queries_as_two_to_show_and_to_grow(curator):
    role, user, counts = known_role(), User.objects.get(username="curator"), []
    for number in (2, 20):
        document = added(f"# Lamps {number}\n\nThe CIO is responsible for lamps.\n", "a.md")
        candidate = services.lease_next(document, user)
        for n in range(number):
            candidate = accept(candidate, user, f"The CIO buys lamp {n} of {number}.", role=role)
        page = curator.get(queue_path(document)).content.decode()
        assert page.count(f"of {number}.</li>") == number
        shown = queries_of(curator.get, queue_path(document))
        grown = queries_of(accept, candidate, user, HORNS, role=role)
        counts.append((shown, grown))
        assert not unchecked()
    assert counts[0] == counts[1]


def test_a_merge_lends_its_statement_to_an_empty_digest(candidate, ada):
    known = factories.claim(role=known_role(), statement=KEEPERS)
    decisions.merge(candidate, user=ada, into=known, stance="supports", digest="")
    assert words(candidate) == KEEPERS
    assert known.citations.get(passage=candidate.passage).checked_text == KEEPERS


def test_a_merge_adds_what_the_passage_supports(second, ada):
    known = factories.claim(role=factories.role(), statement=KEEPERS)
    decisions.merge(second, user=ada, into=known, stance="supports", digest=LAMPS)
    assert words(second) == f"{LAMPS} {KEEPERS}"
    assert not unchecked()


def test_a_dispute_adds_nothing(second, ada):
    known = factories.claim(role=factories.role(), statement=KEEPERS)
    decisions.merge(second, user=ada, into=known, stance="disputes", digest=LAMPS)
    assert words(second) == LAMPS


def test_a_merge_lends_no_words_of_the_original(candidate, ada):
    known = factories.claim(role=known_role(), statement=candidate.text)
    with pytest.raises(ValidationError, match="digest first"):
        decisions.merge(candidate, user=ada, into=known, stance="supports", digest="")


def test_a_merge_lends_nothing_to_what_readers_see(candidate, ada):
    known = factories.claim(role=known_role(), statement=KEEPERS)
    decisions.publish(candidate.document, claims=[])
    candidate = Candidate.objects.get(pk=candidate.pk)
    with pytest.raises(ValidationError, match="digest first"):
        decisions.merge(candidate, user=ada, into=known, stance="supports", digest="")


def press(client, document, button: str, value: str, **typed):
    url = queue_path(document)
    return client.post(url, filled(client.get(url)) | typed | {button: value}, follow=True)


def test_the_page_lets_the_digest_grow_and_says_so(curator):
    known_role()
    document = added()
    response = press(curator, document, "accept", "another", statement=LAMPS, aspect="focus")
    assert response.context["form"]["digest"].value() == LAMPS
    assert "each further claim adds its statement" in response.content.decode()
    press(curator, document, "accept", "yes", statement=HORNS, aspect="focus")
    assert words(document.candidates.first()) == f"{LAMPS} {HORNS}"
    assert not unchecked()


def test_a_page_opened_before_the_digest_grew_takes_nothing_off_it(curator, editor):
    known_role()
    document = added("# Lamps\n\nThe CIO runs the lamps. The CIO buys horns for ships.\n", "a.md")
    url, facts = queue_path(document), {"accept": "yes", "aspect": "focus"}
    press(editor, document, "accept", "another", statement=LAMPS, aspect="focus")
    first, second = filled(editor.get(url)), filled(curator.get(url))
    assert first["candidate"] != second["candidate"]
    assert first["digest"] == second["digest"] == LAMPS
    editor.post(url, first | facts | {"statement": HORNS})
    curator.post(url, second | facts | {"statement": KEEPERS})
    assert words(document.candidates.first()) == f"{LAMPS} {HORNS} {KEEPERS}"


def test_a_digest_typed_before_a_refusal_is_not_taken_for_the_one_shown(curator):
    known_role()
    document = added()
    url = queue_path(document)
    typed = filled(curator.get(url)) | {"digest": "Lamps, mostly."}
    refused = curator.post(url, typed | {"reject": ""})
    again = filled(refused) | {"accept": "yes", "aspect": "focus", "statement": LAMPS}
    curator.post(url, again)
    assert words(document.candidates.first()) == "Lamps, mostly."


def test_the_page_merges_with_an_empty_digest(curator):
    known = factories.claim(role=known_role(), status="draft", statement=KEEPERS)
    document = added()
    press(curator, document, "merge", f"supports:{known.pk}")
    assert words(document.candidates.first()) == KEEPERS
