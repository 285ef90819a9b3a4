"""What every test runs on: a database of its own, and static files under their plain names."""

import pytest
from django.conf import settings as configured
from django.db import transaction
from django.test import Client, override_settings
from hypothesis import settings as hypothesis

from publishing.signals import content_changed
from search import following, spelling
from tests.admin import account, client_of

# A machine that runs other things besides is no fault of the code: time is tested by proportion.
hypothesis.register_profile("house", deadline=None)
hypothesis.load_profile("house")


@pytest.fixture(scope="session", autouse=True)
def plain_and_quick():
    """Passwords are hashed quickly, and static files stand under their plain names.

    The manifest storage raises for a file that was not collected; one test uses it.
    """
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    quick = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    storages = {**configured.STORAGES, "staticfiles": plain}
    with override_settings(STORAGES=storages, PASSWORD_HASHERS=quick):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, tmp_path_factory):
    """SQLite tests use a file, as the site does.

    In memory all threads share one connection, so that a browser's parallel requests would mix
    their transactions, and locking could not be tested at all.
    """
    database = configured.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(autouse=True)
def index_follows(request):
    """The search index follows each write only where it is searched: it doubles a write's time."""
    marked = request.node.get_closest_marker("search_index") is not None
    searching = marked or "live_server" in request.fixturenames
    if not searching:
        content_changed.disconnect(following.content_changed)
    spelling.vocabulary.cache_clear()  # a version that was rolled back comes again
    yield searching
    content_changed.connect(following.content_changed)


@pytest.fixture(scope="module")
def module_transaction(django_db_setup, django_db_blocker):
    """For what all tests of a module read: it is made once and rolled back after the last. What a
    test that is marked `django_db` writes itself is rolled back after that test."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def editor(db) -> Client:
    return client_of(account("editor", "editors"))


@pytest.fixture
def curator(db) -> Client:
    return client_of(account("curator", "curators"))
