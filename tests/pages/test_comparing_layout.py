"""What a comparison shows where: its answer, on how much it rests, the points, what is folded."""

import re

import pytest

from roles.models import Role
from tests import factories
from tests.pages.html import get

pytestmark = pytest.mark.django_db

PAIR = "/compare/cio/cto/"
DUTY = "row-responsibility-set-strategy"


@pytest.fixture
def lonely(site):
    """A role that one interested voice sums up, and whose focus nobody states."""
    role = factories.role(slug="lonely", title="Lonely officer", order=5)
    claim = factories.claim(
        role=role, aspect="definition", statement="The lonely officer is rented.", cites=site.p1
    )
    role.summary_claim = claim
    role.save()
    claim.citations.update(voice=site.quoted)
    return role


def head(client, address: str) -> str:
    text = get(client, address).text
    return text[text.index("the difference") :].partition("Filter")[0]


@pytest.fixture
def on_point(site):
    """Makes claims on points: `on_point("rank", site.cio, "The CIO is high.", sources=2)`."""

    def make(slug: str, role: Role, statement: str, *, sources: int = 1, order: int = 9, **fields):
        point = site.points.setdefault(slug, None) or factories.point(
            slug=slug, title=slug.capitalize(), question=f"What of {slug}?", order=order
        )
        site.points[slug] = point
        claim = site.claim(
            f"{role.slug}-{len(statement)}-{slug}", statement, role=role,
            aspect=fields.pop("aspect", "definition"), point=point, **fields,
        )  # fmt: skip
        for _ in range(sources - 1):
            factories.cite(claim, factories.passage())
        return claim

    site.points = {}
    return make


def cells(page, row: str) -> list[str]:
    return page.source.partition(f'id="{row}"')[2].partition("</tr>")[0].split("<td")[1:]


def test_the_title_asks_what_readers_ask(site, client):
    assert "<h1>CIO vs Chief Technology Officer: the difference</h1>" in get(client, PAIR).source
    titles = "CIO, Chief Technology Officer and Chief Digital Officer: the differences"
    assert f"<h1>{titles}</h1>" in get(client, "/compare/cio/cto/cdo/").source


def test_without_an_answer_focus_or_summary_stand_there(site, client, lonely):
    text = head(client, "/compare/cio/lonely/")
    assert "The lonely officer is rented." in text
    assert "The CIO looks inward." in text
    assert "Our sources do not cover both roles on any point yet." in text
    assert "Our sources cover both roles on 1 point; on 1 of them they differ." in head(
        client, PAIR
    )


def test_an_answer_on_exactly_these_roles_heads_the_page_and_its_files(site, client):
    factories.answer(
        factories.statement(site.focus, text="A CIO looks inward, a CTO outward."),
        factories.gap(site.cto, text="Our sources do not say what a CTO costs."),
        roles=[site.cio, site.cto], slug="cio-or-cto", question="CIO or CTO?",
    )  # fmt: skip
    text = head(client, PAIR)
    assert "A CIO looks inward, a CTO outward." in text
    assert "The CIO looks inward." not in text
    assert "A CIO looks inward" not in head(client, "/compare/cio/cdo/")
    found = client.get(PAIR + "comparison.json").json()["answer"]
    assert [each["kind"] for each in found["sentences"]] == ["statement", "gap"]
    assert found["sentences"][0]["needs"] == ["cio-focus"]
    assert found["question"] == "CIO or CTO?"
    for ending in ("csv", "md"):
        file = client.get(f"{PAIR}comparison.{ending}").content.decode()
        assert "A CIO looks inward, a CTO outward." in file
        assert "Our sources do not say what a CTO costs." in file
    assert client.get("/compare/cio/cdo/comparison.json").json()["answer"] is None


def test_few_claims_are_said_and_one_interested_source(site, client, lonely):
    address = "/compare/cio/lonely/"
    text = head(client, address)
    assert "We hold 10 claims on the CIO, from 1 source;" in text
    for number in range(30):
        site.claim(f"cio-more-{number}", f"The CIO knows thing {number}.", aspect="skill")
    text = head(client, address)
    assert "40 claims on the CIO from 1 source." in text
    said = "We hold 1 claim on the Lonely officer, all from one source with an interest of its own"
    assert f"{said} : what is missing here may only be missing from" in text
    lonely.claims.get().citations.update(voice=None)
    text = head(client, address)
    assert "We hold 1 claim on the Lonely officer, from 1 source: what is missing" in text


