"""The grammar of bodies: which block is what, and what happens to its marker."""

import pytest

from articles.passages import BodyError, cells, normalise, split, with_markers, with_text

BODY = """\
[p1] An opening paragraph
that runs over two lines.

## [p2] The chief ##
- [p3] First duty
  told in two lines
* [p4] Second duty
  1. [p5] Nested duty
2) [p6] Numbered duty

| Aspect | Chief |
|:-------|------:|
| [p7] Rank | Top |
| [p8] Pay | High |
After the table.

---

> [p9] A reader's remark
> of two lines
> [p10] Another reader's
"""


def shape(body: str) -> list[tuple[str, str, str]]:
    return [(block.anchor, block.kind, block.source) for block in split(body)]


def test_every_kind_of_block_is_told_apart():
    assert shape(BODY) == [
        ("p1", "paragraph", "An opening paragraph\nthat runs over two lines."),
        ("p2", "heading", "The chief"),
        ("p3", "list-item", "First duty\ntold in two lines"),
        ("p4", "list-item", "Second duty"),
        ("p5", "list-item", "Nested duty"),
        ("p6", "list-item", "Numbered duty"),
        ("p7", "table-row", "Rank | Top |"),
        ("p8", "table-row", "Pay | High |"),
        ("", "paragraph", "After the table."),
        ("p9", "comment", "A reader's remark\nof two lines"),
        ("p10", "comment", "Another reader's"),
    ]


def test_blocks_know_their_line_their_heading_and_their_table():
    blocks = {block.anchor: block for block in split(BODY)}
    assert (blocks["p1"].heading, blocks["p3"].heading) == ("", "The chief")
    assert (blocks["p2"].level, blocks["p2"].heading, blocks["p3"].level) == (2, "", 0)
    assert [blocks[anchor].line for anchor in ("p1", "p2", "p5", "p8", "p10")] == [1, 4, 8, 14, 21]
    assert blocks["p8"].header == "| Aspect | Chief |"


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        ("#no space", ["paragraph"]),
        ("####### seven", ["paragraph"]),
        ("# a\ntext", ["heading", "paragraph"]),
        ("text\n# a", ["paragraph", "heading"]),
        ("text\n- a", ["paragraph", "list-item"]),
        ("-", ["paragraph"]),
        ("-no space", ["paragraph"]),
        ("1.5 percent", ["paragraph"]),
        ("* * *\n_ _ _\n***", []),
        ("", []),
        ("\n\n", []),
        (">", []),
        ("> > deep", ["comment"]),
        ("> a\nb", ["comment", "paragraph"]),
        ("| only a header |", []),
        ("|h|\n|-|", []),
        ("|h|\n|-|\n|a|\n## x\n|h|\n|-|\n|b|", ["table-row", "heading", "table-row"]),
        ("|h|\n|-|\n|a|\n\n|h|\n|-|\n|b|", ["table-row", "table-row"]),
    ],
)
def test_odd_starts(body, kinds):
    assert [block.kind for block in split(body)] == kinds


@pytest.mark.parametrize(
    "body", ["[p1] One\n[p2] Two", "- [p1] One\n  [p2] Two", "> [p1] One\n> [p2] Two"]
)
def test_a_marker_begins_a_block_even_without_a_blank_line(body):
    assert [(block.anchor, block.source) for block in split(body)] == [("p1", "One"), ("p2", "Two")]


def test_a_bare_marker_is_a_block_without_words():
    assert shape("[p4]\n\n- [p5]\n\n## [p6]") == [
        ("p4", "paragraph", ""),
        ("p5", "list-item", ""),
        ("p6", "heading", ""),
    ]


def test_new_blocks_are_numbered_after_the_highest():
    body = "New\n\n[p7] Old\n\n- New too\n\n> New remark"
    assert with_markers(body, 3) == "[p8] New\n\n[p7] Old\n\n- [p9] New too\n\n> [p10] New remark"
    assert with_markers(body, 30).startswith("[p31] New\n\n[p7] Old")
    assert with_markers("## Head\n\n|h|\n|-|\n| a |", 0) == "## [p1] Head\n\n|h|\n|-|\n| [p2] a |"


