"""The geometry of the pictures: what each sign stands for, and that silence has one of its own."""

import pytest

from reading.comparison.matrix import MatrixPage
from reading.pictures import decades, raci, relations
from reading.pictures.backing import backing
from reading.pictures.narrow import NARROW, percent
from reading.pictures.raci import PITCH
from reading.pictures.relations import TEXT
from reading.selection import Selection
from roles.models import Claim, Role
from tests import factories

pytestmark = pytest.mark.django_db


def matrix(*roles: Role):
    loaded = list(Role.objects.filter(pk__in=[role.pk for role in roles]))
    claims = Claim.objects.for_reading().of_roles(Role.objects.family_of(loaded)).involving()
    return raci(MatrixPage(loaded, claims, Selection()))


def readable():
    return list(Claim.objects.for_reading())


@pytest.mark.parametrize(
    ("part", "whole", "expected"), [(1, 4, "25%"), (1, 3, "33.3%"), (0, 7, "0%"), (7, 7, "100%")]
)
def test_a_share_is_written_short(part, whole, expected):
    assert percent(part, whole) == expected


class TestRaci:
    def test_no_claim_no_picture(self):
        assert matrix(factories.role()) is None

    def test_a_silent_cell_has_the_sign_of_silence_in_its_own_middle(self):
        cio, cto = factories.role(order=1), factories.role(order=2)
        factories.claim(aspect="responsibility", role=cio)
        picture = matrix(cio, cto)
        (line,) = picture.lines
        assert (line.signs, line.middles) == ("?", (picture.columns[1].middle,))
        assert [field.x for field in line.fields] == [picture.columns[0].middle]
        assert picture.silent

    def test_an_inherited_cell_has_another_sign(self):
        cio = factories.role(order=1)
        part_time = factories.role(order=2, broader=cio)
        factories.claim(aspect="responsibility", role=cio)
        picture = matrix(cio, part_time)
        assert picture.lines[0].signs == "↑"
        assert (picture.inherited, picture.silent) == (True, False)

    def test_what_is_recommended_is_another_mark_than_what_is_described(self):
        cio, duty = factories.role(), factories.responsibility()
        for modality in ("describes", "recommends"):
            factories.claim(
                aspect="responsibility", role=cio, responsibility=duty, modality=modality
            )
        (field,) = matrix(cio).lines[0].fields
        assert [(mark.glyph.name, mark.glyph.advised) for mark in field.marks] == [
            ("R", False),
            ("R", True),
        ]
        assert field.words.endswith(": responsible 1; recommended: responsible 1")

    def test_excluded_is_spelt_out(self):
        claim = factories.claim(aspect="responsibility", involvement="excluded")
        (field,) = matrix(claim.role).lines[0].fields
        assert field.marks[0].glyph.name == "excluded"
        assert "excluded 1" in field.words

    def test_a_decision_without_a_part_is_a_criterion(self):
        claim = factories.claim(aspect="decision")
        (field,) = matrix(claim.role).lines[0].fields
        assert field.marks[0].glyph.name == "criterion"
        assert "criteria only" in field.words

    def test_contested_adds_a_mark_and_a_word(self):
        claim = factories.claim(aspect="responsibility")
        factories.cite(claim, factories.passage(), stance="disputes")
        (field,) = matrix(claim.role).lines[0].fields
        assert [mark.glyph.name for mark in field.marks] == ["R", "contested"]
        assert field.words.endswith("; contested")

    def test_every_glyph_of_a_legend_has_a_key_of_its_own(self):
        role, duty = factories.role(), factories.responsibility()
        for involvement in ("accountable", "responsible", "consulted", "informed", "excluded"):
            for modality in ("describes", "recommends"):
                factories.claim(
                    aspect="responsibility",
                    role=role,
                    responsibility=duty,
                    involvement=involvement,
                    modality=modality,
                )
        picture = matrix(role)
        legend = [*picture.described, *picture.advised]
        assert len({glyph.key for glyph in legend}) == len(legend) == 10
        assert len({glyph.outline for glyph in picture.described}) == 5

    @pytest.mark.parametrize("roles", [1, 5, 9])
    def test_marks_keep_to_their_column_on_a_narrow_screen(self, roles):
        everybody, duty = (
            [factories.role(order=n) for n in range(roles)],
            factories.responsibility(),
        )
        for involvement in ("accountable", "responsible", "consulted", "informed", "excluded"):
            for role in everybody:
                factories.claim(
                    aspect="responsibility",
                    role=role,
                    responsibility=duty,
                    involvement=involvement,
                )
        picture = matrix(*everybody)
        for field, column in zip(picture.lines[0].fields, picture.columns, strict=True):
            width = NARROW * column.units / sum(each.units for each in picture.columns)
            xs = [mark.x for mark in field.marks]
            assert max(xs) - min(xs) + PITCH <= width
            assert picture.lines[0].height > max(mark.y for mark in field.marks)