def test_what_a_reader_hides_is_not_called_silence(site, client):
    page = get(client, "/compare/cio/cdo/?without=sellers")
    assert "No source says" not in page.text
    assert "may only be missing from our sources" not in page.text
    page = get(client, PAIR + "?without=sellers")
    assert "Nothing on the CIO matches these filters." in page.text
    hidden = client.get(PAIR + "comparison.csv?without=sellers").content.decode()
    assert "Nothing matches these filters" in hidden
    assert "No source says" not in hidden
    for query in ("", "?only=differences"):  # which hides rows, and no claim
        assert "matches these filters" not in get(client, PAIR + query).text


def test_points_of_several_come_first_and_the_best_supported_of_them(site, client, on_point):
    on_point("alone", site.cio, "The CIO is alone.", sources=3)
    for slug, least, order in (("weak", 1, 1), ("strong", 2, 5), ("later", 1, 3)):
        on_point(slug, site.cio, "The CIO is so.", sources=3, order=order)
        on_point(slug, site.cto, "The Chief Technology Officer is not so.", sources=least)
    ids = [each for each in get(client, PAIR).ids if each.startswith("point-")]
    assert ids == ["point-strong", "point-weak", "point-later", "point-alone"]
    rows = client.get(PAIR + "comparison.json").json()["rows"]
    assert [f"point-{row['point']}" for row in rows if row["point"]] == ids


def test_a_cell_shows_its_leading_claim_and_opens_the_others_in_place(site, client, on_point):
    for words in ("The CIO ranks third.", "The CIO, they say, ranks high."):
        on_point("rank", site.cio, words)
    leading = on_point("rank", site.cio, "The CIO ranks first of all.", sources=2)
    on_point("rank", site.cto, "The Chief Technology Officer ranks second.")
    cio, cto = cells(get(client, PAIR), "point-rank")
    shown, _, more = cio.partition("<details>")
    assert re.search(rf'href="{leading.get_absolute_url()}">Ranks first of all.</a\s*>', shown)
    assert "2 sources" in shown
    assert "and 2 more" in more
    assert "Ranks third." in more
    assert "The CIO, they say, ranks high." in more
    assert "Ranks second." in cto
    assert "1 source" not in cto  # one source is the normal case
    assert "details" not in cto


def test_each_cell_names_its_role_for_those_who_see_no_columns(site, client, on_point):
    on_point("rank", site.cio, "The CIO ranks first.")
    found = cells(get(client, "/compare/cio/cto/cdo/"), "point-rank")
    names = ["CIO", "Chief Technology Officer", "Chief Digital Officer"]
    assert all(f">{name}</b>" in cell for name, cell in zip(names, found, strict=True))
    assert "No source says" in found[2]


def test_what_is_contested_leads_to_its_contest(site, client, on_point):
    one = on_point("rank", site.cio, "The CIO ranks first.")
    other = on_point("rank", site.cto, "The Chief Technology Officer ranks first.")
    question = factories.disagreement([one], [other], slug="on-rank", question="Who is first?")
    cio, cto = cells(get(client, PAIR), "point-rank")
    link = f'href="{question.get_absolute_url()}">Sources differ'
    assert link in cio
    assert link in cto
    factories.disagreement([one], [site.will], slug="on-code", question="Who codes?")
    cio, cto = cells(get(client, PAIR), "point-rank")
    assert f'href="{one.get_absolute_url()}">Sources differ' in cio  # of two none is chosen
    assert link in cto
    cell = cells(get(client, "/matrix/"), "area-strategy")[0]
    assert f'href="{site.question.get_absolute_url()}">Sources differ</a>' in cell


def test_duties_of_several_stand_by_area(site, client):
    page = get(client, PAIR)
    part = page.source.partition('<h2 id="parts">What both have a part in</h2>')[2]
    assert 'scope="rowgroup" colspan="3">IT strategy</th>' in part
    cio, cto = cells(page, "row-responsibility-set-strategy")
    assert ">A</abbr>" in cio
    assert "excluded" in cto
    assert "kind-differs" in part
    assert "What several have a part in" in get(client, "/compare/cio/cto/cdo/").text


def test_what_is_said_of_one_role_is_one_folded_line_a_role(site, client):
    duty = factories.responsibility(slug="whet", title="Whet the tools")
    factories.claim(
        role=site.cto, aspect="responsibility", responsibility=duty, involvement="responsible"
    )
    page = get(client, PAIR)
    assert page.source.count(" open>") == 0
    assert "9 things said only of the CIO" in page.text
    assert "1 thing said only of the Chief Technology Officer" in page.text
    assert [each for each in page.ids if each.startswith("fold-")] == ["fold-cio", "fold-cto"]
    places = places_in(page, "fold-cio")
    assert places == [
        ("/roles/cio/strategy/", "IT strategy 1"),
        ("/roles/cio/#what", "What it is 2"),
        ("/roles/cio/#skills", "Skills 1"),
        ("/roles/cio/#background", "Comes from 1"),
        ("/roles/cio/#measures", "Measured by 1"),
        ("/roles/cio/#relationships", "Relationships 1"),
        ("/roles/cio/#contexts", "In particular circumstances 1"),
        ("/roles/cio/#decades", "Through the decades 1"),
    ]
    [(address, _)] = places_in(page, "fold-cto")
    assert address == f"/roles/cto/{duty.decision_area.slug}/"
    for address, _ in places:
        address, _, anchor = address.partition("#")
        assert not anchor or anchor in get(client, address).ids


