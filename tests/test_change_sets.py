"""What was written together is one change, for readers, in admin's history and in a conflict."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.services import edit_passage
from publishing.dry_run import refusals
from publishing.models import ChangeSet
from publishing.services import one_writer
from reading.history import steps as history
from reading.history.changes import changes_of
from roles import services
from roles.merging import merge_claims
from roles.models import Citation, Claim, TaggedClaim
from tests import factories
from tests.admin import account, client_of, filled, list_path, path, save

pytestmark = pytest.mark.django_db


def sets(*models) -> set:
    """The change sets of all history of these models."""
    return {each for model in models for each in model.history.values_list("change_set", flat=True)}


def words(step) -> list[str]:
    return [detail.sentence for detail in step.details]


class TestOneChangeSet:
    def test_of_a_save_with_its_parts(self):
        factories.claim(tags=["rank"], contexts=[factories.context()])
        assert len(sets(Claim, Citation, TaggedClaim)) == 1
        assert None not in sets(Claim)

    def test_of_a_merge(self):
        role = factories.role()
        loser, into = (factories.claim(role=role) for _ in range(2))
        before = sets(Claim, Citation)
        merge_claims(loser, into=into)
        (new,) = sets(Claim, Citation) - before
        assert set(Claim.history.filter(change_set=new).values_list("id", flat=True)) == {
            *(loser.pk, into.pk)
        }

    def test_of_a_bulk_action(self, editor):
        claims = [factories.claim(status="draft") for _ in range(2)]
        before = sets(Claim)
        data = {"action": "publish_selected", "_selected_action": [each.pk for each in claims]}
        editor.post(list_path(Claim), data | {"confirmed": "yes"})
        (new,) = sets(Claim) - before
        assert Claim.history.filter(change_set=new).count() == 2
        assert ChangeSet.objects.get(pk=new).by == "editor"

    def test_of_what_is_written_in_bulk(self):
        claim = factories.claim()
        passage = claim.citations.get().passage
        with one_writer():
            edit_passage(passage, source=f"{passage.text} And one more.")
            passage.refresh_from_db()
            services.confirm_extended(passage, before="A digest of the first block.")
        citation, claim_row = Citation.history.first(), passage.history.first()
        assert citation.change_set_id == claim_row.change_set_id is not None

    def test_is_not_left_by_a_trial_nor_by_what_writes_no_history(self):
        claim = factories.claim()
        before = ChangeSet.objects.count()
        assert refusals(lambda: services.publish(claim)) == []
        with one_writer():
            pass
        assert ChangeSet.objects.count() == before

    def test_outlives_a_refusal_within(self):
        claim = factories.claim()
        with one_writer():
            with pytest.raises(ValidationError):
                services.save_claim(claim, citations=[])
            services.publish(factories.claim(status="draft"))
        connection.check_constraints()
        assert sets(Claim) <= {*ChangeSet.objects.values_list("pk", flat=True)}


class TestHistoryInAdmin:
    def test_tells_of_stance_note_tags_and_contexts(self, editor):
        claim = factories.claim(cites=[factories.passage(), factories.passage()], tags=["rank"])
        change = {"citations__1__stance": "disputes", "citations__1__note": "In passing."}
        context = factories.context(title="Small firms")
        save(editor, path(claim), **change, tags="board", contexts=context.pk, reason="Read anew.")
        page = editor.get(path(claim, "history")).content.decode()
        for told in ("Supports → Disputes", "nothing → In passing.", "nothing → Small firms"):
            assert told in page.replace("</strong> ", ""), told
        assert "Tagged claim “board” was added" in page
        assert "Tagged claim “rank” was deleted" in page
        assert page.count("Read anew.") == 1
        newest = history.steps(Claim, claim.pk)[-1]
        assert (newest.by, newest.why) == ("editor", "Read anew.")

    def test_a_name_outlives_its_account(self, editor):
        claim = factories.claim()
        maria = account("maria", "editors")
        mine = filled(editor.get(path(claim))) | {"statement": "Mine."}
        save(client_of(maria), path(claim), statement="Hers.")
        User.objects.get(pk=maria.pk).delete()
        assert "maria" in editor.get(path(claim, "history")).content.decode()
        assert "“Hers.” by maria" in editor.post(path(claim), mine).content.decode()

    def test_takes_as_many_queries_for_twenty_changes_as_for_two(self, editor):
        claim = factories.claim()
        costs = set()
        for number in (2, 18):
            for each in range(number):
                citation = Citation(passage=factories.passage())
                claim.statement = f"{number}, {each}"
                services.save_claim(claim, citations=[*claim.citations.all(), citation])
            with CaptureQueriesContext(connection) as queries:
                assert editor.get(path(claim, "history")).status_code == 200
            costs.add(len(queries))
        assert len(costs) == 1

    def test_moved_citation_leaves_one_claim_and_comes_to_the_other(self):
        role = factories.role()
        loser, into = (factories.claim(role=role) for _ in range(2))
        merge_claims(loser, into=into)
        assert any("was deleted" in each for each in words(history.steps(Claim, loser.pk)[-1]))
        assert any("was added" in each for each in words(history.steps(Claim, into.pk)[-1]))


class TestRowsOfBefore:
    """Databases have history from before there were change sets."""

    @pytest.fixture
    def claim(self):
        claim = factories.claim(tags=["rank"])
        claim.statement = "Other words."
        services.save_claim(claim, tags=["board"], reason="Read anew.")
        later = timezone.now() + timedelta(hours=1)
        Claim.history.filter(history_change_reason="Read anew.").update(history_date=later)
        TaggedClaim.history.filter(tag__name="board").update(history_date=later)
        for model in (Claim, Citation, TaggedClaim):
            model.history.update(change_set=None)
        return claim

    def test_are_one_step_where_they_are_close(self, claim):
        _, second = history.steps(Claim, claim.pk)
        assert "Statement was changed to “Other words.”" in words(second)
        assert "Tagged claim “board” was added" in words(second)
        assert changes_of(claim)[0].what == "Changed: wording; tag added: board"

    def test_say_who_as_far_as_it_is_known(self, claim):
        assert history.steps(Claim, claim.pk)[0].by == history.UNKNOWN
        Claim.history.update(history_change_reason="Loaded from content/claims/cio.yaml")
        assert history.steps(Claim, claim.pk)[0].by == history.LOADER
        Claim.history.update(history_user=account("maria"))
        assert history.steps(Claim, claim.pk)[0].by == "maria"


def test_readers_are_told_of_a_note():
    claim = factories.claim()
    citation = claim.citations.get()
    citation.note = "In passing."
    services.save_citation(citation)
    assert "(its note)" in changes_of(claim)[0].what


@pytest.mark.parametrize("citations", [2, 8])
def test_one_word_of_a_claim_takes_few_queries(editor, citations):
    claim = factories.claim(
        cites=[factories.passage() for _ in range(citations)],
        tags=["rank", "board"],
        contexts=[factories.context()],
    )
    typed = filled(editor.get(path(claim))) | {"statement": "Other words."}
    with CaptureQueriesContext(connection) as queries:
        assert editor.post(path(claim), typed).status_code == 302
    assert len(queries) <= 50