def test_no_number_beyond_the_highest_is_given_out():
    assert with_markers("[p9999999] Last", 0) == "[p9999999] Last"
    with pytest.raises(BodyError, match="No number is left after p9999999"):
        with_markers("[p9999999] Last\n\nOne more", 0)


def refused(body: str) -> str:
    with pytest.raises(BodyError) as refusal:
        split(body)
    return "\n".join(refusal.value.problems)


def test_a_doubled_marker_names_both_lines():
    problem = refused("[p1] One\n\n[p2] Two\n\n- [p1] Again")
    assert "[p1]" in problem
    assert "line 1 " in problem
    assert "line 5" in problem


@pytest.mark.parametrize("marker", ["[P14]", "[ p14 ]", "[p 14]", "[p0]", "[p014]", "[p12345678]"])
def test_what_is_nearly_a_marker_is_refused(marker):
    problem = refused(f"[p1] One\n\n{marker} Two")
    assert f"not as {marker}" in problem
    assert "Line 3" in problem


def test_a_link_definition_may_not_take_a_marker_name():
    assert "link definition" in refused("[p1] One\n\n[p14]: https://example.org")
    assert split("[p1] One\n\n[14]: https://example.org")


@pytest.mark.parametrize(
    "body",
    [
        "[p1] One and [p2] two",
        "text before [p2] it",
        "> > [p2] deep",
        "|h|\n|-|\n| [p1] a | [p2] b |",
        "- - [p2] nested on one line",
    ],
)
def test_a_marker_inside_a_block_is_refused(body):
    assert "[p2] stands inside a block" in refused(body)


def test_a_table_header_carries_no_marker():
    assert "Line 1" in refused("| [p1] Aspect |\n|---|\n| [p2] Rank |")


def test_a_row_may_not_have_more_cells_than_its_header():
    assert "Line 3: this row has more cells" in refused("| a |\n|---|\n| x | y |")
    assert len(split("| a |\n|---|\n| x \\| y |")) == 1
    assert len(split("| a | b |\n|---|---|\n| x |")) == 1


def test_a_body_has_a_greatest_number_of_blocks():
    assert "2,000 fit" in refused("- a\n" * 2001)
    assert len(split("- a\n" * 2000)) == 2000


def test_all_problems_are_told_at_once():
    problems = refused("[P1] a\n\n[p2] b\n\n[p2] c\n\n[p3]: d").split("\n")
    assert len(problems) == 3


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("| a | b |", ["a", "b"]),
        ("|a|b", ["a", "b"]),
        ("a \\| b | c", ["a \\| b", "c"]),
        ("|", [""]),
        ("| a \\|", ["a \\|"]),
        ("|x|b", ["x", "b"]),
    ],
)
def test_cells(line, expected):
    assert cells(line) == expected


def test_line_ends_of_a_browser_become_plain_ones():
    assert normalise("\r\n[p1] a\r\nb\rc\n\n") == "[p1] a\nb\nc"
    assert shape(normalise(BODY.replace("\n", "\r\n"))) == shape(BODY)


@pytest.mark.parametrize(
    ("anchor", "words", "stored"),
    [
        ("p1", "new", "new"),
        ("p2", "new", "new"),
        ("p3", "new\nover  two lines", "new over two lines"),
        ("p5", "new", "new"),
        ("p7", "new | cell", "new | cell |"),
        ("p8", "new | cell |", "new | cell |"),
        ("p9", "new", "new"),
        ("p10", "", ""),
        ("p4", "# no heading", "# no heading"),
        ("p1", "> no remark", "> no remark"),
    ],
)
def test_one_block_gets_new_words_and_all_others_stay(anchor, words, stored):
    before = {block.anchor: block for block in split(BODY)}
    after = {block.anchor: block for block in split(with_text(BODY, anchor, words))}
    assert after[anchor].source == stored
    assert after[anchor].kind == before[anchor].kind
    assert [(a, b.kind) for a, b in after.items()] == [(a, b.kind) for a, b in before.items()]
    assert all(after[each].source == before[each].source for each in before if each != anchor)


def test_new_words_for_an_unknown_anchor_are_refused():
    with pytest.raises(BodyError, match=r"\[p99\]"):
        with_text(BODY, "p99", "x")
