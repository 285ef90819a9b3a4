"""What readers are told of a claim's history, the parts that hang on it included."""

import pytest

from reading.history.changes import changes_of
from roles import services
from roles.models import Citation
from tests import factories

pytestmark = pytest.mark.django_db


def told(claim) -> list[tuple[str, str]]:
    return [(change.what, change.why) for change in changes_of(claim)]


def source(title: str):
    return factories.passage(factories.article(title=title))


def test_what_comes_with_the_publication_is_no_change():
    claim = factories.claim(contexts=[factories.context()], tags=["budget"])
    assert told(claim) == [("First published", "")]


def test_citations():
    claim = factories.claim(cites=source("The first"))
    first, second = claim.citations.get(), Citation(passage=source("The second"))
    services.save_claim(claim, citations=[first, second], reason="A new source.")
    second.stance = "qualifies"
    services.save_claim(claim, citations=[first, second])
    services.save_claim(claim, citations=[first, second], reason="Nothing at all.")
    services.save_claim(claim, citations=[first])
    assert told(claim) == [
        ("Citation removed: The second, p1 (qualifies)", ""),
        ("Citation changed: The second, p1 (supports, now qualifies)", ""),
        ("Citation added: The second, p1 (supports)", "A new source."),
        ("First published", ""),
    ]


def test_contexts_tags_and_columns_of_one_save_are_one_change():
    small, large = (factories.context(title=title) for title in ("Small", "Large"))
    claim = factories.claim(contexts=[small], tags=["budget"])
    claim.statement = "Other words."
    services.save_claim(claim, contexts=[large], tags=["law"], reason="Read again.")
    changed = "Changed: wording; context added: Large; context removed: Small"
    [(what, why), published] = told(claim)
    assert what.startswith("Changed: wording; context ")
    assert set(what.split("; ")) == {
        *changed.split("; "),
        *("tag added: law", "tag removed: budget"),
    }
    assert (why, published) == ("Read again.", ("First published", ""))


def test_contexts_alone():
    claim = factories.claim()
    services.save_claim(claim, contexts=[factories.context(title="Small")], reason="Limited.")
    assert told(claim)[0] == ("Context added: Small", "Limited.")


def test_a_citation_that_was_saved_by_itself():
    claim = factories.claim()
    before = len(told(claim))
    factories.cite(claim, source("Alone"), stance="disputes")
    assert told(claim)[0] == ("Citation added: Alone, p1 (disputes)", "")
    assert len(told(claim)) == before + 1


def test_what_is_not_public_is_not_told():
    claim = factories.claim(status="draft", tags=["secret"])
    services.save_claim(claim, tags=["budget"])
    services.publish(claim)
    draft = factories.passage(factories.article(title="Not yet", status="draft"))
    services.save_claim(claim, citations=[*claim.citations.all(), Citation(passage=draft)])
    assert told(claim) == [("First published", "")]


def test_the_page_tells_it_at_a_fixed_price(client, django_assert_num_queries):
    claim = factories.claim()
    with django_assert_num_queries(4):
        changes_of(claim)
    for number in range(3):
        new = Citation(passage=source(f"Source {number}"))
        citations = [*claim.citations.all(), new]
        services.save_claim(claim, citations=citations, contexts=[factories.context()])
    with django_assert_num_queries(4):
        changes_of(claim)
    page = client.get(claim.get_absolute_url()).content.decode()
    assert "Source 2, p1 (supports)" in page.partition("History of this page")[2]
