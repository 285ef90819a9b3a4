"""Each fault of a content file is told with its file, its line and what to do."""

import pytest

from dataset.loading import load
from tests.content import Content, problems

pytestmark = pytest.mark.django_db

CLAIMS, ROLES, ARTICLE = "claims/cio.yaml", "roles.yaml", "articles/source.md"
ANSWERS = "answers.yaml"

REMOVED = """\
removed:
- anchor: p9
  ordinal: 9
  kind: paragraph
  html: <script>1</script>
  removed_on: 2026-11-22
"""

# file, what is replaced, by what, a part of the faulty line, a part of the remedy
FAULTS = [
    (ROLES, "acronym: CIO", "acronim: CIO", "acronim", "unknown here: remove it, or use one of"),
    (ROLES, "acronym: CIO", "title: CIO", "title: CIO", "line 2 already: remove one of the two"),
    (ROLES, "  title: Fractional CIO\n", "", "fractional-cio", "“title” is missing: add it"),
    (ROLES, "acronym: CIO", "acronym:", "acronym:", "write one, or leave the key out"),
    (ROLES, "acronym: CIO", "acronym: ~", "acronym:", "write one, or leave the key out"),
    (ROLES, "acronym: CIO", "acronym: [C]", "acronym:", "Write a text here"),
    (ROLES, "acronym: CIO", "acronym: !!str C", "acronym:", "Remove the tag"),
    (ROLES, "acronym: CIO", "acronym: &a C", "acronym:", "anchors and aliases are not used"),
    (ROLES, "acronym: CIO", "acronym: *a", "acronym:", "anchors and aliases are not used"),
    (ROLES, "acronym: CIO", 'acronym: "a: b', "acronym", "YAML:"),
    (ROLES, "acronym: CIO", "acronym: a: b", "acronym:", "quote a text"),
    (ROLES, "acronym: CIO", f"acronym: {'C' * 21}", "acronym:", "at most 20 characters"),
    (ROLES, "acronym: CIO", "palette: 13", "palette", "less than or equal to 12"),
    (ROLES, "acronym: CIO", "palette: one", "palette", "write a whole number"),
    (ROLES, "acronym: CIO", "order: 99999", "order", "a whole number up to 32767"),
    (ROLES, "acronym: CIO", r'acronym: "\0"', "acronym", "Remove the control character U+0000"),
    (ROLES, "acronym: CIO", "acronym: C\x00", "acronym", "Remove the control character U+0000"),
    (ROLES, "acronym: CIO", "acronym: C\x1b", "acronym", "Remove the control character U+001B"),
    (ROLES, "acronym: CIO", r'acronym: "\ud800"', "acronym", ""),
    (ROLES, "- slug: cio", "- slug: C I O", "slug: C I O", "Use lower-case letters"),
    (ROLES, "- slug: fractional-cio", "- slug: cio", 9, "remove one of the two"),
    (
        ROLES,
        "broader: cio",
        "broader: chief",
        "broader",
        "correct the slug, or add it to roles.yaml",
    ),
    (ROLES, "broader: cio", "broader: fractional-cio", "broader", "a variant of itself"),
    (ROLES, "- Head of IT", "- Head of IT\n  - HEAD of IT", "HEAD", "keep one"),
    (ROLES, "summary_claim: cio-leads", "summary_claim: none", "summary_claim", "claims/"),
    (ROLES, "status: published", "status: live", "status", "draft, published, withdrawn"),
    (ROLES, "  first_published_on: 2026-11-21\n", "", "status", "“first_published_on” is missing"),
    (ROLES, "2026-11-21", "2026-11-31", "first_published_on", "write the date as 2026-11-21"),
    (ROLES, "2026-11-21", "21 November", "first_published_on", "write the date as 2026-11-21"),
    (CLAIMS, "aspect: definition", "aspect: skills", "skills", "write one of definition, focus"),
    (CLAIMS, "  involvement: accountable\n", "", "slug: cio-sets", "involvement: A claim of the"),
    (
        CLAIMS,
        "aspect: definition",
        "aspect: focus\n  relation: leads",
        "relation",
        "leave it empty",
    ),
    (
        CLAIMS,
        "involvement: accountable",
        "involvement: excluded",
        "slug: cio-sets",
        "exactly where",
    ),
    (CLAIMS, "aspect: definition", "aspect: focus\n  denies: yes", "denies", "write true or false"),
    (CLAIMS, "source#p1", "source#p9", "source#p9", "cite another passage"),
    (CLAIMS, "source#p1", "p1", "passage: p1", "write the article's slug, # and the anchor"),
    (CLAIMS, "source#p1", "sauce#p1", "sauce#p1", "There is no article “sauce”"),
    (CLAIMS, "source#p1", "source#p1\n    voice: eve", "voice", "write one of ann, bob"),
    (CLAIMS, "source#p1", "source#p1\n  - passage: source#p1", 8, "line 7 already: keep one"),
    (CLAIMS, "- rank", "- rank\n  - rank", 6, "line 5 already: keep one"),
    (CLAIMS, "  tags:", "  period: {start: 1990, end: 1980}\n  tags:", "period", "correct a year"),
    (CLAIMS, "  tags:", "  contexts: [none]\n  tags:", "contexts", "add it to contexts.yaml"),
    (CLAIMS, "  tags:", "  other_role: cio\n  tags:", "other_role", "Name another role"),
    (CLAIMS, "- rank", f"- {'r' * 101}", "- rr", "1 to 100 characters"),
    (CLAIMS, "Said in passing.", "x" * 301, "note", "at most 300 characters"),
    (CLAIMS, "  tags:\n  - rank", "  tags: rank", "tags", "Write a list here"),
    (ARTICLE, 'published_on: "2016"', "published_on: May 2016", "published_on", "2016-05-12"),
    (ARTICLE, "blocks: 3", "url: javascript:alert(1)", "url", "Enter a valid URL"),
    (ARTICLE, "  3: The byline.", "  three: The byline.", "three", "write a block's number"),
    (ARTICLE, "name: Ann", f"name: {'A' * 201}", "name", "at most 200 characters"),
    (ARTICLE, "    voice: bob", f"    no_claim: {'x' * 301}", "no_claim", "at most 300 characters"),
    (ARTICLE, "status: published", f"{REMOVED}status: published", "html", "such as scripts"),
    (
        ARTICLE,
        "status: published",
        f"summary: '{'[' * 200}'\nstatus: published",
        "summary",
        "long run",
    ),
    (ARTICLE, "  3: The", "  5-3: The", "skipped", "or a range such as 1-13"),
    (ARTICLE, "voice: bob", "voice: eve", "voice: eve", "list it under “voices”"),
    (ARTICLE, "  p2:", "  p7:", "p7", "There is no [p7] in the body"),
    (ARTICLE, "[p2] Made", "[p1] Made", "[p1] Made-up words on leading", "remove one of the two"),
    (ARTICLE, "[p2] Made", "[P2] Made", "[P2]", "write the marker as [p14]"),
    (ARTICLE, "[p2] Made", "More\n\n[p2] Made", "More", "[p4] is free"),
    (ARTICLE, "[p2] Made", f"[p2] {'[' * 200} Made", "[p2]", "Remove the long run"),
    (ARTICLE, "---\ntitle", "title", "title", "Begin the file with a line “---”"),
    (ARTICLE, "---\n\n[p1]", "\n[p1]", "---", "End the front matter"),
    (
        "disagreements.yaml",
        "    claims:\n    - cio-leads\n",
        "",
        "status",
        "needs two positions that have claims",
    ),
    ("disagreements.yaml", "label: One", f"label: {'x' * 201}", "label: x", "at most 200"),
    ("disagreements.yaml", "- cio-sets-strategy", "- cio-leads", 1, "stands in two positions"),
    (
        "disagreements.yaml",
        "- cio-leads",
        "- cio-lead",
        6,
        "There is no claim “cio-lead”",
    ),
    ("disagreements.yaml", "point: rank", "point: rang", "point", "or add it to points.yaml"),
    ("points.yaml", "order: 1", "order: first", "first", "a whole number"),
    (CLAIMS, "point: rank", "point: rang", "point", "There is no point “rang”"),
    (CLAIMS, "aspect: responsibility", "aspect: responsibility\n  point: rank", 13, "has none"),
    (CLAIMS, "sample: 12", f"sample: {'1' * 101}", "sample", "at most 100 characters"),
    (ARTICLE, "extent: opening", "extent: half", "extent", "write one of whole, opening"),
    (ANSWERS, "  - cio\n  order", "  - ceo\n  order", "- ceo", "There is no role “ceo”"),
    (ANSWERS, "needs:\n    - cio-leads", "needs:\n    - cio-led", "cio-led", "no claim “cio-led”"),
    (ANSWERS, "    needs:\n    - cio-leads\n", "", "kind: statement", "Name the claims that it"),
    (ANSWERS, "- cio-sets-strategy", "- cio-leads", "kind: statement", "It names a claim twice"),
    (ANSWERS, "text: The CIO leads", "text: It leads", "text: It", "each sentence reads alone"),
    (ANSWERS, "    point: pay\n", "", "kind: gap", "exactly one of them"),
    (ANSWERS, "    point: pay\n", "    point: rang\n", "rang", "or add it to points.yaml"),
    (ANSWERS, "kind: gap", "kind: hole", "kind: hole", "write one of statement, gap"),
    (ANSWERS, "    roles:\n    - cio\n", "", "kind: gap", "Name the roles"),
    ("redirects.yaml", "new_slug: cio-leads", "new_slug: gone", "new_slug", "no claim “gone”"),
    (
        "redirects.yaml",
        "old_slug: cio-heads",
        "old_slug: cio-sets-strategy",
        "old_slug",
        "remove one",
    ),
    ("redirects.yaml", "kind: claim", "kind: voice", "kind", "write one of role, claim"),
    (
        "contexts.yaml",
        "- slug: sme\n  title:",
        "slug: sme\ntitle:",
        "slug",
        "Write a list of entries",
    ),
    ("contexts.yaml", "- slug: sme", "---\n- slug: sme\n---", 3, "a file is one document"),
]


