"""`export_content`: files that a person reads, and one JSON document for programs."""

import json
import os

import pytest
from django.core.management import CommandError, call_command

from articles.models import Passage
from articles.services import edit_passage, save_article, save_passage_facts
from dataset.exporting import NotOurs, export
from dataset.loading import load
from tests import factories
from tests.content import FILES, Content

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(tmp_path):
    (tmp_path / "content").mkdir()
    content = Content(tmp_path / "content")
    load(content.directory)
    return content


@pytest.fixture
def target(tmp_path):
    return tmp_path / "export"


def test_an_export_has_the_files_that_were_loaded(loaded, target):
    assert export(target) == len(FILES)
    names = {path.relative_to(target).as_posix() for path in target.rglob("*.*")}
    assert names == set(FILES)
    assert (
        "- passage: source#p2\n    note: Said in passing."
        in (target / "claims/cio.yaml").read_text()
    )


def test_an_export_of_a_loaded_export_is_the_same_text(loaded, target):
    export(target)
    first = {path: path.read_bytes() for path in target.rglob("*.*")}
    load(target)
    export(target)
    assert {path: path.read_bytes() for path in target.rglob("*.*")} == first


def test_a_text_of_several_lines_stands_on_several_lines(target):
    factories.role(slug="cio", editors_note="One line.\n\n- A point\n- Another: one")
    export(target)
    assert (
        "editors_note: |-\n    One line.\n\n    - A point\n" in (target / "roles.yaml").read_text()
    )


def test_long_lines_are_wrapped_and_nothing_is_an_alias(target):
    article = factories.article(summary="word " * 60 + "end", publisher="Same", platform="Same")
    export(target)
    lines = (target / f"articles/{article.slug}.md").read_text().split("\n")
    assert max(map(len, lines)) < 120
    assert "publisher: Same" in lines
    assert "platform: Same" in lines


def test_what_looks_like_something_else_is_quoted(target):
    factories.role(slug="cio", acronym="no", title="2016")
    export(target)
    text = (target / "roles.yaml").read_text()
    assert "acronym: 'no'" in text
    assert "title: '2016'" in text


def test_checked_text_is_written_only_where_it_differs(loaded, target):
    export(target)
    assert "checked_text" not in (target / "claims/cio.yaml").read_text()
    edit_passage(Passage.objects.get(anchor="p1"), source="New words.")
    export(target)
    text = (target / "claims/cio.yaml").read_text()
    assert text.count("checked_text: Made-up words on leading.") == 1


def test_the_words_of_the_original_are_never_exported(loaded, target, tmp_path):
    passage = Passage.objects.get(anchor="p1")
    passage.source_text = "Whose words these are"
    save_passage_facts(passage)
    export(target)
    call_command("export_content", "--json", str(tmp_path / "all.json"))
    texts = [path.read_text() for path in [*target.rglob("*.*"), tmp_path / "all.json"]]
    assert not any("Whose words" in text for text in texts)


def test_a_file_whose_entries_are_gone_is_taken_away(loaded, target):
    export(target)
    (target / "articles/old.md").write_text("---\ntitle: Old\n---\n")
    export(target)
    assert not (target / "articles/old.md").exists()


@pytest.mark.parametrize("name", ["notes.txt", "claims/cio.yml", ".git", "articles/a/b.md"])
def test_a_directory_with_other_things_is_refused(loaded, target, name):
    path = target / name
    path.parent.mkdir(parents=True)
    path.write_text("")
    with pytest.raises(NotOurs, match="which is no content file: name an empty directory"):
        export(target)
    assert [each for each in target.rglob("*") if each.is_file()] == [path]


def test_the_command_names_the_remedy_where_it_cannot_write(loaded, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match="is a file: name a directory"):
        call_command("export_content", str(tmp_path / "file"))
    with pytest.raises(CommandError, match="Choose a place that you may write to"):
        call_command("export_content", "--json", str(tmp_path / "nowhere" / "all.json"))


