import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ImproperlyConfigured

from cio_kb.secret_key import read_or_create


def test_the_key_is_long_random_and_stays(tmp_path):
    first = read_or_create(tmp_path / "a" / "secret_key")
    assert len(first) >= 50
    assert read_or_create(tmp_path / "a" / "secret_key") == first
    assert read_or_create(tmp_path / "b" / "secret_key") != first


def test_only_its_owner_can_read_the_key(tmp_path):
    read_or_create(tmp_path / "secret_key")
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_all_that_start_at_once_get_one_key(tmp_path):
    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(read_or_create, [tmp_path / "secret_key"] * 64))
    assert len(keys) == 1


def test_a_folder_that_is_none_is_refused_with_the_remedy(tmp_path):
    (tmp_path / "var").write_text("a file where the folder should be")
    with pytest.raises(ImproperlyConfigured, match="or set SECRET_KEY"):
        read_or_create(tmp_path / "var" / "secret_key")
