"""Two curators on one entry: whose save came first, and what it changed."""

import pytest

from roles import services
from roles.models import RoleTitle
from tests import factories
from tests.admin import account, client_of, errors, filled, path, save

pytestmark = pytest.mark.django_db


class TestConflict:
    def test_save_over_a_newer_save_is_refused_and_says_what_changed(self, editor):
        other = client_of(account("maria", "editors"))
        claim = factories.claim(statement="First words.")
        mine = filled(editor.get(path(claim))) | {"statement": "My words."}
        save(other, path(claim), statement="Her words.", tags="new")
        response = editor.post(path(claim), mine)
        words = errors(response)
        assert "Somebody else has saved" in words
        assert "Statement was changed to “Her words.” by maria" in words
        page = response.content.decode()
        assert "My words." in page
        claim.refresh_from_db()
        assert claim.statement == "Her words."

        again = filled(response)
        assert "Somebody else" in errors(editor.post(path(claim), again))
        overwrite = response.context["adminform"].form.newest
        assert f'value="{overwrite}"' in page
        assert editor.post(path(claim), again | {"_overwrite": overwrite}).status_code == 302
        claim.refresh_from_db()
        assert claim.statement == "My words."

    def test_third_save_in_between_is_refused_again(self, editor):
        claim = factories.claim()
        mine = filled(editor.get(path(claim))) | {"statement": "Mine."}
        save(client_of(account("maria", "editors")), path(claim), statement="Hers.")
        overwrite = editor.post(path(claim), mine).context["adminform"].form.newest
        save(client_of(account("ben", "editors")), path(claim), statement="His.")
        words = errors(editor.post(path(claim), mine | {"_overwrite": overwrite}))
        assert "“His.” by ben" in words
        assert "Hers." not in words

    @pytest.mark.parametrize("road", ["added", "changed", "deleted"])
    def test_changed_citations_count(self, editor, road):
        other = client_of(account("maria", "editors"))
        claim = factories.claim(cites=[factories.passage(), factories.passage()])
        mine = filled(editor.get(path(claim))) | {"statement": "Mine."}
        change = {
            "added": {
                "citations__TOTAL_FORMS": 3,
                "citations__2__passage": factories.passage().pk,
                "citations__2__stance": "supports",
            },
            "changed": {"citations__1__note": "Her note."},
            "deleted": {"citations__1__DELETE": "on"},
        }[road]
        assert save(other, path(claim), **change).status_code == 302
        words = errors(editor.post(path(claim), mine))
        assert "Her note." in words if road == "changed" else f"was {road} by maria" in words

    @pytest.mark.parametrize(
        "make",
        [
            *(factories.article, factories.role, factories.responsibility),
            *(factories.point, factories.context),
        ],
    )
    def test_every_kind_of_entry(self, editor, make):
        entry = make()
        mine = filled(editor.get(path(entry))) | {"title": "Mine"}
        save(client_of(account("maria", "editors")), path(entry), title="Hers")
        assert "Title was changed to “Hers”" in errors(editor.post(path(entry), mine))

    def test_passage(self, editor):
        passage = factories.passage()
        mine = filled(editor.get(path(passage))) | {"text": "Mine."}
        save(client_of(account("maria", "editors")), path(passage), text="Hers.")
        assert "“Hers.” by maria" in errors(editor.post(path(passage), mine))

    def test_form_without_a_version_overwrites_nothing(self, editor):
        claim = factories.claim()
        data = filled(editor.get(path(claim))) | {"statement": "Mine."}
        del data["version"]
        assert "Somebody else" in errors(editor.post(path(claim), data))


def overwritten(editor, entry, mine) -> None:
    """Save over what another has saved, as a browser does: by the page that refused it first."""
    refused = editor.post(path(entry), mine)
    assert "Somebody else" in errors(refused)
    newest = refused.context["adminform"].form.newest
    saved = editor.post(path(entry), filled(refused) | {"_overwrite": newest})
    assert saved.status_code == 302, errors(saved)


