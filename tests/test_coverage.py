"""`coverage`: no block of an original is passed over, and no passage stands there for nothing."""

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article
from articles.services import save_article, save_passage_facts
from dataset.coverage import coverage
from dataset.loading import load
from roles.models import Point, Role
from tests import factories
from tests.content import Content

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(tmp_path):
    load(Content(tmp_path).directory)
    return Article.objects.get()


def problems():
    [found] = coverage()
    return found.problems


def test_a_complete_set_has_no_problem(article, capsys):
    call_command("coverage")
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "source: 3 blocks, 2 passages (2 cited), 1 skipped, 0 problems.",
        "Every block and every passage is dealt with.",
    ]


def test_a_gap_that_a_public_claim_fills(article, capsys):
    factories.claim(
        role=Role.objects.get(slug="cio"), aspect="resources", point=Point.objects.get(slug="pay"),
        cites=[article.passages.get(anchor="p1")],
    )  # fmt: skip
    with pytest.raises(CommandError, match="Problems: 1"):
        call_command("coverage")
    assert capsys.readouterr().out.splitlines()[0] == (
        "what-is-a-cio: a public claim stands where “Our sources do not say what a CIO costs.”: "
        "revise the answer."
    )


def test_a_block_passed_over(article):
    article.blocks = 4
    save_article(article)
    assert problems() == ["source: block 4 is no passage: write it, or say why not."]


def test_a_block_that_is_a_passage_and_skipped(article):
    article.skipped = {"2": "A caption.", "3": "The byline."}
    save_article(article)
    assert problems() == ["source: block 2 is a passage and skipped: keep one of the two."]


def test_a_removed_passage_still_is_its_blocks_passage(article):
    article.body += "\n\n[p4] More words."
    article.blocks = 4
    save_article(article)
    article.body = article.body.removesuffix("\n\n[p4] More words.")
    save_article(article)
    assert problems() == []


def test_a_block_skipped_without_a_reason_or_beyond_the_end(article):
    article.skipped = {"3": " ", "7": "Nothing."}
    save_article(article)
    assert problems() == [
        "source: block 3 is skipped without a reason: give it one.",
        "source: block 7 is skipped, but the original has only 3: correct one of the two numbers.",
    ]


def test_a_passage_that_carries_nothing(article):
    article.body += "\n\n[p4] More words."
    save_article(article)
    assert problems() == ["source#p4: no claim cites it: add one, or say why nothing rests on it."]
    passage = article.passages.get(anchor="p4")
    passage.no_claim = "It repeats what was said."
    save_passage_facts(passage)
    assert problems() == []


def test_a_cited_passage_that_says_nothing_rests_on_it(article):
    passage = article.passages.get(anchor="p1")
    passage.no_claim = "A heading."
    save_passage_facts(passage)
    [problem] = problems()
    assert problem.startswith("source#p1: a claim cites it")


def test_the_command_fails_with_a_line_a_problem(article, capsys):
    factories.article(slug="another")
    with pytest.raises(CommandError, match="Problems: 1, listed above") as caught:
        call_command("coverage")
    assert caught.value.returncode == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("another#p1: no claim cites it")
    assert lines[1].startswith("another: 0 blocks, 1 passages (0 cited)")
