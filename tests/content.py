"""A small sound set of content files, which a test writes and then spoils."""

from pathlib import Path
from textwrap import dedent

import pytest
from django.apps import apps

from dataset import serialise
from dataset.loading import load
from dataset.models import LoadedEntry
from dataset.problems import LoadError
from publishing.models import ContentVersion

FILES = {
    "decision_areas.yaml": """\
        - slug: strategy
          title: Strategy
          question: Who sets the direction?
          order: 1
        """,
    "contexts.yaml": """\
        - slug: sme
          title: Small company
        """,
    "points.yaml": """\
        - slug: rank
          title: Rank
          question: How high does it stand?
          order: 1
        - slug: pay
          title: Pay
          question: What does it cost?
          order: 2
        """,
    "responsibilities.yaml": """\
        - slug: set-strategy
          title: Set the strategy
          decision_area: strategy
        """,
    "roles.yaml": """\
        - slug: cio
          title: Chief Information Officer
          acronym: CIO
          titles:
          - Head of IT
          summary_claim: cio-leads
          status: published
          first_published_on: 2026-11-21
        - slug: fractional-cio
          title: Fractional CIO
          broader: cio
        """,
    "articles/source.md": """\
        ---
        title: A made-up source
        published_on: "2016"
        blocks: 3
        skipped:
          3: The byline.
        voices:
        - slug: ann
          name: Ann
        - slug: bob
          kind: quoted
        passages:
          p2:
            voice: bob
        kind: survey
        extent: opening
        scope: Made-up firms
        status: published
        first_published_on: 2026-11-21
        ---

        [p1] Made-up words on leading.

        [p2] Made-up words on direction.
        """,
    "claims/cio.yaml": """\
        - slug: cio-leads
          aspect: definition
          statement: The CIO leads.
          tags:
          - rank
          citations:
          - passage: source#p1
          point: rank
          status: published
          first_published_on: 2026-11-21
        - slug: cio-sets-strategy
          aspect: responsibility
          statement: The CIO sets the strategy.
          involvement: accountable
          responsibility: set-strategy
          citations:
          - passage: source#p2
            note: Said in passing.
            sample: 12 firms, 2016
          status: published
          first_published_on: 2026-11-21
        """,
    "disagreements.yaml": """\
        - slug: who-leads
          question: Who leads?
          positions:
          - label: One
            claims:
            - cio-leads
          - label: Two
            claims:
            - cio-sets-strategy
          point: rank
          status: published
          first_published_on: 2026-11-21
        """,
    "answers.yaml": """\
        - slug: what-is-a-cio
          question: What is a CIO?
          roles:
          - cio
          order: 1
          sentences:
          - kind: statement
            text: The CIO leads.
            needs:
            - cio-leads
            backing:
            - cio-sets-strategy
          - kind: gap
            text: Our sources do not say what a CIO costs.
            roles:
            - cio
            point: pay
          status: published
          first_published_on: 2026-11-21
        """,
    "redirects.yaml": """\
        - kind: claim
          old_slug: cio-heads
          new_slug: cio-leads
        """,
}
ENTRIES = 13


class Content:
    """A directory of content files that a test changes a little."""

    def __init__(self, directory: Path):
        self.directory = directory
        for name, text in FILES.items():
            self.write(name, dedent(text))

    def write(self, name: str, text: str | bytes) -> None:
        path = self.directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def read(self, name: str) -> str:
        return (self.directory / name).read_text()

    def change(self, name: str, old: str, new: str) -> None:
        """Replace the one place where `old` stands."""
        text = self.read(name)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def line(self, name: str, part: str) -> int:
        """The first line that holds `part`."""
        lines = self.read(name).split("\n")
        return next(number for number, line in enumerate(lines, 1) if part in line)


def marks() -> tuple:
    """What a load that changes nothing leaves as it was."""
    history = [model for model in apps.get_models() if model.__name__.startswith("Historical")]
    version = ContentVersion.objects.filter(pk=1).values_list("number", flat=True).first()
    loaded = list(LoadedEntry.objects.values_list())
    return [model.objects.count() for model in history], version, loaded, serialise.everything()


def problems(content: Content) -> list[str]:
    """The lines of a load that must fail, and must change nothing."""
    before = marks()
    with pytest.raises(LoadError) as caught:
        load(content.directory)
    assert marks() == before, "a load that fails changes nothing"
    return caught.value.problems.lines()