class TestRowsThatAreGone:
    """Mine over theirs, where they have deleted a row that my form still has."""

    @pytest.fixture
    def other(self, db):
        return client_of(account("maria", "editors"))

    @pytest.mark.parametrize("row", [0, 1])
    def test_citation_comes_back_with_what_was_typed(self, editor, other, row):
        claim = factories.claim(cites=[factories.passage(), factories.passage()])
        passages = set(claim.citations.values_list("passage", flat=True))
        typed = {"statement": "Mine.", f"citations-{row}-note": "My note."}
        mine = filled(editor.get(path(claim))) | typed
        save(other, path(claim), **{f"citations__{row}__DELETE": "on"})
        refused = editor.post(path(claim), mine)
        assert "My note." in refused.content.decode()
        assert "Select a valid choice" not in errors(refused)
        overwritten(editor, claim, mine)
        assert set(claim.citations.values_list("passage", flat=True)) == passages
        assert claim.citations.filter(note="My note.").count() == 1

    def test_citation_that_both_delete_stays_away(self, editor, other):
        claim = factories.claim(cites=[factories.passage(), factories.passage()])
        gone = {"statement": "Mine.", "citations-1-DELETE": "on"}
        mine = filled(editor.get(path(claim))) | gone
        save(other, path(claim), citations__1__DELETE="on")
        overwritten(editor, claim, mine)
        assert claim.citations.count() == 1

    def test_citation_that_both_add_is_one_and_says_mine(self, editor, other):
        claim = factories.claim()
        row = {
            "citations-TOTAL_FORMS": 2,
            "citations-1-passage": factories.passage().pk,
            "citations-1-stance": "supports",
            "citations-1-note": "My note.",
        }
        mine = filled(editor.get(path(claim))) | row
        theirs = {name.replace("-", "__"): value for name, value in row.items()}
        save(other, path(claim), **theirs | {"citations__1__note": "Her note."})
        overwritten(editor, claim, mine)
        assert claim.citations.count() == 2
        assert claim.citations.get(passage=row["citations-1-passage"]).note == "My note."

    def test_voice(self, editor, other):
        article = factories.article()
        factories.voice(article, slug="jane", name="Jane", order=2)
        mine = filled(editor.get(path(article))) | {"title": "Mine", "voices-1-name": "Jane Doe"}
        save(other, path(article), voices__1__DELETE="on")
        overwritten(editor, article, mine)
        assert article.voices.get(slug="jane").name == "Jane Doe"

    def test_voice_that_both_add_is_refused_in_words(self, editor, other):
        article = factories.article()
        row = {
            "voices-TOTAL_FORMS": 2,
            "voices-1-slug": "jane",
            "voices-1-kind": "quoted",
            "voices-1-interest": "unknown",
            "voices-1-order": 2,
        }
        mine = filled(editor.get(path(article))) | row
        save(other, path(article), **{name.replace("-", "__"): v for name, v in row.items()})
        refused = editor.post(path(article), mine)
        newest = refused.context["adminform"].form.newest
        again = editor.post(path(article), filled(refused) | {"_overwrite": newest})
        assert "a voice with the slug “jane” already" in errors(again)

    def test_other_title(self, editor, other):
        role = services.save_role(
            factories.role(), titles=[RoleTitle(title=each, slug=each) for each in ("one", "two")]
        )
        mine = filled(editor.get(path(role))) | {"title": "Mine"}
        save(other, path(role), titles__0__DELETE="on")
        overwritten(editor, role, mine)
        assert {title.slug for title in role.titles.all()} == {"one", "two"}

    def test_position(self, editor, other):
        disagreement = factories.disagreement(*([factories.claim()] for _ in range(3)))
        mine = filled(editor.get(path(disagreement))) | {"positions-1-label": "Mine"}
        save(other, path(disagreement), positions__1__DELETE="on")
        overwritten(editor, disagreement, mine)
        labels = list(disagreement.positions.order_by("order").values_list("label", flat=True))
        assert labels == ["Position 1", "Mine", "Position 3"]
        assert all(each.claims.count() == 1 for each in disagreement.positions.all())
