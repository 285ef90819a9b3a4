"""An export over content files leaves every line that says what the database says."""

import difflib
import re
import shutil
from pathlib import Path

import pytest
from django.conf import settings

from articles.models import Article, Passage
from articles.services import edit_passage, save_article
from dataset import serialise
from dataset.exporting import export
from dataset.loading import load
from roles import merging, services
from roles.models import Claim, Responsibility, Role, RoleTitle
from tests import factories
from tests.content import ENTRIES, Content

pytestmark = pytest.mark.django_db


@pytest.fixture
def content(tmp_path):
    content = Content(tmp_path)
    load(content.directory)
    return content


def changed(directory: Path, act) -> list[str]:
    """The lines that `act` adds and removes in the files."""
    before = _texts(directory)
    act()
    export(directory)
    after = _texts(directory)
    return [
        line
        for name in sorted({*before, *after})
        for line in difflib.unified_diff(before.get(name, []), after.get(name, []), n=0)
        if line[0] in "+-" and line[:3] not in ("+++", "---")
    ]


def _texts(directory: Path) -> dict[str, list[str]]:
    paths = [path for path in directory.rglob("*") if path.is_file()]
    return {path.relative_to(directory).as_posix(): path.read_text().split("\n") for path in paths}


def save(entry, **values):
    for name, value in values.items():
        setattr(entry, name, value)
    services.save(entry)


def test_the_curated_dataset_untouched_and_with_one_claim_changed(tmp_path):
    directory = shutil.copytree(settings.BASE_DIR / "content", tmp_path / "content")
    load(directory)
    assert changed(directory, lambda: None) == []
    claim = Claim.objects.public().filter(citations__note__gt="").first()
    new = "The role is described in other words."
    *lines, last = changed(directory, lambda: save(claim, statement=new))
    assert last == f"+  statement: {new}"
    assert lines[0].startswith("-  statement: ")
    assert len(lines) <= 3


CHANGES = [
    (
        lambda: save(Claim.objects.get(slug="cio-leads"), period_start=1980),
        ["+  period:", "+    start: 1980"],
    ),
    (
        lambda: services.save_claim(Claim.objects.get(slug="cio-leads"), tags=[]),
        ["-  tags:", "-  - rank"],
    ),
    (
        lambda: services.save_claim(Claim.objects.get(slug="cio-leads"), tags=["rank", "Board"]),
        ["+  - Board"],
    ),
    (
        lambda: services.save_role(
            Role.objects.get(slug="cio"), titles=[RoleTitle(title="IT head", slug="it-head")]
        ),
        ["-  - Head of IT", "+  - IT head"],
    ),
    (
        lambda: edit_passage(Passage.objects.get(anchor="p2"), source="Other words."),
        [
            "-[p2] Made-up words on direction.",
            "+[p2] Other words.",
            "+    checked_text: Made-up words on direction.",
        ],
    ),
    (
        lambda: save_article(_with(Article.objects.get(), url="https://example.org/")),
        ["+url: https://example.org/"],
    ),
    (
        lambda: services.delete(Role.objects.get(slug="fractional-cio")),
        ["-- slug: fractional-cio", "-  title: Fractional CIO", "-  broader: cio"],
    ),
    (
        lambda: factories.context(slug="large", title="Large"),
        ["+- slug: large", "+  title: Large", "+  order: 100"],
    ),
    (
        lambda: merging.rename(Claim.objects.get(slug="cio-leads"), slug="cio-is-first"),
        [
            *("-- slug: cio-leads", "+- slug: cio-is-first"),
            *("-    - cio-leads", "+    - cio-is-first") * 2,
            *("-  new_slug: cio-leads", "+  new_slug: cio-is-first"),
            *("+- kind: claim", "+  old_slug: cio-leads", "+  new_slug: cio-is-first"),
            *("-  summary_claim: cio-leads", "+  summary_claim: cio-is-first"),
        ],
    ),
]


def _with(entry, **values):
    for name, value in values.items():
        setattr(entry, name, value)
    return entry