class TestDecades:
    def test_no_claim_no_picture(self):
        assert decades([]) is None

    def test_a_decade_without_a_source_says_so(self):
        role = factories.role()
        for start in (1970, 1990):
            factories.claim(aspect="evolution", role=role, period_start=start, period_end=start + 9)
        picture = decades(readable())
        assert [(tick.label, tick.silent) for tick in picture.ticks] == [
            ("1970s", False),
            ("1980s", True),
            ("1990s", False),
        ]
        assert picture.silent

    def test_a_bar_covers_its_years(self):
        factories.claim(aspect="evolution", period_start=1970, period_end=1979)
        factories.claim(aspect="evolution", period_start=1985, period_end=1994)
        first, second = decades(readable()).spans
        assert (first.left, first.width) == ("0%", "33.3%")
        assert (second.left, second.width) == ("50%", "33.3%")
        assert second.y > first.y

    def test_a_year_alone_is_a_point_and_a_prediction_is_marked(self):
        factories.claim(aspect="responsibility", modality="predicts", period_end=2021)
        picture = decades(readable())
        (span,) = picture.spans
        assert (span.width, span.point.kind) == ("", "predicts")
        assert [tick.label for tick in picture.ticks] == ["2020s"]

    def test_the_undated_stand_apart_by_role_and_are_not_dated(self):
        for order, title in enumerate(("Chief", "Deputy")):
            role = factories.role(title=title, order=order)
            factories.claim(aspect="evolution", role=role)
        picture = decades(readable())
        assert (picture.ticks, picture.spans) == ((), ())
        assert [lane.label for lane in picture.undated] == ["Chief", "Deputy"]

    def test_points_keep_to_a_narrow_screen_and_apart(self):
        role = factories.role()
        for _ in range(14):
            factories.claim(aspect="evolution", role=role)
        (lane,) = decades(readable()).undated
        assert max(point.x for point in lane.points) < NARROW
        assert len({(point.x, point.y) for point in lane.points}) == 14
        assert lane.height == 48

    def test_a_denial_outweighs_its_mood(self):
        factories.claim(aspect="evolution", denies=True)
        assert decades(readable()).kinds == {"denies"}


class TestRelations:
    def test_no_relation_no_picture(self):
        factories.claim()
        assert relations(readable()) is None

    def test_a_fan_for_each_relation_and_role(self):
        cio, ceo = factories.role(acronym="CIO", order=1), factories.role(acronym="CEO", order=2)
        factories.claim(aspect="reporting_line", role=cio, relation="reports_to", other_role=ceo)
        factories.claim(aspect="relationship", role=cio, counterpart="peers")
        factories.claim(aspect="relationship", role=ceo, counterpart="the board")
        picture = relations(readable())
        assert [(panel.label, len(panel.fans)) for panel in picture.panels] == [
            ("reports to", 1),
            ("partners with", 2),
        ]
        assert picture.panels[0].fans[0].lines[0].words == "reports to CEO"

    def test_denied_and_recommended_relations_are_told_apart_in_words_and_shape(self):
        role = factories.role()
        factories.claim(aspect="relationship", role=role, counterpart="peers", denies=True)
        factories.claim(
            aspect="relationship", role=role, counterpart="sales", modality="recommends"
        )
        picture = relations(readable())
        denied, advised = picture.panels[0].fans[0].lines
        assert (denied.denied, denied.name) == (True, ("Not: peers",))
        assert (advised.advised, advised.name) == (True, ("sales ★",))
        assert denied.words == "partners with, not: peers"
        assert advised.words == "partners with sales, recommended"
        assert (picture.denied, picture.advised, picture.contested) == (True, True, False)

    def test_long_names_take_lines_and_lines_take_room(self):
        role = factories.role(title="A Role With a Title That Is Rather Long")
        name = "everybody who has ever bought anything from the company"
        factories.claim(aspect="relationship", role=role, counterpart=name)
        factories.claim(aspect="relationship", role=role, counterpart="peers")
        (fan,) = relations(readable()).panels[0].fans
        long, short = fan.lines
        assert " ".join(long.name) == name
        assert max(len(line) for line in long.name) * 7 < NARROW - TEXT
        assert short.y - long.y >= 15 * len(long.name)


class TestBacking:
    def test_no_claim_no_picture(self):
        assert backing([]) is None

    def test_bars_are_as_long_as_the_claims_they_support(self):
        role, source = factories.role(), factories.article()
        other = factories.article()
        passage = factories.passage(source)
        factories.claim(role=role, cites=passage)
        factories.claim(role=role, cites=[passage, factories.passage(other)])
        first, second = backing(readable()).bars
        assert (first.claims, first.segments[0].width) == (2, "100%")
        assert (second.claims, second.segments[0].width) == (1, "50%")

    def test_what_a_voice_has_to_gain_is_told_by_word_and_shape(self):
        source = factories.article(publisher_interest="seller")
        passage = factories.passage(source)
        claim = factories.claim(cites=passage)
        citation = claim.citations.get()
        citation.voice = factories.voice(source, interest="seller")
        citation.save()
        (bar,) = backing(readable()).bars
        assert [(part.kind, part.label) for part in bar.segments] == [("gain", "seller")]
        assert bar.gaining_publisher == "seller"

    def test_strength_counts_every_claim_once_and_names_every_level(self):
        role = factories.role()
        factories.claim(role=role)
        contested = factories.claim(role=role)
        factories.cite(contested, factories.passage(), stance="disputes")
        picture = backing(readable())
        assert {part.kind: part.claims for part in picture.strength} == {
            "strong": 0,
            "moderate": 0,
            "thin": 1,
            "contested": 1,
        }
        assert [part.width for part in picture.strength] == ["0%", "0%", "50%", "50%"]
