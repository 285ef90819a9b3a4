"""`load_content`: what it writes, what it refuses and where, and that curators' work stands."""

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, Passage
from dataset.loading import load
from publishing.models import ChangeSet, Redirect
from reading.history.steps import LOADER, steps
from roles import services
from roles.models import Citation, Claim, Role
from tests.content import ENTRIES, Content, marks, problems

pytestmark = pytest.mark.django_db


@pytest.fixture
def content(tmp_path):
    return Content(tmp_path)


# What it writes


def test_a_load_fills_an_empty_database(content):
    report = load(content.directory)
    assert report.counts == {"created": ENTRIES, "gone": 0}
    assert report.lines == []
    claim = Claim.objects.public().get(slug="cio-sets-strategy")
    citation = claim.citations.get()
    assert (str(citation.passage), citation.speaker.slug) == ("source#p2", "bob")
    assert not citation.needs_recheck
    cio = Role.objects.get(slug="cio")
    assert cio.summary_claim.slug == "cio-leads"
    assert [title.slug for title in cio.titles.all()] == ["head-of-it"]
    assert Role.objects.get(slug="fractional-cio").broader == cio
    assert Redirect.objects.get().new_slug == "cio-leads"


def test_the_history_says_where_an_entry_came_from(content):
    load(content.directory)
    claim = Claim.objects.get(slug="cio-leads")
    assert claim.history.last().history_change_reason == "Loaded from content/claims/cio.yaml"
    assert {step.by for step in steps(Claim, claim.pk)} == {LOADER}


def test_a_load_is_one_change_set(content):
    load(content.directory)
    named = {each for model in (Article, Claim) for each in model.history.values_list("change_set")}
    assert named == {(ChangeSet.objects.get(loaded=True).pk,)}


def test_loading_twice_changes_nothing(content):
    load(content.directory)
    before = marks()
    assert load(content.directory).counts == {"unchanged": ENTRIES, "gone": 0}
    assert marks() == before


def test_a_changed_file_updates_its_entry_alone(content):
    load(content.directory)
    content.change("claims/cio.yaml", "The CIO leads.", "The CIO is a leader.")
    assert load(content.directory).counts == {"updated": 1, "unchanged": ENTRIES - 1, "gone": 0}
    assert Claim.objects.get(slug="cio-leads").statement == "The CIO is a leader."


def test_new_words_of_a_passage_count_as_checked_by_the_files(content):
    load(content.directory)
    content.change("articles/source.md", "on leading", "on leadership")
    assert load(content.directory).counts == {"updated": 2, "unchanged": ENTRIES - 2, "gone": 0}
    assert not Citation.objects.needing_recheck().exists()
    assert load(content.directory).counts["unchanged"] == ENTRIES


def test_a_citation_may_move_away_from_a_passage_that_leaves(content):
    load(content.directory)
    content.change("articles/source.md", "[p1] Made-up words on leading.", "[p4] New words.")
    content.change("claims/cio.yaml", "source#p1", "source#p4")
    load(content.directory)
    assert Passage.objects.get(anchor="p1").removed_on
    assert load(content.directory).counts["unchanged"] == ENTRIES


def test_a_role_of_a_pair_may_become_the_broader_one(content):
    load(content.directory)
    content.change("roles.yaml", "  broader: cio\n", "")
    content.change("roles.yaml", "  acronym: CIO\n", "  broader: fractional-cio\n")
    load(content.directory)
    assert Role.objects.get(slug="cio").broader.slug == "fractional-cio"


def test_claims_may_supersede_one_another_in_any_order(content):
    content.change("claims/cio.yaml", "  tags:", "  superseded_by: cio-sets-strategy\n  tags:")
    load(content.directory)
    assert Claim.objects.get(slug="cio-leads").superseded_by.slug == "cio-sets-strategy"
    assert load(content.directory).counts["unchanged"] == ENTRIES


def test_a_voice_leaves_with_its_last_mention(content):
    load(content.directory)
    content.change("articles/source.md", "- slug: bob\n  kind: quoted\n", "")
    content.change("articles/source.md", "passages:\n  p2:\n    voice: bob\n", "")
    load(content.directory)
    assert [voice.slug for voice in Article.objects.get().voices.all()] == ["ann"]


def test_a_dry_run_tells_what_a_load_would_do_and_writes_nothing(content, capsys):
    before = marks()
    call_command("load_content", str(content.directory), "--dry-run")
    assert f"Dry run, nothing written: {ENTRIES} created" in capsys.readouterr().out
    assert marks() == before


