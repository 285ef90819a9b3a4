"""Who said it stands beside each passage: who speaks there, and nobody else of its article."""

import re

import pytest

from articles.services import save_article, save_passage_facts
from reading import notes
from roles.models import Claim
from tests import factories
from tests.pages.html import get

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    """An article whose author writes the first passage, and quotes somebody in the second."""
    article = factories.article(
        slug="told", title="Told", publisher="Vendor Ltd", publisher_interest="seller",
        publisher_interest_note="It sells.", published_on="2020",
        body="[p1] The author says so.\n\n[p2] Somebody is quoted.",
    )  # fmt: skip
    author = article.voices.get()
    author.name, author.interest, author.interest_note = "A. Uthor", "seller", "He sells."
    author.save()
    second = article.passages.get(anchor="p2")
    second.voice = factories.voice(
        article, slug="quoted", name="", description="A chief, quoted here.", kind="quoted",
        interest="practitioner", interest_note="Is a chief.", order=2,
    )  # fmt: skip
    save_passage_facts(second)
    save_article(article)
    role = factories.role(slug="chief")
    for anchor in ("p1", "p2"):
        factories.claim(role=role, slug=f"on-{anchor}", cites=factories.passage(article, anchor))
    return article


def note_of(page, anchor: str) -> str:
    """The words above the list in which the note on a passage stands."""
    foot = page.source.partition('<section class="notes"')[2]
    before = foot.partition(f"#{anchor}")[0]
    source = before.rpartition('<p class="source">')[2].partition("</p>")[0]
    return " ".join(re.sub(r"<[^>]+>", "", source.replace("<br>", " ")).split())


def test_a_note_names_who_speaks_in_its_passage_alone(told, client):
    page = get(client, "/roles/chief/")
    for anchor, voice, other in (("p1", "A. Uthor", "chief"), ("p2", "A chief", "A. Uthor")):
        source = note_of(page, anchor)
        assert source.startswith(voice)
        assert other not in source
        assert "Publisher’s interest: seller: It sells." in source


def test_many_notes_are_folded_a_line_a_source_with_its_interests(told, client, monkeypatch):
    monkeypatch.setattr(notes, "MOST_IN_FULL", 1)
    page = get(client, "/roles/chief/")
    foot = page.source.partition('<section class="notes"')[2].partition("</section>")[0]
    assert "<summary>2 passages of 1 source</summary>" in foot
    assert foot.count("/articles/told/#p") == 2
    assert foot.count('class="source"') == 1
    line = " ".join(re.sub(r"<[^>]+>", "", foot.partition('class="source">')[2]).split())
    assert line == "Told, Vendor Ltd, 2020, seller, practitioner 1&nbsp;p1 2&nbsp;p2"
    assert {"n1", "n2"} <= set(page.ids)
    monkeypatch.setattr(notes, "MOST_IN_FULL", 2)
    assert "passages of 1 source" not in get(client, "/roles/chief/").text


def test_a_citation_that_names_another_voice_names_it_in_the_note(told, client):
    voice = factories.voice(told, slug="third", name="T. Hird", interest_note="Is the third.")
    told.passages.get(anchor="p1").citations.update(voice=voice)
    source = note_of(get(client, "/roles/chief/"), "p1")
    assert "T. Hird" in source
    assert "Is the third." in source
    assert "A. Uthor" not in source


@pytest.mark.parametrize(
    "address",
    ["/roles/chief/", "/claims/on-p1/", "/claims/on-p2/", "/articles/told/", "/articles/"],
)
def test_source_lines_are_well_formed(told, client, address):
    """No space before a comma, and no full stop before one."""
    text = re.sub(r"<[^>]+>", "", get(client, address).source.partition("<main")[2])
    assert not re.search(r"\s[,;:.](?=\s)|\.,|\. \(", text)


def test_notes_are_numbered_in_the_order_in_which_they_stand(told, client):
    numbers = re.findall(r'<li id="n(\d+)"', get(client, "/roles/chief/").source)
    assert numbers == ["1", "2"]


def test_the_article_says_of_each_voice_what_is_its_own(told, client):
    source = get(client, "/articles/told/").source
    voices = re.findall(r"<dd>(.*?)</dd>", source.partition("Voices</dt>")[2], re.S)[:2]
    words = [" ".join(re.sub(r"<[^>]+>", "", each).split()) for each in voices]
    assert words == [
        "A. Uthor (author), seller: He sells.",
        "A chief, quoted here (quoted), practitioner: Is a chief.",
    ]


def test_two_pages_may_number_the_same_claims(site):
    """The numbers are those of a page; nothing is written on the claims and their citations."""
    passages = (site.passage("p1"), site.other_p1)
    one, other = (
        Claim.objects.for_reading().get(pk=factories.claim(cites=passage).pk)
        for passage in passages
    )
    for claims in ([one, one, other], [other]):
        page = notes.Notes(claims)
        assert [number for number, _ in page.marks(other)] == [len(page)]
