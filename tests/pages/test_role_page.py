"""A role's page: what it inherits, in which order it speaks, and what it leaves out."""

import re

import pytest

from roles import services
from roles.merging import rename
from tests import factories
from tests.pages.html import get

pytestmark = pytest.mark.django_db


def inherited(client) -> str:
    source = get(client, "/roles/fractional-cio/").source
    return re.search(r'<section aria-labelledby="inherited">.*?</section>', source, re.S).group()


def test_nothing_is_inherited_that_is_denied_of_the_broader_role(site, client):
    duty = factories.responsibility(title="Own the budget", decision_area=site.area)
    site.claim(
        "cio-no-budget", "The budget is not the CIO’s.", aspect="responsibility",
        responsibility=duty, involvement="excluded",
    )  # fmt: skip
    site.claim("cio-no-coder", "The CIO cannot code.", aspect="skill", denies=True)
    assert "Set the IT strategy" in inherited(client)
    assert "Own the budget" not in inherited(client)
    assert "cannot code" not in inherited(client)


def test_what_is_inherited_is_counted_as_it_is_listed(site, client):
    """Two claims on one responsibility are one line."""
    site.claim(
        "cio-drafts", "The CIO drafts the strategy.", aspect="responsibility",
        responsibility=site.duty,
    )  # fmt: skip
    found = inherited(client)
    summary = re.search(r"<summary>(.*?)</summary>", found).group(1)
    assert summary == "1 responsibility, decisions in 1 area, 1 skill"
    assert found.count("<li>") == 3


def test_kinds_of_which_nothing_is_inherited_are_not_named(site, client):
    services.withdraw(site.should, because="Wrong.")
    services.withdraw(site.will, because="Wrong.")
    assert "<summary>1 responsibility</summary>" in inherited(client)


def places(source: str, *statements: str) -> list[int]:
    """Where each stands on the page; it fails where one does not."""
    return [source.index(statement) for statement in statements]


def test_a_section_has_the_stronger_first_then_the_general_then_facts(site, client):
    site.claim("cio-denied", "The CIO is no coder.", denies=True)
    site.claim("cio-advised", "The CIO ought to be one.", modality="recommends")
    strong = site.claim("cio-strong", "The CIO is a chief.", decision_area=site.area)
    factories.cite(strong, site.other_p1)
    beside = site.claim("cio-beside", "The CIO is less than the CEO.", other_role=site.ceo)
    factories.cite(beside, site.other_p1)
    site.claim("cio-plain", "The CIO is one of many.")
    site.claim("cio-all", "The CIO of a small company is all.", contexts=[site.sme])
    source = get(client, "/roles/cio/").source.partition('id="what"')[2]
    found = places(
        source, "The CIO is less than the CEO.", "The CIO is a chief.", "The CIO is one of many.",
        "The CIO is no coder.", "The CIO ought to be one.", "The CIO of a small company is all.",
    )  # fmt: skip
    assert found == sorted(found)


def test_a_list_across_decision_areas_has_the_better_supported_first(site, client):
    site.claim("cio-thin", "The CIO can add.", aspect="skill")
    strong = site.claim("cio-strong", "The CIO can count.", aspect="skill", decision_area=site.area)
    factories.cite(strong, site.other_p1)
    source = get(client, "/roles/cio/").source.partition('id="skills"')[2]
    found = places(source, "The CIO can count.", "The CIO can add.", site.will.statement)
    assert found == sorted(found)


@pytest.fixture
def point(site):
    return factories.point(slug="rank", title="Rank", question="How high?", order=2)


def test_a_point_shows_its_leading_claim_and_has_the_others_in_place(site, client, point):
    site.claim("cio-thin", "The CIO is high.", aspect="background", point=point)
    strong = site.claim("cio-strong", "The CIO is highest.", point=point)
    factories.cite(strong, site.other_p1)
    page = get(client, "/roles/cio/")
    row = page.source.partition('id="point-rank"')[2].partition("</div>")[0]
    lead, _, fold = row.partition("<details><summary>and 1 more</summary>")
    assert "How high?" in lead
    assert "The CIO is highest." in lead
    assert "The CIO is high." in fold
    assert page.text.count("The CIO is highest.") == page.text.count("The CIO is high.") == 1
    assert "/roles/cio/?open=points#point-rank" in get(client, "/claims/cio-thin/").links


def test_a_role_of_which_little_is_known_says_so_once(site, client):
    words = "what is missing here may only be missing from our sources"
    assert get(client, "/roles/cto/").text.count(words) == 1
    assert words not in get(client, "/roles/cto/?without=sellers").text
    assert words not in get(client, "/roles/ceo/").text
    for number in range(20):
        site.claim(f"cto-{number}", f"The CTO does {number}.", role=site.cto)
    assert words not in get(client, "/roles/cto/").text