def test_texts_that_yaml_reads_as_something_else_stay_texts(content):
    content.change("roles.yaml", "acronym: CIO", "acronym: no")
    content.change("claims/cio.yaml", "- rank", "- 2016\n  - off\n  - 1e3")
    load(content.directory)
    assert Role.objects.get(slug="cio").acronym == "no"
    assert set(Claim.objects.get(slug="cio-leads").tags.names()) == {"2016", "off", "1e3"}


def test_windows_line_ends_are_no_difference(content):
    load(content.directory)
    for name in ("roles.yaml", "articles/source.md"):
        content.write(name, content.read(name).replace("\n", "\r\n"))
    assert load(content.directory).counts["unchanged"] == ENTRIES


# Rule 1


def test_a_claim_that_only_withdrawn_articles_support_is_loaded_and_reported(content):
    content.change(
        "articles/source.md",
        "status: published\n",
        "status: withdrawn\nwithdrawn_on: 2026-11-22\nwithdrawn_because: It was a joke.\n",
    )
    report = load(content.directory)
    assert [line.split(":")[1] for line in report.lines] == ["cio-leads", "cio-sets-strategy"]
    assert all(line.startswith("Silent claim:") for line in report.lines)
    assert load(content.directory).counts["unchanged"] == ENTRIES


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  - passage: source#p1\n", "  - passage: source#p1\n    stance: qualifies\n"),
        ("  citations:\n  - passage: source#p1\n", ""),
    ],
)
def test_a_published_claim_needs_support(content, old, new):
    content.change("claims/cio.yaml", old, new)
    assert any("needs a supporting citation" in line for line in problems(content))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("status: published\nfirst_published_on: 2026-11-21\n", "status: draft\n"),
        ("[p1] Made-up words on leading.", "[p1]"),
    ],
)
def test_a_draft_article_or_a_bare_passage_supports_nothing(content, old, new):
    content.change("articles/source.md", old, new)
    assert any("needs a supporting citation" in line for line in problems(content))


def test_a_load_may_not_silence_a_curators_claim(content):
    load(content.directory)
    services.save_claim(
        Claim(
            slug="own", role=Role.objects.get(slug="cio"), aspect="focus", statement="Own.",
            status="published",
        ),
        citations=[Citation(passage=Passage.objects.get(anchor="p1"))],
    )  # fmt: skip
    content.change("articles/source.md", "[p1] Made-up words on leading.", "[p1]")
    content.change("claims/cio.yaml", "source#p1", "source#p2")
    assert any("the claim “Own.” (own) cites it" in line for line in problems(content))


def test_a_passage_that_a_curators_claim_cites_may_not_leave(content):
    load(content.directory)
    services.save_claim(
        Claim(slug="own", role=Role.objects.get(slug="cio"), aspect="focus", statement="Own."),
        citations=[Citation(passage=Passage.objects.get(anchor="p1"))],
    )
    content.change("articles/source.md", "[p1] Made-up words on leading.", "")
    content.change("claims/cio.yaml", "source#p1", "source#p2")
    assert any(
        "[p1] has lost its marker or its words, but the claim “Own.” (own) cites it" in line
        for line in problems(content)
    )


def test_what_was_published_is_never_a_draft_again(content):
    load(content.directory)
    end = "  status: published\n  first_published_on: 2026-11-21\n"
    text = content.read("disagreements.yaml")
    content.write("disagreements.yaml", text.replace(end, ""))
    assert any("Withdraw it instead" in line for line in problems(content))


# The command


def test_the_command_lists_every_problem_without_a_traceback(content):
    content.change("roles.yaml", "acronym: CIO", "colour: red")
    content.change("claims/cio.yaml", "aspect: definition", "aspect: essence")
    with pytest.raises(CommandError) as caught:
        call_command("load_content", str(content.directory))
    message = str(caught.value)
    shown = content.directory
    assert f"{shown}/roles.yaml:3: The key “colour” is unknown here" in message
    assert f"{shown}/claims/cio.yaml:2: aspect: “essence” is unknown" in message
    assert message.endswith("Nothing was loaded: 2 problems.")


def test_a_directory_that_is_not_there_is_one_clear_line(tmp_path):
    with pytest.raises(CommandError, match="There is no directory"):
        call_command("load_content", str(tmp_path / "nothing"))


def test_a_report_caps_its_problems(content):
    content.write("contexts.yaml", "- slug: sme\n" * 60)
    lines = problems(content)
    assert len(lines) == 51
    assert lines[-1] == "... and 69 more."