@pytest.mark.parametrize(("file", "old", "new", "at", "remedy"), FAULTS)
def test_a_fault_is_told_with_file_line_and_remedy(tmp_path, file, old, new, at, remedy):
    content = Content(tmp_path)
    text = content.read(file)
    assert old in text
    content.write(file, text.replace(old, new, 1))
    line = at if isinstance(at, int) else content.line(file, at)
    found = [each for each in problems(content) if each.startswith(f"content/{file}:{line}: ")]
    assert any(remedy in each for each in found), problems(content)


def test_a_file_that_is_no_utf_8_names_the_line(tmp_path):
    content = Content(tmp_path)
    content.write("contexts.yaml", b"- slug: sme\n  title: caf\xe9\n")
    [line] = problems(content)
    assert line == "content/contexts.yaml:2: This is not UTF-8: save the file in that encoding."


def test_a_file_that_is_none_of_ours_is_refused(tmp_path):
    content = Content(tmp_path)
    content.write("responsibilites.yaml", "")
    [line] = problems(content)
    assert line.startswith("content/responsibilites.yaml:1: This is no content file")


@pytest.mark.parametrize("name", ["claims/cio/a/b.yaml", "articles/cio/b.md", "roles/cio.yaml"])
def test_only_claims_have_folders_of_folders(tmp_path, name):
    content = Content(tmp_path)
    content.write(name, "- slug: x\n")
    [line] = problems(content)
    assert line.startswith(f"content/{name}:1: This is no content file")