def test_a_role_page_has_the_strongest_three_of_an_area_and_its_own_page_all(site, client):
    for number in range(4):
        claim = site.claim(
            f"cio-duty-{number}", f"The CIO does {number}.", aspect="responsibility",
            responsibility=factories.responsibility(
                title=f"Do {number}", decision_area=site.area
            ),
        )  # fmt: skip
    factories.cite(claim, site.other_p1)
    page = get(client, "/roles/cio/")
    area = page.source.partition('id="area-strategy"')[2].partition("</div>")[0]
    assert area.count("<li>") == 3
    first = re.search(r"<li>.*?</li>", area, re.S)[0]
    assert "The CIO does 3." in first
    assert "2 sources" in first
    assert '<a href="/roles/cio/strategy/">3 more<' in area
    whole = get(client, "/roles/cio/strategy/")
    for number in range(4):
        assert f"The CIO does {number}." in whole.text
    assert site.sets_strategy.statement in whole.text
    assert site.should.statement in whole.text
    assert "/roles/cio/strategy/" in get(client, "/claims/cio-sets/").links


def test_the_page_of_an_area_keeps_a_choice_and_says_what_it_hides(site, client):
    assert "/roles/cio/strategy/?without=sellers" not in get(client, "/roles/cio/").links
    page = get(client, "/roles/cio/strategy/?without=sellers")
    assert "2 claims left out." in page.text
    assert "Nothing matches these filters." in page.text


def test_an_area_of_which_no_source_speaks_says_so_and_old_addresses_lead_on(site, client):
    page = get(client, "/roles/cdo/strategy/", 404)
    assert "No source says anything of the Chief Digital Officer on IT strategy" in page.text
    assert {"/roles/cdo/", "/decisions/strategy/"} <= set(page.links)
    get(client, "/roles/cio/no-such-area/", 404)
    rename(site.area, slug="plan")
    rename(site.cio, slug="chief")
    response = client.get("/roles/cio/strategy/?without=sellers", follow=True)
    assert response.status_code == 200
    assert response.redirect_chain[-1] == ("/roles/chief/plan/?without=sellers", 301)


def test_relations_stand_by_counterpart_with_the_relations_in_words(site, client):
    for slug, fields in {
        "pairs": {"relation": "partners_with"},
        "asks": {"relation": "advises", "modality": "recommends"},
        "leads": {"relation": "leads", "denies": True},
    }.items():
        site.claim(slug, f"The CIO {slug}.", aspect="relationship", other_role=site.ceo, **fields)
    source = get(client, "/roles/cio/").source.partition('id="relationships"')[2]
    summary = source.partition("<summary>")[2].partition("</summary>")[0]
    assert "Chief Executive" in summary
    assert set(re.search(r'quiet">(.*)</span>', summary)[1].split(", ")) == {
        "reports to", "partners with", "advises (recommended)", "not: leads",
    }  # fmt: skip
    assert source.partition("</section>")[0].count("<details>") == 1


def test_a_page_leads_to_what_sources_differ_on(site, client):
    """A decision's also to what curators set there, though no claim in it takes a position."""
    link = "/disagreements/who-sets/"
    for address in ("/roles/cio/", "/roles/cto/", "/roles/cio/strategy/", "/decisions/strategy/",
                    "/responsibilities/set-strategy/", "/topics/budgets/", "/matrix/"):  # fmt: skip
        assert link in get(client, address).links, address
    site.question.decision_area = factories.decision_area(slug="elsewhere")
    services.save(site.question)
    assert link in get(client, "/decisions/elsewhere/").links
    assert link not in get(client, "/roles/ceo/").links


@pytest.mark.parametrize("aspect", ["definition", "focus", "reporting_line", "measure", "skill"])
def test_a_claim_leads_to_its_place_on_the_page_of_its_role(site, client, aspect):
    """Its only one: a page without "at a glance" has no such place."""
    role = factories.role(slug="alone")
    claim = factories.claim(role=role, aspect=aspect, slug="only")
    (link,) = {each for each in get(client, "/claims/only/").links if "/roles/alone/#" in each}
    assert link.partition("#")[2] in get(client, "/roles/alone/").ids
    if aspect == "definition":
        role.summary_claim = claim
        services.save_role(role)
        assert link not in get(client, "/claims/only/").links


