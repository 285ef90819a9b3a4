"""Check a text: what it finds, what it refuses, and that nothing of it stays anywhere."""

import codecs
import csv
import io
import logging

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

from checking import limits, views
from checking.forms import EXAMPLE_LABELS, LIMIT
from roles import services
from tests import factories

pytestmark = pytest.mark.django_db
TEXT = """What you will do
- Tend the great lamps of the harbour
- Count the ships at dawn
- Polish the brass bell
- Fold paper hats

What you bring
- A degree in optics
"""


def fail(*args):
    raise ZeroDivisionError


@pytest.fixture(autouse=True)
def fresh_minute():
    cache.clear()


@pytest.fixture
def roles():
    """The CIO tends lamps and paints buoys; the CTO counts ships; nobody folds hats."""
    cio = factories.role(slug="cio", title="Chief Information Officer", acronym="CIO")
    cto = factories.role(slug="cto", title="Chief Technology Officer", acronym="CTO")
    for role, title, facts in (
        (cio, "Tend the lamps of the harbour", {}),
        (cio, "Paint the buoys red", {}),
        (cto, "Count ships at dawn", {}),
        (cio, "Polish the brass bell", {"involvement": "excluded"}),
    ):
        duty = factories.responsibility(title=title)
        statement = f"The {role.acronym} is named with this: {title.lower()}."
        facts |= {"role": role, "responsibility": duty, "statement": statement}
        factories.claim(aspect="responsibility", **facts)
    return cio, cto


def send(client, **fields):
    return client.post("/check/", {"role": "cio", "text": TEXT} | fields)


def found(client, **fields):
    return send(client, **fields).context["result"]


def test_what_is_found(client, roles):
    result = found(client)
    assert [(p.topic.title, p.lines) for p in result.covered] == [
        ("Tend the lamps of the harbour", ["Tend the great lamps of the harbour"])
    ]
    assert [finding.topic.title for finding in result.missed] == ["Paint the buoys red"]
    assert [len(finding.sources) for finding in result.missed] == [1]
    assert {each.line for each in result.elsewhere} == {
        "Count the ships at dawn",
        "Polish the brass bell",
    }
    assert [each.line for each in result.unmatched] == ["Fold paper hats"]
    assert [each.read_as for each in result.without][-1] == "background"


def test_a_line_may_name_a_duty_of_this_role_and_one_of_another(client, roles):
    result = found(client, text="- Tend the lamps of the harbour and count ships at dawn")
    assert [p.topic.title for p in result.covered] == ["Tend the lamps of the harbour"]
    assert [p.topic.title for p in result.elsewhere[0].findings] == ["Count ships at dawn"]
    assert (result.matched, result.duties) == (1, 1)


def test_a_duty_is_known_by_its_keywords(client, roles):
    factories.claim(
        aspect="responsibility",
        role=roles[0],
        responsibility=factories.responsibility(title="Feed the cat", keywords="tabby, warm milk"),
    )
    text = "- Keep the milk warm\n- Comb the tabby\n- Milk the goats\n"
    (finding,) = found(client, text=text).covered
    assert finding.lines == ["Keep the milk warm", "Comb the tabby"]


def test_what_comes_near_is_named(client, roles):
    result = found(client, text="- Paint the ferry\n- Fold paper hats")
    near = {each.line: [topic.title for topic in each.similar] for each in result.unmatched}
    assert "Paint the buoys red" in near["Paint the ferry"]
    assert near["Fold paper hats"] == []


SPOKEN = (
    "We make rope. You will be our first CIO. In your first weeks you will tend the lamps of the "
    "harbour. We expect you to fold paper hats. You have ten years of experience in optics."
)


def test_a_text_that_says_you_is_read_sentence_by_sentence(client, roles):
    result = found(client, text=SPOKEN)
    assert [p.lines for p in result.covered] == [
        ["In your first weeks you will tend the lamps of the harbour."]
    ]
    assert [each.line for each in result.unmatched] == ["We expect you to fold paper hats."]
    assert [each.text for each in result.without] == [
        "We make rope.",
        "You will be our first CIO.",
        "You have ten years of experience in optics.",
    ]


def test_headings_and_what_is_required_are_no_duties(client, roles):
    text = "What you will do\n\n- Hold a degree in the tending of lamps of the harbour\n"
    assert found(client, text=text).duties == 0


def test_a_variant_is_held_against_what_it_inherits(client, roles):
    factories.role(slug="fractional-cio", title="Fractional CIO", broader=roles[0])
    assert found(client, role="fractional-cio").covered


def test_a_decision_area_is_covered_by_a_line_on_a_duty_in_it(client, roles):
    cio, _ = roles
    duty = cio.claims.get(responsibility__title="Tend the lamps of the harbour").responsibility
    factories.claim(
        role=cio, aspect="decision", decision_area=duty.decision_area, involvement="accountable"
    )
    areas = [finding for finding in found(client).covered if finding.is_area]
    assert [area.lines for area in areas] == [["Tend the great lamps of the harbour"]]


def test_drafts_and_withdrawn_articles_are_no_sources(client, roles):
    factories.claim(role=roles[0], aspect="responsibility", status="draft")
    assert len(found(client).missed) == 1


