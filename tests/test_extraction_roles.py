"""Roles are handed to the extractor: it finds what content names, by whatever slug."""

import pytest

from extraction import OTHER, Role, Vocabulary, find, load, read
from roles import services
from roles.extraction import vocabulary
from roles.models import Context, RoleTitle
from tests import factories

CIO = Role("it-head", ("Chief Information Officer", "CIO"))
CTO = Role("tech-head", ("Chief Technology Officer", "CTO"))


def roles_in(text: str, *roles: Role) -> list[str]:
    known = Vocabulary(roles, load().aspects)
    return [each.role for each in find(read(text.encode(), "a.txt"), known)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The CIO runs the data centre.",
        "A chief information officer runs the data centre.",
        "The head of IT runs the data centre.",
        "The chief information and technology officer runs the data centre.",
    ],
)
def test_a_role_has_every_turn_of_phrase_for_its_office_whatever_its_slug(sentence):
    assert roles_in(sentence, CTO, CIO) == ["it-head"]
    assert roles_in(sentence, CTO) == [OTHER]


def test_a_role_that_the_lexicon_does_not_know_is_found_by_its_own_titles():
    keeper = Role("keeper", ("Chief Lighthouse Keeper", "CLK", "Keeper of the Lamps"))
    for name in ("Chief Lighthouse Keeper", "CLK", "keeper of the lamps"):
        assert roles_in(f"The {name} owns the budget for oil.", CIO, keeper) == ["keeper"]
    assert roles_in("The CLK owns the budget for oil.", CIO) == []


def test_a_new_title_with_an_old_acronym_keeps_the_office():
    head = Role("computing", ("Head of Computing", "CIO"))
    for name in ("Head of Computing", "CIO", "chief information officer"):
        assert roles_in(f"The {name} runs the data centre.", head) == ["computing"]


def test_a_title_of_ours_stands_before_the_lexicons():
    director = Role("director", ("Director of IT",))
    assert roles_in("The director of IT plans the budget.", CIO) == [OTHER]
    assert roles_in("The director of IT plans the budget.", CIO, director) == ["director"]


def test_a_counterpart_carries_claims_only_where_it_leads_technology():
    chro = Role("chro", ("Chief HR Officer", "CHRO"), main=False)
    innovation = Role("innovation", ("Chief Innovation Officer", "CIO"), main=False)
    assert roles_in("The CHRO owns the budget for training.", CIO, chro) == []
    text = "The chief innovation officer owns the laboratory."
    assert roles_in(text, CIO, innovation) == ["innovation"]


def test_a_shared_acronym_means_what_the_document_spells_out_or_the_first():
    innovation = Role("innovation", ("Chief Innovation Officer", "CIO"), main=False)
    sentence = "The CIO plans the budget."
    assert roles_in(sentence, CIO, innovation) == ["it-head"]
    spelt_out = f"Every chief innovation officer owns a laboratory. {sentence}"
    assert roles_in(spelt_out, CIO, innovation) == ["innovation", "innovation"]


def test_a_variant_speaks_for_its_role_by_whatever_slug():
    fractional = Role("rented", ("Fractional CIO",), broader="it-head")
    text = "Meet Ada Poll, a fractional CIO at Quay\n\nQ: What does a CIO do?\nA: I run the budget."
    assert set(roles_in(text, CIO, fractional)) == {"it-head"}


def test_aspects_and_contexts_are_those_handed_in():
    document = read(b"In small companies the CIO also runs the data centre.", "a.txt")
    known = Vocabulary((CIO,), load().aspects, (("small", "Small or medium-sized business"),))
    found = find(document, known)
    assert {each.contexts for each in found} == {("small",)}
    fewer = Vocabulary((CIO,), load().aspects - {each.aspect for each in found})
    assert find(document, fewer) == []


@pytest.mark.django_db
def test_content_alone_renames_the_cio_and_adds_a_ciso():
    """With titles of its own, so that the extractor's own list adds neither."""
    cio = factories.role(slug="cio", title="Chief Information Officer", acronym="CIO")
    cio.slug = "it-head"
    services.save_role(cio, titles=[RoleTitle(title="Chief of Cables", slug="chief-of-cables")])
    factories.role(slug="guard", title="Chief Information Security Officer", acronym="CISO")
    Context.objects.create(slug="small", title="Small or medium-sized business")
    text = "The CIO plans the budget. The CISO writes the policy. The chief of cables runs the lab."
    found = find(read(text.encode(), "a.txt"), vocabulary())
    assert [each.role for each in found] == ["it-head", "guard", "it-head"]
    keys = [role.key for role in vocabulary().roles]
    assert not {"cio", "ciso"} & set(keys)
    assert "cto" in keys  # not here yet: a document may speak of it
    assert vocabulary().contexts == (("small", "Small or medium-sized business"),)