@pytest.fixture
def document(loaded, tmp_path):
    def write():
        path = tmp_path / "all.json"
        call_command("export_content", "--json", os.fspath(path))
        return json.loads(path.read_text())

    return write


def test_the_document_has_each_kind(document):
    assert list(document()) == [
        *("roles", "responsibilities", "decision_areas", "points", "contexts"),
        *("articles", "claims", "disagreements", "answers"),
    ]


def test_a_claim_in_the_document(document):
    assert document()["claims"][1] == {
        "slug": "cio-sets-strategy",
        "role": "cio",
        "aspect": "responsibility",
        "statement": "The CIO sets the strategy.",
        "denies": False,
        "modality": "describes",
        "involvement": "accountable",
        "point": None,
        "responsibility": "set-strategy",
        "decision_area": "strategy",
        "other_role": None,
        "counterpart": None,
        "relation": None,
        "contexts": [],
        "period": None,
        "status": "published",
        "public": True,
        "tags": [],
        "citations": [
            {
                "article": "source",
                "anchor": "p2",
                "stance": "supports",
                "voice": None,
                "note": "Said in passing.",
                "sample": "12 firms, 2016",
            }
        ],
    }


def test_an_article_in_the_document(document):
    [article] = document()["articles"]
    assert article["published_on"] == "2016"
    assert article["publisher"] is None
    kind = (article["kind"], article["extent"], article["scope"])
    assert kind == ("survey", "opening", "Made-up firms")
    assert [voice["slug"] for voice in article["voices"]] == ["ann", "bob"]
    assert article["passages"] == [
        {"anchor": "p1", "kind": "paragraph", "voice": "ann", "text": "Made-up words on leading."},
        {
            "anchor": "p2",
            "kind": "paragraph",
            "voice": "bob",
            "text": "Made-up words on direction.",
        },
    ]
    keys = "slug title kind publisher platform url published_on published_how based_on_title"
    keys += " based_on_url rights summary blocks skipped publisher_interest status tags"
    assert set(keys.split()) <= article.keys()


def test_points_and_answers_in_the_document(document):
    found = document()
    assert found["points"][0] == {
        "slug": "rank", "title": "Rank", "question": "How high does it stand?", "order": 1,
    }  # fmt: skip
    assert found["claims"][0]["point"] == "rank"
    [answer] = found["answers"]
    assert (answer["question"], answer["roles"]) == ("What is a CIO?", ["cio"])
    assert (answer["status"], answer["public"]) == ("published", True)
    assert (answer["decision_area"], answer["context"]) == (None, None)
    nothing = {"decision_area": None, "responsibility": None}
    assert answer["sentences"] == [
        {"kind": "statement", "text": "The CIO leads.", "needs": ["cio-leads"],
         "backing": ["cio-sets-strategy"], "roles": [], "point": None, **nothing},
        {"kind": "gap", "text": "Our sources do not say what a CIO costs.", "needs": [],
         "backing": [], "roles": ["cio"], "point": "pay", **nothing},
    ]  # fmt: skip


def test_a_disagreement_in_the_document(document):
    [found] = document()["disagreements"]
    assert (found["slug"], found["question"]) == ("who-leads", "Who leads?")
    assert (found["point"], found["decision_area"]) == ("rank", None)
    assert found["positions"][0] == {"label": "One", "claims": ["cio-leads"]}


def test_a_draft_is_in_the_document_and_not_public(document):
    factories.claim(slug="a-draft", status="draft", cites=[], period_start=1980)
    [claim] = [each for each in document()["claims"] if each["slug"] == "a-draft"]
    assert (claim["status"], claim["public"]) == ("draft", False)
    assert claim["period"] == {"start": 1980, "end": None}


def test_a_claim_of_a_withdrawn_article_is_published_and_not_public(document):
    claim = factories.claim()
    article = claim.citations.get().passage.article
    article.status, article.withdrawn_because = "withdrawn", "A joke."
    save_article(article)
    [found] = [each for each in document()["claims"] if each["slug"] == claim.slug]
    assert (found["status"], found["public"]) == ("published", False)
