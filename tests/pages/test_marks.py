"""What must stand beside a statement wherever it is shown: advice, dispute, interest, silence."""

import re

import pytest

from articles.services import edit_passage
from roles import services
from tests import factories
from tests.addresses import ENTRIES, FILES, LISTS
from tests.pages.html import after, get
from tests.pages.small_site import SECRET

pytestmark = pytest.mark.django_db

EVERYWHERE = LISTS + ENTRIES + FILES


@pytest.fixture
def marked(site):
    """A claim that is both recommended and disputed, on every page that shows claims."""
    claim = site.claim(
        "cio-marked", "The CIO ought to be marked.", aspect="responsibility",
        responsibility=site.duty, modality="recommends", tags=["Budgets"], period_start=1980,
        other_role=site.ceo,
    )  # fmt: skip
    factories.cite(claim, site.other_p1, stance="disputes")
    factories.disagreement(
        [claim], [site.not_alone], slug="on-marks", question="Who is marked?"
    )  # fmt: skip
    site.cio.focus_claim = site.cio.summary_claim = claim
    services.save_role(site.cio)
    return claim


SHOWN_ON = [
    *("/", "/roles/cio/", "/roles/ceo/", "/compare/cio/cto/", "/decisions/strategy/"),
    *("/responsibilities/set-strategy/", "/disagreements/on-marks/", "/articles/sold/"),
    *("/claims/cto-not/", "/timeline/", "/topics/budgets/"),
]


@pytest.mark.parametrize("address", SHOWN_ON)
def test_advice_and_dispute_stand_beside_the_statement(marked, client, address):
    body = get(client, address).source.partition("<body>")[2]
    found = after(body, marked.statement)
    assert found, "the statement is not shown"
    for rest in found:
        assert "recommended" in rest
        assert "/disagreements/on-marks/" in rest or "(recommended, contested)" in rest  # a picture


def test_sources_differ_leads_to_the_claim_where_no_disagreement_is_the_one(site, client):
    """None is, where a source disputes the claim, or where several are about it."""
    assert 'href="/claims/cio-knows/">sources differ' in after(
        get(client, "/roles/cio/").source, site.disputed.statement
    )[0].replace(' class="contested"', "").replace("\n", " ")
    factories.disagreement(
        [site.sets_strategy], [site.not_alone], slug="again", question="Who sets it now?"
    )
    (rest,) = after(get(client, "/roles/cto/").source, site.not_alone.statement)
    assert 'href="/claims/cto-not/">sources differ' in rest


@pytest.mark.parametrize("address", LISTS + ENTRIES)
def test_one_source_is_the_normal_case_and_has_no_badge(site, client, address):
    assert "Thin" not in get(client, address).text


def test_the_claims_own_page_says_it_in_its_head(marked, client):
    source = get(client, "/claims/cio-marked/").source
    head, _, body = source.partition("<body>")
    assert "<title>Recommended: The CIO ought to be marked." in head
    assert "Recommended" in body.partition("</header>")[2].partition("</header>")[0]
    assert "Contested: a source disputes it and sources take different positions" in body


def test_descriptions_for_search_engines_say_it(marked, client):
    for address in ("/roles/cio/", "/claims/cio-marked/"):
        head = get(client, address).source.partition("<body>")[0]
        for place in re.finditer(r'content="[^"]*The CIO ought to be marked', head):
            assert "Recommended: The CIO" in place.group()


@pytest.mark.parametrize(
    "address",
    ["/compare/cio/cto/comparison.md", "/roles/cio/responsibilities.md", "/changes.atom"],
)
def test_files_say_it(marked, client, address):
    text = client.get(address).content.decode().lower()
    around = text.partition("the cio ought to be marked.")
    before, rest = around[0].splitlines()[-1][-20:], around[2].splitlines()[0][:60]
    assert "recommended" in before + rest
    assert "contested" in before + rest


def test_a_reference_says_it(marked, client):
    assert "Recommended: The CIO" in client.get("/claims/cio-marked/cite.txt").content.decode()


def test_a_prediction_is_marked(site, client):
    for address in ("/roles/cio/", "/compare/cio/cto/", "/timeline/"):
        body = get(client, address).source.partition("<body>")[2]
        assert all("predicted" in rest for rest in after(body, site.will.statement))