def test_the_page_shows_claims_and_passages(client, roles):
    page = send(client).content.decode()
    assert "The CIO is named with this: paint the buoys red." in page
    assert "A digest of the first block." in page
    assert "1 source" in page


def test_what_is_pasted_is_escaped(client, roles):
    page = send(client, text=TEXT + "\n- Run <script>alert(1)</script> and </textarea><b>x</b>\n")
    assert b"<script>alert" not in page.content
    assert b"</textarea><b>" not in page.content


def test_markdown_and_csv(client, roles):
    response = send(client, format="md")
    assert response["Content-Disposition"] == 'attachment; filename="check-cio.md"'
    text = response.content.decode()
    assert "## Covered (1)" in text
    assert "**Paint the buoys red** (1 source" in text
    response = send(client, format="csv", text=TEXT + "- =2+3 sums of ships\n")
    assert response.content.startswith(codecs.BOM_UTF8)
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert {row["finding"] for row in rows} >= {"covered", "missing", "another role", "no claim"}
    assert not any(cell.startswith("=") for row in rows for cell in row.values())


def test_nothing_is_stored_logged_or_cached(client, roles, caplog, django_assert_num_queries):
    with caplog.at_level(logging.DEBUG):
        response = send(client, text=TEXT + "- Whisper zanzibar\n")
    assert "Whisper zanzibar" in response.content.decode()
    assert not Session.objects.exists()
    assert not response.cookies
    assert response["Cache-Control"] == "no-store"
    written = [r for r in caplog.records if r.name != "django.db.backends"]
    assert "zanzibar" not in " ".join(record.getMessage() for record in written)
    queries = [r.getMessage() for r in caplog.records if r.name == "django.db.backends"]
    assert not any("zanzibar" in query or "INSERT" in query for query in queries)


def test_an_error_report_hides_the_text_even_under_debug(settings, roles, monkeypatch):
    settings.DEBUG = True
    monkeypatch.setattr(views, "hold_against", fail)
    response = send(Client(raise_request_exception=False), text="Whisper " + "ognauq"[::-1])
    assert response.status_code == 500
    assert b"quango" not in response.content


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"text": ""}, "Paste a text first"),
        ({"text": "x" * (LIMIT + 1)}, "50,000 fit"),
        ({"text": "a\x00b"}, "Null characters"),
        ({"text": "\x07 bell"}, "no text"),
        ({"role": "nobody"}, "Select a valid choice"),
        ({"format": "exe"}, ""),
    ],
)
def test_refusals(client, roles, fields, says):
    response = send(client, **fields)
    assert response.status_code == 400
    assert says in response.content.decode()
    assert response.context["result"] is None


def test_line_ends_of_a_browser_do_not_count_twice(client, roles):
    assert send(client, text="ab\r\n" * (LIMIT // 3)).status_code == 200


def test_too_many_texts_in_a_minute_are_refused(client, roles):
    answers = [send(client).status_code for _ in range(limits.PER_MINUTE + 1)]
    assert answers == [200] * limits.PER_MINUTE + [429]
    response = send(client)
    assert response["Retry-After"] == "60"
    assert "Tend the great lamps" in response.content.decode()
    other = client.post("/check/", {"role": "cio", "text": TEXT}, REMOTE_ADDR="192.0.2.7")
    assert other.status_code == 200


def test_behind_a_proxy_the_readers_address_counts(client, roles, settings):
    settings.SITE_ORIGIN = "https://kb.example.org"
    for n in range(limits.PER_MINUTE + 1):
        first, last = f"198.51.100.{n}", "203.0.113.5"
        header = {"X-Forwarded-For": f"{first}, {last}"}
        response = client.post("/check/", {"role": "cio", "text": TEXT}, headers=header)
    assert response.status_code == 429
    header = {"X-Forwarded-For": "203.0.113.6"}
    assert client.post("/check/", {"role": "cio"}, headers=header).status_code == 400


def test_no_token_is_needed(roles):
    assert send(Client(enforce_csrf_checks=True)).status_code == 200


@pytest.mark.parametrize("name", EXAMPLE_LABELS)
def test_examples_fill_the_form(client, roles, name):
    factories.role(slug="fractional-cio", title="Fractional CIO")
    page = client.get(f"/check/?example={name}")
    form = page.context["form"]
    assert len(form["text"].value()) > 200
    assert found(client, role=form["role"].value(), text=form["text"].value()).duties


def test_an_example_finds_its_role_under_any_address(client, roles):
    roles[0].slug = "head-of-computing"
    services.save_role(roles[0])
    page = client.get("/check/?example=chief-information-officer")
    assert page.context["form"]["role"].value() == "head-of-computing"


def test_unknown_examples_leave_it_empty(client, roles):
    for name in ("nothing", "../../settings"):
        assert not client.get("/check/", {"example": name}).context["form"]["text"].value()


@pytest.mark.parametrize("size", [2, 12])
def test_queries_do_not_grow(client, roles, size, django_assert_max_num_queries):
    for _ in range(size):
        factories.claim(role=roles[0], aspect="responsibility")
    with django_assert_max_num_queries(12):
        send(client)
