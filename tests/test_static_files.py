import os

import pytest
from django.conf import settings as configured
from django.contrib.staticfiles.storage import staticfiles_storage

from cio_kb import static_files


@pytest.fixture
def root(tmp_path, settings):
    """An own static folder, collected into an own place by the storage of production."""
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "page.css").write_text("p { color: black }")
    settings.STATICFILES_DIRS = [tmp_path / "source"]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {
        **configured.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    return tmp_path


def test_files_are_collected_once_and_again_after_a_change(root):
    assert static_files.collect_if_changed() is True
    first = staticfiles_storage.url("page.css")
    assert (root / "static" / first.removeprefix("/static/")).read_text() == "p { color: black }"
    assert static_files.collect_if_changed() is False

    (root / "source" / "page.css").write_text("p { color: white }")
    os.utime(root / "source" / "page.css", (2_000_000_000, 2_000_000_000))
    assert static_files.collect_if_changed() is True
    assert staticfiles_storage.url("page.css") != first


def test_files_that_were_removed_are_collected_again(root):
    static_files.collect_if_changed()
    (root / "static" / "staticfiles.json").unlink()
    assert static_files.collect_if_changed() is True
