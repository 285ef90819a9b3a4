"""A role's page: what it inherits, in which order it speaks, and what it leaves out."""

import re

import pytest

from roles import services
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


def test_a_section_says_what_is_so_before_what_ought_to_be_and_denials_last(site, client):
    site.claim("cio-denied", "The CIO is no coder.", denies=True)
    site.claim("cio-advised", "The CIO ought to be one.", modality="recommends")
    strong = site.claim("cio-strong", "The CIO is a chief.", decision_area=site.area)
    factories.cite(strong, site.other_p1)
    beside = site.claim("cio-beside", "The CIO is less than the CEO.", other_role=site.ceo)
    factories.cite(beside, site.other_p1)
    site.claim("cio-plain", "The CIO is one of many.")
    source = get(client, "/roles/cio/").source.partition('id="what"')[2]
    found = places(
        source, "The CIO is a chief.", "The CIO is one of many.", "The CIO is less than the CEO.",
        "The CIO ought to be one.", "The CIO is no coder.",
    )  # fmt: skip
    assert found == sorted(found)


def test_a_list_across_decision_areas_has_the_better_supported_first(site, client):
    site.claim("cio-thin", "The CIO can add.", aspect="skill")
    strong = site.claim("cio-strong", "The CIO can count.", aspect="skill", decision_area=site.area)
    factories.cite(strong, site.other_p1)
    source = get(client, "/roles/cio/").source.partition('id="skills"')[2]
    found = places(source, "The CIO can count.", "The CIO can add.", site.will.statement)
    assert found == sorted(found)


def test_at_a_glance_stands_only_where_something_is_stated(site, client):
    page = get(client, "/roles/ceo/")
    assert "At a glance" not in page.text
    assert "#glance" not in page.links
    assert "At a glance" in get(client, "/roles/cio/").text


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
    row = page.source.partition("Own the risk")[2].partition("</tbody>")[0]
    assert "Inherited from the CIO" in row
    assert "Recommended" in row
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
