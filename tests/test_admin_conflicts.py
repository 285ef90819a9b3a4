"""Two curators on one entry: whose save came first, and what it changed."""

import pytest

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
        [factories.article, factories.role, factories.responsibility, factories.context],
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