def test_a_denial_is_marked_and_not_turned_around(site, client):
    claim = site.claim("cio-denied", "The CIO is no coder.", denies=True)
    for address in ("/roles/cio/", "/compare/cio/cto/", "/articles/sold/"):
        body = get(client, address).source.partition("<body>")[2]
        assert all("says it is not so" in rest for rest in after(body, claim.statement))


def test_interest_and_notes_stand_beside_every_citation(site, client):
    """In the notes of a page, on a claim's page, and in a disagreement."""
    for address in ("/roles/cio/", "/claims/cio-sets/", "/disagreements/who-sets/"):
        text = get(client, address).text
        assert "It sells CIO services." in text
        assert "Publisher’s interest: seller" in text
        assert "interest unknown" in text  # the author's
    for address in ("/roles/cio/", "/claims/cio-is/"):
        text = get(client, address).text
        assert "Q. Uoted (quoted), recruiter" in text
        assert "She places CIOs." in text


def test_a_note_on_a_citation_stands_beside_it(site, client):
    site.sets_strategy.citations.update(note="The heading names the CIO.")
    for address in ("/claims/cio-sets/", "/disagreements/who-sets/"):
        assert "The heading names the CIO." in get(client, address).text


def test_every_voice_with_an_interest_is_said(site, client):
    site.sets_strategy.citations.update(voice=site.quoted)
    assert "has an interest of its own" in get(client, "/claims/cio-sets/").text
    assert "has an interest of its own" not in get(client, "/claims/cio-knows/").text


def test_one_interested_source_is_said(site, client):
    lonely = factories.role(slug="lonely", order=70)
    claim = factories.claim(role=lonely, cites=site.p1)
    assert "One source, and an interested one." not in get(client, "/roles/lonely/").text
    claim.citations.update(voice=site.quoted)
    assert "One source, and an interested one." in get(client, "/roles/lonely/").text


def test_a_changed_passage_marks_its_citations(site, client):
    edit_passage(site.p1, source="The first digest, in other words.")
    assert "The passage has changed" in get(client, "/claims/cio-sets/").text


def test_the_original_words_are_nowhere(site, client):
    assert SECRET in site.passage("p1").source_text
    for address in EVERYWHERE:
        assert SECRET not in client.get(address).content.decode(), address


def test_history_says_what_when_and_why_and_never_what_a_draft_said(site, client):
    claim = site.claim("cio-past", "Drafted in secret.", status="draft")
    claim.statement = "Published words."
    services.publish(claim, reason="Two sources agree.")
    claim.statement = "Better words."
    services.save(claim, reason="Said more plainly.")
    page = get(client, "/claims/cio-past/")
    assert "First published. Two sources agree." in page.text
    assert "Changed: wording. Said more plainly." in page.text
    assert "secret" not in page.source
    assert re.search(r'<time datetime="\d{4}-\d\d-\d\d', page.source)


def test_history_does_not_name_the_file_that_a_claim_came_in(site, client):
    claim = site.claim("cio-loaded", "The CIO is loaded.", status="draft")
    services.publish(claim, reason="Loaded from content/claims/cio.yaml")
    text = get(client, "/claims/cio-loaded/").text
    assert ": First published" in text
    assert "yaml" not in text


def test_the_history_of_a_role_is_on_its_page(site, client):
    site.cto.acronym = "CTO"
    services.save_role(site.cto, reason="It is called so everywhere.")
    assert "Changed: acronym. It is called so everywhere." in get(client, "/roles/cto/").text


def test_the_role_page_says_how_many_claims_a_choice_hides(site, client):
    text = get(client, "/roles/cio/?without=sellers").text
    assert "10 claims left out." in text
    text = get(client, "/roles/cio/?context=sme").text
    assert "Only what holds for: Small company. 9 claims left out." in text
    assert site.small.statement in text
    assert site.definition.statement not in text
    text = get(client, "/roles/cio/?context=sme&without=sellers").text
    assert "10 claims left out." in text
    assert get(client, "/roles/cio/?context=none").text == get(client, "/roles/cio/").text


