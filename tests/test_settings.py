import json

import pytest
from django.db import connection

from tests.processes import run

PRODUCTION = {"SITE_URL": "https://kb.example.org"}
HARDENING = ["SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"]


def values(names, **variables):
    """Settings as a process with these environment variables sees them."""
    code = (
        "import json; from django.conf import settings;"
        f"print('=' + json.dumps([getattr(settings, name) for name in {names}]))"
    )
    status, output, errors = run("shell", "--no-imports", "-c", code, **variables)
    assert status == 0, errors
    return dict(zip(names, json.loads(output.rpartition("=")[2]), strict=True))


def test_https_switches_all_hardening_on():
    names = [*HARDENING, "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "SECURE_PROXY_SSL_HEADER"]
    found = values([*names, "SECURE_HSTS_SECONDS"], **PRODUCTION)
    assert all(found[name] is True for name in HARDENING)
    assert found["ALLOWED_HOSTS"] == ["kb.example.org"]
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://kb.example.org"]
    assert found["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert found["SECURE_HSTS_SECONDS"] >= 365 * 24 * 60 * 60


def test_without_https_only_this_machine_is_answered():
    found = values([*HARDENING, "ALLOWED_HOSTS", "DEBUG"])
    assert not any(found[name] for name in HARDENING)
    assert found["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert found["DEBUG"] is False


@pytest.mark.parametrize(("value", "expected"), [("1", True), ("0", False), ("true", False)])
def test_debug_is_on_for_1_alone(value, expected):
    assert values(["DEBUG"], DEBUG=value)["DEBUG"] is expected


def test_django_has_nothing_to_add_for_production():
    status, _, errors = run("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert status == 0, errors


@pytest.mark.parametrize(
    ("variables", "remedy"),
    [
        ({"DATABASE_URL": "mysql://host/kb"}, "DATABASE_URL must look like"),
        ({"SITE_URL": "http://kb.example.org"}, "SITE_URL is 'http://kb.example.org': it must"),
    ],
)
def test_a_bad_value_is_one_line(variables, remedy):
    status, _, errors = run("serve", **variables)
    assert status == 1
    assert remedy in errors
    assert errors.count("\n") == 1


@pytest.mark.django_db
def test_every_response_carries_the_strict_policies(client):
    for address in ("/admin/login/", "/no-such-page/"):
        headers = client.get(address).headers
        policy = dict(
            directive.split(" ", 1) for directive in headers["Content-Security-Policy"].split("; ")
        )
        assert policy.pop("default-src") == "'none'"
        assert policy.pop("base-uri") == "'none'"
        assert policy.pop("frame-ancestors") == "'none'"
        assert set(policy) == {
            "script-src", "style-src", "img-src", "font-src", "connect-src", "form-action",
        }  # fmt: skip
        assert set(policy.values()) == {"'self'"}, "no unsafe-inline, no other host"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["X-Frame-Options"] == "DENY"


@pytest.mark.django_db
def test_a_connection_is_set_up_as_asked():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
            assert cursor.execute("PRAGMA synchronous").fetchone() == (1,)  # NORMAL
        else:
            cursor.execute("SHOW server_encoding")
            assert cursor.fetchone() == ("UTF8",)
