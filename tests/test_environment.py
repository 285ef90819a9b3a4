import pytest
from django.core.exceptions import ImproperlyConfigured

from cio_kb.environment import contact, database, https_host


def test_a_postgres_address_is_taken_apart():
    entry = database("postgres://ada:p%40ss@db.example:5433/kb")
    assert entry["ENGINE"] == "django.db.backends.postgresql"
    assert (entry["USER"], entry["PASSWORD"]) == ("ada", "p@ss")
    assert (entry["HOST"], str(entry["PORT"]), entry["NAME"]) == ("db.example", "5433", "kb")
    assert "transaction_mode" not in entry["OPTIONS"]


def test_a_sqlite_file_is_set_up_for_several_writers():
    entry = database("sqlite:////srv/kb/db.sqlite3")
    assert entry["NAME"] == "/srv/kb/db.sqlite3"
    assert entry["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert entry["OPTIONS"]["timeout"] == 20


@pytest.mark.parametrize("url", ["kb", "mysql://host/kb", "postgres://host:port/kb", "http://x/"])
def test_another_database_address_is_refused_with_an_example(url):
    with pytest.raises(ImproperlyConfigured, match="must look like postgres://"):
        database(url)


def test_a_site_address_gives_host_and_origin():
    assert https_host("https://kb.example.org/") == (
        "kb.example.org",
        "https://kb.example.org",
    )
    assert https_host("https://kb.example.org:8443")[1] == "https://kb.example.org:8443"
    assert https_host("") == (None, None)


@pytest.mark.parametrize(
    "address", ["http://kb.example.org", "kb.example.org", "https://", "https://host/kb"]
)
def test_a_site_address_that_would_not_harden_is_refused(address):
    with pytest.raises(ImproperlyConfigured, match="without a path"):
        https_host(address)


def test_a_contact_is_an_address_or_a_page():
    assert contact("") == ""
    assert contact("kb@example.org") == "mailto:kb@example.org"
    assert contact("https://example.org/contact/") == "https://example.org/contact/"
    with pytest.raises(ImproperlyConfigured, match="CONTACT"):
        contact("javascript:alert(1)")


def test_the_page_on_the_site_says_how_to_ask_for_a_correction(client, settings, db):
    assert "has not given an address" in client.get("/about/").content.decode()
    settings.CONTACT = "mailto:kb@example.org"
    assert 'href="mailto:kb@example.org"' in client.get("/about/").content.decode()