def test_a_claim_in_two_files_of_its_role_is_told(tmp_path):
    content = Content(tmp_path)
    content.write("claims/cio/strategy.yaml", content.read(CLAIMS))
    assert "“cio-leads” stands in content/claims/cio/strategy.yaml on line 1 already" in "\n".join(
        problems(content)
    )


def test_a_role_file_without_its_role_is_refused(tmp_path):
    content = Content(tmp_path)
    content.write("claims/cfo.yaml", "- slug: x\n  aspect: focus\n  statement: Words.\n")
    assert (
        "content/claims/cfo.yaml:1: The file's name: There is no role “cfo”" in problems(content)[0]
    )


def test_yaml_nested_without_end_is_refused(tmp_path):
    content = Content(tmp_path)
    content.write("contexts.yaml", "[" * 5000 + "]" * 5000)
    [line] = problems(content)
    assert line.startswith("content/contexts.yaml:1: ")


def test_faults_of_several_files_are_listed_together(tmp_path):
    content = Content(tmp_path)
    content.change(ROLES, "acronym: CIO", "palette: 13")
    content.change(CLAIMS, "responsibility: set-strategy", "responsibility: none")
    content.change(ARTICLE, "  3: The byline.", "  three: The byline.")
    files = [line.split(":")[0] for line in problems(content)]
    assert files == [f"content/{name}" for name in (ARTICLE, CLAIMS, ROLES)]


def test_every_refusal_of_the_services_is_told_and_what_follows_from_it_is_not(tmp_path):
    content = Content(tmp_path)
    content.change(ROLES, "broader: cio", "broader: cio\n  palette: 13")
    content.change(ARTICLE, "name: Ann", f"name: {'A' * 201}")  # so both claims are left out
    content.write(
        "claims/fractional-cio.yaml", "- slug: x\n  aspect: context\n  statement: Words.\n"
    )
    content.change("contexts.yaml", "Small company", "S" * 101)
    content.change("decision_areas.yaml", "Who sets the direction?", "Who?" * 51)
    files = [line.rpartition(": ")[0].split(": ")[0] for line in problems(content)]
    assert files == [
        "content/articles/source.md:9",
        "content/contexts.yaml:2",
        "content/decision_areas.yaml:3",
        "content/roles.yaml:12",
    ]


def test_an_entry_that_points_nowhere_is_told_what_else_is_wrong_with_it(tmp_path):
    content = Content(tmp_path)
    content.change(CLAIMS, "The CIO leads.", "x" * 501)
    content.change(CLAIMS, "source#p1", "source#p9")
    found = [line.split(": ")[0] for line in problems(content)]
    assert found == ["content/claims/cio.yaml:3", "content/claims/cio.yaml:7"]


def test_a_file_that_cannot_be_read_is_not_blamed_on_others(tmp_path):
    content = Content(tmp_path)
    content.write("roles.yaml", "- [")
    content.change("contexts.yaml", "Small company", "S" * 101)
    assert [line.split(":")[0] for line in problems(content)] == [
        "content/contexts.yaml",
        "content/roles.yaml",
    ]


def test_a_role_is_told_when_its_chosen_claim_is_withdrawn(tmp_path):
    content = Content(tmp_path)
    load(content.directory)
    withdrawn = "withdrawn\n  withdrawn_on: 2026-11-22\n  withdrawn_because: A slip."
    text = content.read(CLAIMS).replace("published", withdrawn, 1)
    content.write(CLAIMS, text)
    line = content.line(ROLES, "summary_claim")
    assert problems(content)[-1].startswith(f"content/roles.yaml:{line}: summary_claim: Choose a")