@pytest.mark.parametrize("choice", ["without=sellers", "context=sme"])
def test_what_a_readers_choice_hides_contests_nothing_and_the_page_says_so(site, client, choice):
    """Rule 5: a claim whose only rival was hidden stayed contested."""
    kept = site.claim(
        "cto-hidden-rival", "The CTO alone sets it.", role=site.cto, aspect="responsibility",
        responsibility=site.duty, cites=site.other_p1, contexts=[site.sme],
    )  # fmt: skip
    hidden = site.claim("cto-sold", "The CTO sets nothing.", role=site.cto, aspect="skill")
    factories.disagreement([kept], [hidden], slug="on-setting", question="Who sets?")
    addresses = ["/compare/cio/cto/", "/roles/cto/", "/matrix/"]
    number = 2 if choice == "without=sellers" else 1  # the other is the site's own, of no context
    words = "2 claims are" if number == 2 else "1 claim is"
    for address in addresses:
        if choice.startswith("context") and address == "/matrix/":
            continue  # it has no boxes for contexts
        whole, chosen = get(client, address), get(client, f"{address}?{choice}")
        assert "contests nothing" not in whole.text
        assert f"contests nothing: {words} contested without it" in chosen.text, address
        if "/compare/" in address:  # whose cell leads there to what it says besides
            place = "/roles/cto/strategy/"
            whole, chosen = get(client, place), get(client, f"{place}?{choice}")
        if address != "/matrix/":
            mark = "sources differ" if "/compare/" in address else "contested"
            assert mark in after(whole.source, kept.statement)[0]
            assert mark not in after(chosen.source, kept.statement)[0]
    found = client.get(f"/compare/cio/cto/comparison.json?{choice}").json()
    [claim] = [
        claim
        for row in found["rows"]
        for cell in row["cells"]
        for claim in cell["claims"]
        if claim["slug"] == kept.slug
    ]
    assert (claim["contested"], found["contested_only_by_left_out"]) == (False, number)
    text = client.get(f"/compare/cio/cto/comparison.md?{choice}").content.decode()
    assert f"Contested only by what is left out, claims: {number}." in text


def test_a_rival_that_a_choice_keeps_contests_though_no_row_shows_it(site, client):
    kept = site.claim(
        "cto-kept", "The CTO knows.", role=site.cto, cites=site.other_p1, point=factories.point()
    )
    rival = site.claim("ceo-rival", "The CEO knows.", role=site.ceo, cites=site.other_p1)
    factories.disagreement([kept], [rival], slug="on-knowing", question="Who knows?")
    page = get(client, "/compare/cio/cto/?without=sellers")
    assert "sources differ" in after(page.source, kept.statement)[0]
    assert "contests nothing: 1 claim is" in page.text  # another one, of the site's own
    voice = factories.voice(site.other, slug="vendor", kind="quoted", interest="sponsor")
    citation = rival.citations.get()
    citation.voice = voice  # the voice of the citation comes before the passage's
    services.save_citation(citation)
    page = get(client, "/compare/cio/cto/?without=sellers")
    assert "sources differ" not in after(page.source, kept.statement)[0]


def test_what_is_required_is_a_fact_and_says_so(site, client):
    claim = site.claim(
        "cio-must", "The CIO must report breaches.", aspect="responsibility", modality="requires",
        responsibility=factories.responsibility(title="Report breaches"), period_start=2002,
        involvement="accountable",
    )  # fmt: skip
    for address in ("/roles/cio/", "/compare/cio/cto/", "/timeline/"):
        found = after(get(client, address).source.partition("<body>")[2], claim.statement)
        assert all("required" in rest for rest in found), address
    assert "#m-requires" not in get(client, "/timeline/").source  # drawn as what is described
    text = client.get("/compare/cio/cto/comparison.md").content.decode()
    assert "The CIO must report breaches. (Accountable, required)" in text
    [line] = [
        line
        for line in client.get("/matrix/matrix.csv?open=all").content.decode().splitlines()
        if "Report breaches" in line
    ]
    assert ",A 1," in line
    rows = client.get("/compare/cto/fractional-cio/comparison.json").json()["rows"]
    assert not [row for row in rows if row["label"] == "Report breaches"]  # nor is it inherited
