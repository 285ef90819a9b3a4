"""The rooms of the house look one way only, and none grows beyond what is read at one sitting."""

import ast
import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
# Lowest first.
ROOMS = ["permalinks", "articles", "roles", "dataset", "search", "checking", "review", "curation"]
MOST_LINES = 300


def modules(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (HOUSE / folder).rglob("*.py"))


def imported(tree: ast.AST) -> set[str]:
    """The first names of what a module imports, by statement or by name."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def named(tree: ast.AST) -> set[str]:
    """Rooms that a string names as Django does: "roles", "roles.Claim", "roles.models.Claim"."""
    pattern = re.compile(rf"({'|'.join(ROOMS)})(\.\w+)*\Z")
    strings = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return {found.group(1) for text in strings if (found := pattern.match(text))}


def above(room: str) -> set[str]:
    return set(ROOMS[ROOMS.index(room) + 1 :])


@pytest.mark.parametrize("room", ROOMS[:3])
def test_a_room_knows_nothing_of_the_rooms_above_it(room):
    for path in modules(room):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        # "search" and "curation" are words too, as strings; "roles" is what it may not say.
        known = imported(tree) | (named(tree) & {"roles", "dataset"})
        assert not known & above(room), path


def test_what_is_looked_for_would_be_found():
    tree = ast.parse('import roles.models\nfrom dataset import x\nf("articles.Article", "roles")')
    assert imported(tree) == {"roles", "dataset"}
    assert named(tree) == {"articles", "roles"}


PURE = ["articles/passages.py", "roles/comparison.py", "roles/evidence.py"]
DATABASE = {"django.db.models.query", "articles.models", "roles.models", "articles.services"}


@pytest.mark.parametrize("path", PURE)
def test_pure_modules_touch_no_database(path):
    tree = ast.parse((HOUSE / path).read_text(encoding="utf-8"))
    sources = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not any(source.startswith("django") for source in sources)
    assert not sources & DATABASE


def test_modules_are_short():
    code = modules(*(room for room in ROOMS if (HOUSE / room).exists()), "cio_kb", "tests")
    long = {
        str(path.relative_to(HOUSE))
        for path in code
        if "migrations" not in path.parts
        and len(path.read_text(encoding="utf-8").splitlines()) > MOST_LINES
    }
    assert long == set()


def test_nobody_catches_everything():
    for path in modules(*(room for room in ROOMS if (HOUSE / room).exists()), "cio_kb"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                assert node.type is not None, path
                assert getattr(node.type, "id", "") not in {"Exception", "BaseException"}, path