def places_in(page, fold: str) -> list[tuple[str, str]]:
    """The links of a folded line, each with its words and number."""
    source = page.source.partition(f'id="{fold}"')[2].partition("</details>")[0]
    found = re.findall(r'<li><a href="([^"]*)">(.*?)</li>', source)
    return [(address, re.sub(r"<[^>]+>", "", words)) for address, words in found]


@pytest.mark.parametrize("ending", ["csv", "md", "json"])
def test_a_claim_on_one_role_is_counted_on_the_page_and_spelt_out_in_its_files(
    site, client, ending
):
    assert site.will.statement not in get(client, PAIR).source
    assert site.will.statement in client.get(f"{PAIR}comparison.{ending}").content.decode()


def test_what_a_cell_leaves_out_stands_on_the_roles_own_page(site, client, on_point):
    """Of a duty all but the leading claim, of a point what is more than can stand in place."""
    shared = {"aspect": "responsibility", "responsibility": site.duty}
    site.claim("cio-too", "The CIO shares the strategy.", **shared, involvement="responsible")
    for number in range(5):
        on_point("rank", site.cio, f"The CIO ranks {'high ' * number}.")
    page = get(client, PAIR)
    duty, point = (cells(page, row)[0] for row in (DUTY, "point-rank"))
    for cell, place, statement in (
        (duty, f"/roles/cio/strategy/#{DUTY}", "Shares the strategy."),
        (point, "/roles/cio/?open=points#point-rank", "Ranks high high high high ."),
    ):
        assert f'href="{place}">and ' in cell
        assert "details" not in cell
        assert statement not in page.text
        assert place.partition("#")[2] in get(client, place.partition("#")[0]).ids
    for ending in ("csv", "md", "json"):
        file = client.get(f"{PAIR}comparison.{ending}").content.decode()
        assert "The CIO shares the strategy." in file
        assert "The CIO ranks high high high high ." in file
    kept = get(client, f"{PAIR}?context=sme&only=differences")
    assert "only=differences" not in "".join(link for link in kept.links if "/roles/" in link)


def test_what_a_variant_only_inherits_is_named_apart(site, client):
    page = get(client, "/compare/cto/fractional-cio/")
    assert "3 things that the Fractional CIO inherits from the CIO" in page.text
    assert places_in(page, "fold-inherited-fractional-cio") == [
        ("/roles/cio/strategy/", "IT strategy 2"),
        ("/roles/cio/#skills", "Skills 1"),
    ]
    assert "/roles/fractional-cio/#inherited" in page.links  # where each has its mark
    assert "inherits" not in get(client, PAIR).text


def test_only_differences_hides_what_is_the_same_of_one_role_or_inherited(site, client, on_point):
    for role, name in ((site.cio, "CIO"), (site.cto, "Chief Technology Officer")):
        relation = {"aspect": "reporting_line", "relation": "reports_to", "other_role": site.ceo}
        on_point("same", role, f"The {name} reports there.", **relation)
        on_point("beside", role, f"The {name} is itself.")
    on_point("alone", site.cio, "The CIO is alone.")
    address = "/compare/cio/cto/fractional-cio/"
    whole, differences = get(client, address), get(client, f"{address}?only=differences")
    for gone in ("point-same", "point-alone"):
        assert gone in whole.ids
        assert gone not in differences.ids
    assert {"point-beside", "row-responsibility-set-strategy"} <= set(differences.ids)
    for fold, place in (
        ("fold-cio", ("/roles/cio/#relationships", "Relationships 1")),
        ("fold-inherited-fractional-cio", ("/roles/cio/strategy/", "IT strategy 2")),
    ):
        assert place in places_in(whole, fold)
        assert place not in places_in(differences, fold)
    rows = client.get(f"{address}comparison.json").json()["rows"]
    hidden = sum(row["kind"] in {"same", "one-role"} for row in rows)
    assert f"{hidden} rows left out that show no difference" in differences.text
    assert len(differences.text.split()) < len(whole.text.split())
