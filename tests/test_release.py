"""The release part of an ETag: two clones of one commit agree, and a changed file makes another."""

import os

from publishing.release import name


def clone(folder, page="<p>One</p>"):
    (folder / "templates/roles").mkdir(parents=True)
    (folder / "templates/roles/role.html").write_text(page)
    (folder / "templates/roles/role.pyc").write_text(str(folder))
    return folder


def named(folder) -> str:
    return name(folder, [folder / "templates"])


def test_two_clones_of_one_commit_agree(tmp_path):
    one, other = clone(tmp_path / "one"), clone(tmp_path / "elsewhere/other")
    os.utime(other / "templates/roles/role.html", (1, 1))
    assert named(one) == named(other)


def test_other_words_and_another_place_are_another_release(tmp_path):
    one = clone(tmp_path / "one")
    first = named(one)
    assert named(clone(tmp_path / "other", page="<p>Two</p>")) != first
    (one / "templates/roles").rename(one / "templates/articles")
    assert named(one) != first
