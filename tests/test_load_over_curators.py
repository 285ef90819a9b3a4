"""What curators did since the last load stands, and is reported."""

import pytest

from articles.models import Article, Passage
from articles.services import edit_passage, save_article
from dataset import serialise
from dataset.loading import load
from dataset.problems import LoadError
from roles import services
from roles.models import Citation, Claim, Role
from tests.content import ENTRIES, Content, problems

pytestmark = pytest.mark.django_db


@pytest.fixture
def content(tmp_path):
    return Content(tmp_path)


def test_a_curators_edit_wins_until_it_is_overwritten(content):
    load(content.directory)
    claim = Claim.objects.get(slug="cio-leads")
    claim.statement = "A curator's words."
    services.save_claim(claim)
    content.change("claims/cio.yaml", "The CIO leads.", "The file's words.")
    report = load(content.directory)
    assert report.counts["kept"] == 1
    assert "Kept claim:cio-leads" in report.lines[0]
    assert "content/claims/cio.yaml:1" in report.lines[0]
    assert Claim.objects.get(slug="cio-leads").statement == "A curator's words."
    load(content.directory, overwrite={"claim:cio-leads"})
    assert Claim.objects.get(slug="cio-leads").statement == "The file's words."
    assert load(content.directory).counts["unchanged"] == ENTRIES


def test_a_citation_and_a_tag_are_part_of_their_claim(content):
    load(content.directory)
    claim = Claim.objects.get(slug="cio-leads")
    claim.tags.add("by a curator")
    assert "claim:cio-leads" in load(content.directory).lines[0]
    other = Claim.objects.get(slug="cio-sets-strategy")
    services.save_citation(Citation(claim=other, passage=Passage.objects.get(anchor="p1")))
    assert load(content.directory).counts["kept"] == 2


def test_a_curators_new_words_of_a_passage_keep_the_article_and_mark_its_claims(content):
    load(content.directory)
    edit_passage(Passage.objects.get(anchor="p1"), source="A curator's digest.")
    report = load(content.directory)
    assert (report.counts["kept"], report.counts["unchanged"]) == (1, ENTRIES - 1)
    assert Citation.objects.needing_recheck().count() == 1


def test_what_a_curator_deleted_stays_away_until_it_is_overwritten(content):
    load(content.directory)
    services.delete(Role.objects.get(slug="fractional-cio"))
    report = load(content.directory)
    assert "a curator deleted it" in report.lines[0]
    assert "--overwrite role:fractional-cio" in report.lines[0]
    assert not Role.objects.filter(slug="fractional-cio").exists()
    load(content.directory, overwrite={"role:fractional-cio"})
    assert Role.objects.get(slug="fractional-cio").broader.slug == "cio"


def test_a_new_claim_of_a_deleted_role_is_told_so(content):
    load(content.directory)
    services.delete(Role.objects.get(slug="fractional-cio"))
    claims = "- slug: fractional\n  aspect: definition\n  statement: Words.\n"
    content.write("claims/fractional-cio.yaml", claims)
    [line] = problems(content)[:1]
    assert line.startswith("content/claims/fractional-cio.yaml:1:")
    assert "--overwrite role:fractional-cio" in line


def test_what_a_curator_renamed_is_reported_and_followed(content):
    load(content.directory)
    cio = Role.objects.get(slug="cio")
    cio.slug = "chief"
    services.save(cio)
    report = load(content.directory)
    assert report.counts == {"kept": 1, "unchanged": ENTRIES - 1, "gone": 0}
    assert "Renamed role:cio: a curator calls it “chief” now" in report.lines[0]
    content.change("claims/cio.yaml", "The CIO leads.", "The CIO is a leader.")
    assert load(content.directory).counts["updated"] == 1
    assert Claim.objects.get(slug="cio-leads").role.slug == "chief"


def test_what_a_curator_made_first_wins(content):
    services.save(Role(slug="cio", title="A curator's role"))
    report = load(content.directory)
    assert report.counts["kept"] == 1
    assert Role.objects.get(slug="cio").title == "A curator's role"


def test_an_entry_gone_from_the_files_is_reported_and_stays(content):
    load(content.directory)
    (content.directory / "disagreements.yaml").unlink()
    report = load(content.directory)
    assert report.counts["gone"] == 1
    assert "Gone disagreement:who-leads" in report.lines[0]
    assert serialise.everything()["disagreement"]


def test_what_curators_and_files_both_dropped_may_come_again(content):
    load(content.directory)
    services.delete(Role.objects.get(slug="fractional-cio"))
    roles = content.read("roles.yaml")
    content.write("roles.yaml", roles.partition("- slug: fractional-cio")[0])
    assert load(content.directory).lines == []
    content.write("roles.yaml", roles)
    assert load(content.directory).counts["created"] == 1


def test_an_unknown_key_to_overwrite_is_refused(content):
    with pytest.raises(LoadError, match="no entry “claim:nothing”"):
        load(content.directory, overwrite={"claim:nothing"})


def test_references_of_what_is_kept_are_not_checked(content):
    load(content.directory)
    claim = Claim.objects.get(slug="cio-leads")
    claim.statement = "A curator's words."
    services.save_claim(claim)
    content.change("claims/cio.yaml", "source#p1", "nowhere#p1")
    assert load(content.directory).counts["kept"] == 1


def test_an_article_saved_by_a_curator_between_loads_is_kept(content):
    load(content.directory)
    article = Article.objects.get()
    article.title = "A curator's title"
    save_article(article)
    assert load(content.directory).counts["kept"] == 1