def test_a_line_of_which_no_claim_is_a_fact_carries_its_mark_wherever_it_is_inherited(site, client):
    site.claim(
        "cio-ought", "The CIO ought to own risk.", aspect="responsibility", modality="recommends",
        responsibility=factories.responsibility(title="Own the risk"),
    )  # fmt: skip
    lines = inherited(client).split("<li>")
    marked = [line for line in lines if "Recommended" in line]
    assert ["Own the risk" in line or "Decisions: it strategy" in line for line in marked] == [
        True,
        True,
    ]
    assert not [line for line in lines if "Set the IT strategy" in line and "advice" in line]
    pair = "/compare/cto/fractional-cio/"
    page = get(client, pair)
    assert "/roles/fractional-cio/#inherited" in page.links  # to the lines above
    csv_file = client.get(f"{pair}comparison.csv").content.decode()
    assert 'Own the risk,One role only,Fractional CIO,"Inherited, recommended"' in csv_file
    markdown = client.get(f"{pair}comparison.md").content.decode()
    assert "Inherited from the Chief Information Officer (recommended)" in markdown
    [row] = [
        row
        for row in client.get(f"{pair}comparison.json").json()["rows"]
        if row["label"] == "Own the risk"
    ]
    assert row["cells"][1]["inherited_from"] == "cio"
    assert [claim["modality"] for claim in row["cells"][1]["claims"]] == ["recommends"]
    matrix = client.get("/matrix/matrix.csv").content.decode()
    assert '"Inherited, recommended"' in matrix
    assert ">recommended</i>" in get(client, "/matrix/").source
    assert "⇡" in get(client, "/matrix/").source


@pytest.mark.parametrize("how", ["denied", "in a context"])
def test_what_is_not_inherited_is_so_on_no_page_and_in_no_file(site, client, how):
    """A denial of the broader role once read "Inherited" in the comparison."""
    area = factories.decision_area(title="Profit and loss")
    duty = factories.responsibility(title="Answer for profit", decision_area=area)
    part = "excluded" if how == "denied" else "accountable"
    site.claim(
        "cio-profit", "The CIO and profit.", aspect="responsibility", responsibility=duty,
        involvement=part, contexts=[] if how == "denied" else [site.sme],
    )  # fmt: skip
    assert "Answer for profit" not in inherited(client)
    for address in ("/compare/cio/fractional-cio/", "/compare/cio/fractional-cio/comparison.md"):
        rest = client.get(address).content.decode().partition("Answer for profit")[2]
        assert "Inherited" not in re.split(r"</tbody>|\n\|", rest)[0]
    csv_file = client.get("/compare/cio/fractional-cio/comparison.csv").content.decode()
    lines = [line for line in csv_file.splitlines() if "Answer for profit" in line]
    assert [line for line in lines if "Fractional CIO" in line and "No source says" in line]
    assert not [line for line in lines if "Inherited" in line]
    matrix = client.get("/matrix/matrix.csv").content.decode()
    assert [line for line in matrix.splitlines() if line.startswith("Profit and loss,")] == [
        line for line in matrix.splitlines() if "Profit" in line and "Inherited" not in line
    ]


def test_over_three_levels_page_comparison_and_matrix_agree_on_the_nearest_role(site, client):
    vendor = factories.role(slug="vcio", title="Virtual CIO", broader=site.fractional, order=5)
    site.claim(
        "fractional-drafts", "The fractional CIO drafts it.", role=site.fractional,
        aspect="responsibility", responsibility=site.duty, contexts=[site.sme],
    )  # fmt: skip
    source = get(client, f"/roles/{vendor.slug}/").source.partition('id="inherited"')[2]
    assert "Set the IT strategy" not in source.partition("</section>")[0]
    rows = client.get("/compare/cto/vcio/comparison.json").json()["rows"]
    [cell] = [row["cells"][1] for row in rows if row["label"] == "Set the IT strategy"]
    assert cell["state"] == "silent"
    matrix = client.get("/matrix/matrix.csv?open=all").content.decode()
    [line] = [line for line in matrix.splitlines() if "Set the IT strategy" in line]
    assert line.endswith("No source says")


def test_more_on_a_point_than_fits_in_place_opens_on_the_same_page(site, client):
    point = factories.point(slug="rank", title="Rank")
    for number in range(5):
        site.claim(f"cio-rank-{number}", f"The CIO ranks {number}.", point=point)
    page, link = get(client, "/roles/cio/"), "?open=points#point-rank"
    assert link in page.links
    assert "The CIO ranks 4." not in page.text
    whole = get(client, "/roles/cio/?open=points")
    assert link not in whole.links
    assert all(f"The CIO ranks {number}." in whole.text for number in range(5))
    assert whole.canonical == "http://testserver/roles/cio/"
    for claim in point.claims.all():
        factories.cite(claim, site.other_p1)
    chosen = get(client, "/roles/cio/?without=sellers")
    assert "?without=sellers&open=points#point-rank" in chosen.links
