"""Writing articles: the body is the authority, and its passages follow it."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from articles.models import Article, Passage, Voice
from articles.services import edit_passage, save_article, save_passage_facts
from roles import services
from roles.models import Claim
from tests import factories as make

pytestmark = pytest.mark.django_db

BODY = """\
## The chief

A *digest*, see.

- One
- Two

| A | B |
|---|---|
| c | **d** |

> Nice."""


def rebody(article: Article, body: str) -> Article:
    article.body = body
    return save_article(article)


def words(article: Article) -> dict[str, str]:
    return {p.anchor: p.text for p in article.passages.standing().order_by("ordinal")}


def everything() -> list:
    return [
        list(model.objects.order_by("pk").values())
        for model in (Article, Passage, Voice, Passage.history.model, Article.history.model)
    ]


def refused(field: str, change) -> str:
    """The message of a refusal for `field`, after which nothing may have changed."""
    before = everything()
    with pytest.raises(ValidationError) as problem:
        change()
    assert list(problem.value.message_dict) == [field]
    assert everything() == before
    return " ".join(problem.value.messages)


def test_passages_follow_the_body():
    article = make.article(body=BODY)
    found = list(article.passages.order_by("ordinal").values_list("anchor", "kind", "text"))
    assert found == [
        ("p1", "heading", "The chief"),
        ("p2", "paragraph", "A digest, see."),
        ("p3", "list-item", "One"),
        ("p4", "list-item", "Two"),
        ("p5", "table-row", "c · d"),
        ("p6", "comment", "Nice."),
    ]
    assert "[p5] c | **d** |" in Article.objects.get().body
    passage = make.passage(article, "p2")
    assert (passage.heading, passage.html.strip()) == (
        "The chief",
        "<p>A <em>digest</em>, see.</p>",
    )
    assert "<th>A</th>" in make.passage(article, "p5").html


def test_saving_again_changes_nothing():
    article = make.article(body=BODY)
    body, passages, history = article.body, words(article), Passage.history.count()
    save_article(article)
    assert (article.body, words(article), Passage.history.count()) == (body, passages, history)


def test_line_ends_of_a_browser_are_folded():
    article = make.article(body=BODY.replace("\n", "\r\n"), summary="One.\r\n\r\nTwo.")
    assert "\r" not in article.body + article.summary
    assert article.body == make.article(body=BODY).body


def test_new_blocks_count_on_from_blocks_or_the_highest_ever_used():
    article = make.article(blocks=40, body="One.")
    assert list(words(article)) == ["p41"]
    rebody(article, "[p41] One.\n\n[p50] Fifty.")
    rebody(article, "[p41] One.")
    rebody(article, "[p41] One.\n\nNew.")
    assert list(words(article)) == ["p41", "p51"]


def test_an_uncited_passage_leaves_with_a_date_and_its_number_is_not_given_away():
    article = make.article(body="One.\n\nTwo.")
    rebody(article, "[p1] One.\n\nAnother.")
    gone = article.passages.get(anchor="p2")
    assert (gone.removed_on, gone.text) == (datetime.date.today(), "Two.")
    assert words(article) == {"p1": "One.", "p3": "Another."}
    rebody(article, "[p1] One.\n\n[p2] Two.")  # a marker put back brings the passage back
    assert words(article) == {"p1": "One.", "p2": "Two."}
    assert article.passages.get(anchor="p3").removed_on == datetime.date.today()


@pytest.mark.parametrize("status", ["draft", "published"])
def test_a_cited_marker_may_not_be_dropped(status):
    article = make.article(body="One.\n\nTwo.\n\nThree.")
    claims = [
        make.claim(cites=make.passage(article, anchor), status=status) for anchor in ("p2", "p3")
    ]
    article = Article.objects.get(pk=article.pk)
    message = refused("body", lambda: rebody(article, "[p1] One."))
    for claim in claims:
        assert claim.slug in message
        assert claim.statement in message
    assert "[p2]" in message
    assert "[p3]" in message


def test_a_cited_passage_may_not_lose_its_words():
    article = make.article(body="One.\n\n| A |\n|---|\n| x |")
    for anchor in ("p1", "p2"):
        make.claim(cites=make.passage(article, anchor), slug=f"rests-on-{anchor}")
    for body, claim in (
        ("[p1]\n\n| A |\n|---|\n| [p2] x |", "rests-on-p1"),
        ("[p1] <!-- later -->\n\n| A |\n|---|\n| [p2] x |", "rests-on-p1"),
        ("[p1] One.\n\n| A |\n|---|\n| [p2] |", "rests-on-p2"),
    ):
        article = Article.objects.get(pk=article.pk)
        assert claim in refused("body", lambda: rebody(article, body))  # noqa: B023
    rebody(Article.objects.get(), "[p1] Uno.\n\n| A |\n|---|\n| [p2] y |")
    assert Claim.objects.public().count() == 2


def test_an_uncited_passage_may_lose_its_words():
    article = rebody(make.article(body="One."), "[p1]")
    assert words(article) == {"p1": ""}
    assert not article.passages.get().is_public


def test_a_cited_passage_may_move_and_become_another_kind_of_block():
    article = make.article(body="One.\n\nTwo.")
    passage = make.passage(article, "p1")
    claim = make.claim(cites=passage)
    rebody(article, "- [p2] Two.\n- [p1] One.")
    passage.refresh_from_db()
    assert (passage.ordinal, passage.kind) == (2, "list-item")
    assert list(Claim.objects.public()) == [claim]


def test_a_passage_without_a_digest_is_not_public():
    article = make.article(body="[p1]\n\n[p2] Two.")
    assert list(article.passages.public()) == [make.passage(article, "p2")]
    loaded = Article.objects.with_passages().get()
    assert [passage.anchor for passage in loaded.public_passages] == ["p2"]
    with pytest.raises(ValidationError):
        make.claim(cites=make.passage(article, "p1"))


def test_one_passage_is_edited_through_the_body():
    article = make.article(body=BODY)
    before = words(article)
    for anchor, source, text in (
        ("p1", "The **chief** officer", "The chief officer"),
        ("p3", "2016. A\nyear", "2016. A year"),
        ("p5", "new | `cell`", "new · cell"),
        ("p6", "# no heading", "# no heading"),
    ):
        passage = edit_passage(make.passage(article, anchor), source=source)
        expected = "no heading" if anchor == "p6" else text  # a remark may hold Markdown blocks
        assert passage.text == expected
        before[anchor] = expected
        assert words(article) == before
    body = Article.objects.get().body
    assert "## [p1] The **chief** officer" in body
    assert "| [p5] new | `cell` |" in body


@pytest.mark.parametrize("source", ["[p9] x", "see [p2] there", "[" * 200, "a\x01b"])
def test_words_out_of_order_are_refused(source):
    article = make.article(body="One.\n\nTwo.")
    passage = make.passage(article, "p1")
    before = everything()
    with pytest.raises(ValidationError):
        edit_passage(passage, source=source)
    assert everything() == before


def test_an_edit_does_not_undo_what_somebody_else_just_saved():
    article = make.article(body="One.\n\nTwo.")
    one, two = make.passage(article, "p1"), make.passage(article, "p2")
    for passage in (one, two):  # both read before either is saved
        assert passage.article.body == "[p1] One.\n\n[p2] Two."
    edit_passage(one, source="Uno.")
    edit_passage(two, source="Dos.")
    assert words(article) == {"p1": "Uno.", "p2": "Dos."}


def test_a_removed_passage_is_not_edited():
    article = rebody(make.article(body="One.\n\nTwo."), "[p1] One.")
    message = refused("text", lambda: edit_passage(make.passage(article, "p2"), source="x"))
    assert "[p2]" in message


def test_the_default_voice_is_the_first_author_or_a_nameless_one():
    article = make.article(body="One.")
    nameless = make.passage(article).voice
    assert (nameless.kind, nameless.name) == ("author", "")
    make.voice(article, kind="commenter", order=0)
    first = make.voice(article, kind="author", order=0, slug="zz")
    rebody(article, "[p1] One.\n\nTwo.")
    assert make.passage(article, "p1").voice == nameless  # what is known stays
    assert make.passage(article, "p2").voice == first


def test_other_voices_are_no_author():
    article = Article(slug="a", title="A", body="")
    article.full_clean()
    article.save()
    make.voice(article, kind="commenter", slug="author")
    passage = make.passage(rebody(article, "One."))
    assert (passage.voice.kind, passage.voice.slug) == ("author", "nameless-author")


def test_facts_beside_the_body_are_saved_and_its_words_are_not():
    passage = make.passage()
    speaker = make.voice(passage.article, kind="interviewee")
    passage.voice, passage.source_text, passage.no_claim = speaker, "Words.\r\nMore.", "A slogan."
    passage.text, passage.html, passage.removed_on = "Forged", "<b>", datetime.date.today()
    save_passage_facts(passage)
    passage.refresh_from_db()
    assert (passage.voice, passage.source_text) == (speaker, "Words.\nMore.")
    assert passage.no_claim == "A slogan."
    assert (passage.text, passage.removed_on) == ("A digest of the first block.", None)


def test_a_passage_has_a_voice_of_its_own_article():
    passage = make.passage()
    passage.voice = make.voice(make.article())
    with pytest.raises(ValidationError) as problem:
        save_passage_facts(passage)
    assert list(problem.value.message_dict) == ["voice"]


def test_withdrawing_and_publishing_leave_the_passages_alone():
    article = make.article(body=BODY)
    before = words(article)
    services.withdraw(article, because="Retracted.")
    services.publish(article)
    assert words(article) == before


def test_history_tells_who_changed_what_and_why():
    article = make.article(body="One.")
    article.title = "Another title"
    save_article(article, reason="The title was wrong.")
    assert article.history.first().history_change_reason == "The title was wrong."
    assert make.passage(article).history.count() == 1
