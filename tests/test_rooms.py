"""The rooms of the house look one way only, and none grows beyond what is read at one sitting."""

import ast
import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
# Lowest first, as README and docs/architecture.md list them. A room imports from the rooms above it
# in this list, but for what stands in APART.
ROOMS = [
    "publishing",
    "extraction",
    "articles",
    "roles",
    "reading",
    "search",
    "checking",
    "review",
    "dataset",
    "curation",
    "cio_kb",
]
APART = {
    "extraction": {"publishing"},  # it is pure: a document in, candidates out
    "dataset": {"search", "checking", "review"},
}
MOST_LINES = 300


def modules(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (HOUSE / folder).rglob("*.py"))


def imported(tree: ast.AST) -> set[str]:
    """The first names of what a module imports."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def named(tree: ast.AST) -> set[str]:
    """Rooms that a string names as Django does: "roles.Claim", "roles.models.Claim", and "roles"
    alone where the word is no other thing.
    """
    dotted = re.compile(rf"({'|'.join(ROOMS)})(\.\w+)+\Z|(roles)\Z")
    strings = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    matches = (dotted.match(text) for text in strings)
    return {found.group(1) or found.group(3) for found in matches if found}


def forbidden(room: str) -> set[str]:
    return set(ROOMS[ROOMS.index(room) + 1 :]) | APART.get(room, set())


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_knows_nothing_of_the_rooms_below_it(room):
    for path in modules(room):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        # A foreign key may lead down the list only in migrations of its own room; "roles" is a key
        # of pages too, so that the word alone counts only where articles must not say it.
        strings = named(tree) if room in {"publishing", "extraction", "articles"} else set()
        assert not (imported(tree) | strings) & forbidden(room), path


def test_every_room_is_known():
    found = {path.parent.name for path in HOUSE.glob("*/__init__.py")} - {"tests", "benchmarks"}
    assert found == set(ROOMS)


def test_what_is_looked_for_would_be_found():
    tree = ast.parse('import roles.models\nfrom dataset import x\nf("articles.Article", "roles")')
    assert imported(tree) == {"roles", "dataset"}
    assert named(tree) == {"articles", "roles"}
    assert {"curation"} <= forbidden("dataset")  # `from curation import groups` once passed
    assert {"review"} <= forbidden("search")  # so did `from review import words`


PURE = [
    *("articles/passages.py", "roles/answers.py", "roles/comparison.py", "roles/evidence.py"),
]
DATABASE = {"django.db.models.query", "articles.models", "roles.models", "articles.services"}


@pytest.mark.parametrize("path", PURE)
def test_pure_modules_touch_no_database(path):
    tree = ast.parse((HOUSE / path).read_text(encoding="utf-8"))
    sources = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not any(source.startswith("django") for source in sources)
    assert not sources & DATABASE


def test_modules_are_short():
    code = modules(*ROOMS, "tests")
    long = {
        str(path.relative_to(HOUSE))
        for path in code
        if "migrations" not in path.parts
        and len(path.read_text(encoding="utf-8").splitlines()) > MOST_LINES
    }
    assert long == set()


def test_nobody_catches_everything():
    for path in modules(*ROOMS):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                assert node.type is not None, path
                assert getattr(node.type, "id", "") not in {"Exception", "BaseException"}, path
