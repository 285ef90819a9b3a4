"""The parts that pages are made of, on one page, with made-up content and measured colours.

For those who work on the site: shown to staff, and to everybody where DEBUG is on.
"""

import re
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import Article, Passage, Voice
from reading.notes import Notes
from roles.comparison import compare
from roles.models import (
    Citation,
    Claim,
    Context,
    DecisionArea,
    Position,
    Responsibility,
    Role,
)
from roles.rows import statements
from roles.vocabulary import PALETTE_SIZE

_TOKEN = re.compile(r"--([a-z-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)")
_SPACE = re.compile(r"--(s\d): ([\d.]+rem)")
_ROLE = re.compile(r"\.role-(\d+) \{ --role: light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)")
FAULTS = ["400", "404", "413", "500"]  # templates of their own


@dataclass(frozen=True)
class Colour:
    """A colour of the stylesheet with its contrast to the paper (WCAG 2.2, 1.4.3), as ratios."""

    name: str
    light: str
    dark: str
    light_ratio: float
    dark_ratio: float


def contrast(one: str, other: str) -> float:
    """The contrast of two colours like #0f5360, from 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def colours(css: str) -> list[Colour]:
    """The tokens and role colours of a stylesheet."""
    found = {name: (light, dark) for name, light, dark in _TOKEN.findall(css)}
    paper = found["paper"]
    found |= {f"role {number}": (light, dark) for number, light, dark in _ROLE.findall(css)}
    return [
        Colour(name, light, dark, contrast(light, paper[0]), contrast(dark, paper[1]))
        for name, (light, dark) in found.items()
        if name not in {"paper", "role"}
    ]


def styleguide(request: HttpRequest) -> HttpResponse:
    if not (settings.DEBUG or request.user.is_staff):
        raise Http404
    if (page := request.GET.get("show")) in FAULTS:
        return render(request, f"{page}.html")
    css = (settings.BASE_DIR / "static/css/site.css").read_text(encoding="utf-8")
    sample = Sample()
    return render(
        request,
        "roles/styleguide.html",
        {
            "colours": colours(css),
            "spaces": _SPACE.findall(css),
            "palette": range(1, PALETTE_SIZE + 1),
            "claims": sample.claims,
            "rows": sample.rows(),
            "passage": sample.claims[0].public_citations[0].passage,
            "cited": [(claim, claim.public_citations[0]) for claim in sample.claims[:2]],
            "positions": sample.positions(),
            "roles": sample.roles,
            "faults": FAULTS,
            "notes": Notes(sample.claims),
        },
    )


class Sample:
    """Made-up entries that are never saved: one for each state that a claim can be in."""

    def __init__(self) -> None:
        self.roles = [
            Role(pk=number, slug=f"sample-{number}", title=f"Sample role {number}", palette=number)
            for number in (1, 2, 3)
        ]
        for role in self.roles:
            role.claim_count, role.source_count, role.whole_count = 2, 1, 1
        self.roles[2].broader = self.roles[0]
        self.article = Article(
            pk=1, slug="sample", title="A made-up article", publisher="Nobody", published_on="2020"
        )
        area = DecisionArea(pk=1, slug="sample-area", title="A decision area")
        self.duties = [
            Responsibility(pk=number, slug=f"duty-{number}", title=title, decision_area=area)
            for number, title in enumerate(("Keep a list", "Water the plants", "Wind the clock"), 1)
        ]
        one, two = self.roles[:2]
        self.claims = [
            self._claim(1, one, 0, "accountable", "Sample role 1 keeps a list.", sources=3),
            self._claim(
                2, two, 0, "consulted", "Sample role 2 is asked about the list.", sources=2
            ),
            self._claim(
                3, one, 1, "responsible", "Sample role 1 should water the plants.", "recommends"
            ),
            self._claim(4, two, 1, "excluded", "Sample role 2 does not water the plants."),
            self._claim(5, one, 2, "responsible", "Sample role 1 winds the clock.", disputed=True),
        ]

    def _claim(self, pk, role, duty, involvement, statement, modality="describes", *, sources=1,
               disputed=False) -> Claim:  # fmt: skip
        claim = Claim(
            pk=pk, slug=f"sample-{pk}", role=role, aspect="responsibility", statement=statement,
            responsibility=self.duties[duty], involvement=involvement, modality=modality,
            denies=involvement == "excluded",
        )  # fmt: skip
        claim.disputed = claim.contested = disputed
        claim.rivalled, claim.public_positions = False, []
        stances = ["supports"] * sources + ["disputes"] * disputed
        claim.public_citations = [
            self._citation(pk * 10 + number, stance) for number, stance in enumerate(stances)
        ]
        claim._prefetched_objects_cache = {
            "contexts": [Context(pk=1, slug="s", title="A context")] if pk == 2 else []
        }
        return claim

    def _citation(self, pk: int, stance: str) -> Citation:
        article = Article(pk=pk, slug=f"sample-{pk}", title="A made-up article", publisher=f"{pk}")
        voice = Voice(pk=pk, name="A. Speaker", interest="seller" if pk % 2 else "unknown")
        article._prefetched_objects_cache = {"voices": [voice]}
        text = "A made-up passage."
        passage = Passage(
            pk=pk, article=article, anchor="p1", voice=voice, text=text, html=f"<p>{text}</p>"
        )
        return Citation(pk=pk, passage=passage, stance=stance, checked_text=passage.text)

    def positions(self) -> list[Position]:
        """Both sides of a question, each with a claim."""
        sides = [("It is so", self.claims[0]), ("It is not so", self.claims[3])]
        found = [Position(pk=n, order=n, label=label) for n, (label, _) in enumerate(sides, 1)]
        for position, (_, claim) in zip(found, sides, strict=True):
            position.public_claims = [claim]
        return found

    def rows(self) -> tuple:
        """Rows in every kind, with cells in every state."""
        broader = {self.roles[2].slug: self.roles[0].slug}
        return compare([role.slug for role in self.roles], statements(self.claims), broader).rows