@pytest.mark.parametrize(("act", "lines"), CHANGES)
def test_a_change_is_a_small_diff(content, act, lines):
    assert changed(content.directory, lambda: None) == []
    assert sorted(changed(content.directory, act)) == sorted(lines)
    entries = serialise.everything()
    assert set(load(content.directory).counts) == {"unchanged", "gone"}
    assert serialise.everything() == entries


def test_a_range_of_skipped_blocks_stays_one(content):
    content.change("articles/source.md", "  3: The byline.", "  3-13: The byline, and an appendix.")
    load(content.directory)
    assert Article.objects.get().skipped_blocks().keys() == set(range(3, 14))
    assert changed(content.directory, lambda: None) == []


def test_claims_of_a_role_stand_in_one_file_or_in_one_for_each_decision_area(content):
    one, other = content.read("claims/cio.yaml").split("- slug: cio-sets-strategy")
    (content.directory / "claims/cio.yaml").unlink()
    content.write("claims/cio/definitions.yaml", one)
    content.write("claims/cio/strategy.yaml", f"# By area.\n- slug: cio-sets-strategy{other}")
    assert load(content.directory).counts == {"unchanged": ENTRIES, "gone": 0}
    assert changed(content.directory, lambda: None) == []
    cio, cto = Role.objects.get(slug="cio"), factories.role(slug="cto")
    area = factories.decision_area(slug="money")
    facts = {"aspect": "decision", "decision_area": area, "cites": [], "status": "draft"}
    factories.claim(slug="cio-spends", role=cio, **facts)
    factories.claim(slug="cio-is", role=cio, cites=[], status="draft")
    factories.claim(slug="cto-spends", role=cto, **facts)
    strategy = Responsibility.objects.get()
    factories.claim(slug="cio-too", role=cio, aspect="responsibility", responsibility=strategy,
                    involvement="informed", cites=[], status="draft")  # fmt: skip
    merging.rename(Claim.objects.get(slug="cio-leads"), slug="cio-is-first")
    export(content.directory)
    claims = content.directory / "claims"
    files = {
        path.relative_to(claims).as_posix(): path.read_text() for path in claims.rglob("*.yaml")
    }
    assert {name: re.findall("- slug: (.*)", text) for name, text in files.items()} == {
        "cio/definitions.yaml": ["cio-is-first"],
        "cio/strategy.yaml": ["cio-sets-strategy", "cio-too"],
        "cio/money.yaml": ["cio-spends"],
        "cio/general.yaml": ["cio-is"],
        "cto.yaml": ["cto-spends"],
    }
    assert files["cio/strategy.yaml"].startswith("# By area.\n- slug: cio-sets-strategy")


def test_a_role_that_is_renamed_keeps_its_folder(content):
    content.write("claims/cio/leading.yaml", content.read("claims/cio.yaml"))
    (content.directory / "claims/cio.yaml").unlink()
    merging.rename(Role.objects.get(slug="cio"), slug="chief")
    export(content.directory)
    claims = content.directory / "claims"
    assert [path.relative_to(claims).as_posix() for path in claims.rglob("*.yaml")] == [
        "chief/leading.yaml"
    ]


def test_comments_and_the_way_of_writing_stay(content):
    roles = "# Those who lead.\n" + content.read("roles.yaml").replace(
        "  title: Fractional CIO\n", "  # By the day.\n  title: >-\n    Fractional\n    CIO\n"
    )
    content.write("roles.yaml", roles)
    save(Role.objects.get(slug="cio"), acronym="C.I.O.")
    export(content.directory)
    assert content.read("roles.yaml") == roles.replace("acronym: CIO", "acronym: C.I.O.")


@pytest.mark.parametrize(
    "odd",
    [
        "[{slug: sme, title: Small company}, {slug: big, title: Big}]\n",
        "-\n    slug: sme\n    title: Small\n",
        "- slug: sme\n  colour: red\n",
        b"\xff\xfe",
        "- [",
    ],
)
def test_a_file_that_is_laid_out_otherwise_is_written_anew(content, odd):
    content.write("contexts.yaml", odd)
    export(content.directory)
    assert content.read("contexts.yaml") == "- slug: sme\n  title: Small company\n  order: 100\n"
