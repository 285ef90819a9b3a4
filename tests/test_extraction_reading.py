"""Reading documents of each format: what survives, what is kept out, and what is refused with
which remedy."""

import io
import zipfile

import pypdf
import pytest

from extraction import Refusal, read
from extraction.document import MAX_BYTES
from tests.extraction_files import pdf, word

PAGE = """<!doctype html><html><head><title>Who runs what</title>
<meta property="article:published_time" content="2019-04-02"><meta name="author" content="Ada Pell">
<script>var cio = "CIO";</script></head><body>
<nav><ul><li><a href="#">Home</a></li><li>CIO jobs</li></ul></nav>
<div class="cookie-banner">We use cookies. Accept all</div>
<main><article><h1>Who runs what</h1><h2>The CIO</h2><p>The CIO runs the <b>service desk</b>.</p>
<p>CTO</p><ul><li>Builds the product<ul><li>and its tests</li></ul></li></ul>
<table><tr><th></th><th>CIO</th></tr><tr><th>Reports to</th><td>Finance</td></tr></table>
<p class="ad">Buy our server now</p></article>
<section id="comments"><h3>Comments</h3><p>Lena says: our CIO left.</p></section></main>
<aside>Why every CIO reads us</aside><footer>Privacy</footer></body></html>"""


def texts(document):
    return [block.text for block in document.blocks]


def by_text(document, start):
    return next(block for block in document.blocks if block.text.startswith(start))


def test_plain_text_numbers_non_empty_lines():
    document = read(
        b"The CIO at work\n\nFirst line here.\nSecond line here.\n\n- an item\n", "a.txt"
    )
    assert [(b.number, b.kind) for b in document.blocks] == [
        (1, "heading"),
        (2, "paragraph"),
        (3, "paragraph"),
        (4, "list_item"),
    ]


def test_wrapped_text_is_joined():
    lines = (
        "The chief information officer of this town looks after every network that\nthe town "
        "runs, and after the people who keep them\nalive at night and on feast days when nobody "
        "else is\nin the building to do so."
    )
    document = read(lines.encode(), "a.txt")
    assert len(document.blocks) == 1
    assert "after the people who keep them alive" in document.blocks[0].text


def test_markdown_structure():
    text = (
        "# Roles\n\n## CTO\n\n* **Leads** the [lab](x.html)\n\n| | CIO |\n|---|---|\n| Boss | "
        "CFO |\n\n![logo](a.png)\n"
    )
    document = read(text.encode(), "a.md")
    item = by_text(document, "Leads")
    assert (item.text, item.kind, item.path) == ("Leads the lab", "list_item", ("Roles", "CTO"))
    row = by_text(document, "Boss")
    assert (row.kind, row.header, row.cells) == ("table_row", ("", "CIO"), ("Boss", "CFO"))
    assert all("logo" not in text for text in texts(document))


def test_statute_numbering_gives_depth():
    text = (
        "§ 9. Officers\n\n(a) The officer shall-\n\n(1) keep a list;\n\n(A) of ships; and\n\n(B) "
        "of crews;\n\n(2) report;\n\n(b) Fees are due.\n"
    )
    levels = [b.level for b in read(text.encode(), "a.txt").blocks if b.kind == "list_item"]
    assert levels == [1, 2, 3, 3, 2, 1]


def test_letter_i_after_h_is_a_letter():
    text = "".join(f"({c}) item {c} here;\n" for c in "abcdefghij")
    assert {b.level for b in read(text.encode(), "a.txt").blocks} == {1}


def test_interview_turns():
    text = (
        "A talk\n\nQ: What does a CTO do?\n\nA: I choose the tools.\n\nI also hire.\n\nQ: And "
        "then?\n\nA: Nothing more.\n"
    )
    blocks = [b for b in read(text.encode(), "a.txt").blocks if b.kind == "paragraph"]
    assert [(b.voice, b.asks) for b in blocks] == [
        ("Q", True),
        ("A", False),
        ("A", False),
        ("Q", True),
        ("A", False),
    ]
    assert blocks[1].text == "I choose the tools."


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Skip to content", "navigation"),
        ("Home | Topics | Jobs | Log in", "navigation"),
        ("We use cookies to improve this site.", "cookie notice"),
        ("ADVERTISEMENT - Rent a server by the hour", "advertisement"),
        ("Subscribe to our newsletter for weekly tips.", "newsletter call"),
        ("Book a free call with us", "call to act"),
        ("By Jo Farr, staff writer", "byline"),
        ("Jo Farr is a freelance writer from Hull.", "author bio"),
        ("© 2020 Hull Press. All rights reserved.", "legal notice"),
    ],
)
def test_furniture_is_kept_out_with_its_reason(line, reason):
    text = (
        f"The job of a CIO\n\nThe CIO runs the data centre and its staff.\n\n{line}\n\nThe CIO "
        f"reports to the mayor.\n"
    )
    document = read(text.encode(), "a.txt")
    assert [(f.text, f.reason) for f in document.furniture] == [(line, reason)]
    assert len(document.blocks) == 3


def test_related_links_end_at_the_next_heading():
    text = (
        "CIO news\n\nThe CIO runs IT.\n\nRelated reading\n\n- Ten CIO myths\n\nPay\n\nThe CIO "
        "earns well.\n"
    )
    assert "Ten CIO myths" not in texts(read(text.encode(), "a.txt"))
    assert "The CIO earns well." in texts(read(text.encode(), "a.txt"))


def test_comments_are_voices_apart():
    text = (
        "CIO news\n\nThe CIO runs IT.\n\n2 comments\n\nM. Orr says: Our CIO left.\n\npat_9 says: "
        "First!\n\nLeave a reply\n"
    )
    document = read(text.encode(), "a.txt")
    assert [(c.voice, c.text) for c in document.comments] == [
        ("M. Orr", "Our CIO left."),
        ("pat_9", "First!"),
    ]
    assert "Our CIO left." not in texts(document)


def test_html():
    document = read(PAGE.encode(), "a.html")
    assert texts(document) == [
        "Who runs what",
        "The CIO",
        "The CIO runs the service desk.",
        "CTO",
        "Builds the product",
        "and its tests",
        " | CIO",
        "Reports to | Finance",
    ]
    assert by_text(document, "and its").level == 2
    assert by_text(document, "Builds").path == ("Who runs what", "The CIO", "CTO")
    assert any("CIO left" in comment.text for comment in document.comments)


def test_facts_only_where_stated():
    facts = {(f.field, f.value, f.where) for f in read(PAGE.encode(), "a.html").facts}
    assert ("author", "Ada Pell", "<meta author>") in facts
    assert ("published", "2019-04-02", "<meta article:published_time>") in facts
    plain = read(
        b"A note on CIOs\n\nBy Jo Farr\n\nPosted on March 3, 2011\n\nThe CIO runs IT.\n", "a.txt"
    ).facts
    assert [(f.field, f.value) for f in plain] == [
        ("title", "A note on CIOs"),
        ("author", "Jo Farr"),
        ("published", "March 3, 2011"),
    ]
    assert (
        read(
            b"In 2011 the CIO, says Jo Farr, was new here and ran the network alone.", "a.txt"
        ).facts
        == ()
    )


def test_docx():
    document = read(word(), "a.docx")
    assert texts(document) == [
        "Two desks",
        "The CTO",
        "The CTO picks the programming languages.",
        "Leads the laboratory",
        "Role | Reports to",
        "CIO | Finance director",
    ]
    assert by_text(document, "Leads").kind == "list_item"
    assert by_text(document, "The CTO picks").path == ("Two desks", "The CTO")
    assert {(f.field, f.value) for f in document.facts} >= {
        ("title", "Two desks"),
        ("author", "Ines Marlow"),
    }


def test_pdf_headings_by_type_size():
    document = read(
        pdf(
            [
                ("Chief Technology Officer", 20),
                ("The CTO leads the laboratory.", 11),
                ("- hires engineers", 11),
            ]
        ),
        "a.pdf",
    )
    assert [(b.kind, b.text) for b in document.blocks] == [
        ("heading", "Chief Technology Officer"),
        ("paragraph", "The CTO leads the laboratory."),
        ("list_item", "hires engineers"),
    ]


def encrypted_pdf():
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf([("secret", 11)])))
    writer.encrypt("word", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def zipped(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", data)
    return out.getvalue()


REFUSED = {
    "too large": (b"a" * (MAX_BYTES + 1), "a.txt", "5 MB"),
    "empty": (b" \n", "a.txt", "empty"),
    "unknown ending": (b"text", "a.exe", "use .docx"),
    "too many lines": (b"a\n" * 50_001, "a.txt", "split it"),
    "too many pages": (pdf([("page", 11)], pages=61), "a.pdf", "60 pages"),
    "encrypted PDF": (encrypted_pdf(), "a.pdf", "without a password"),
    "broken PDF": (b"%PDF-1.4\nnothing", "a.pdf", "broken"),
    "PDF of pictures": (pdf([]), "a.pdf", "character recognition"),
    "old or encrypted Office": (b"\xd0\xcf\x11\xe0" + b"x" * 99, "a.docx", "without a password"),
    "broken DOCX": (b"PK\x03\x04nothing", "a.docx", "broken"),
    "zip without a document": (zipped(other=b"<a/>"), "a.docx", "broken"),
    "zip bomb": (zipped(word__document=b"0" * 41_000_000), "a.docx", "unpacks"),
    "external entity": (
        zipped(word__document=b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'),
        "a.docx",
        "entities",
    ),
    "HTML with entities": (
        b'<!DOCTYPE html [<!ENTITY b SYSTEM "file:///etc/passwd">]><p>&b;</p>',
        "a.html",
        "entities",
    ),
    "PDF named as text": (pdf([("x", 11)]), "a.txt", "not what its name says"),
    "HTML named as text": (b"<!doctype html><p>x</p>", "a.txt", ".html"),
    "text named as HTML": (b"no tags", "a.html", ".txt"),
    "text named as PDF": (b"no pdf", "a.pdf", "not what its name says"),
    "picture": (b"\x89PNG\r\n\x1a\n", "a.md", "not what its name says"),
    "binary": (b"\x00\x01\x02\x03", "a.txt", "UTF-8"),
    "too many tags": (b"<p>" * 150_001, "a.html", "save the article alone"),
}


@pytest.mark.parametrize(("data", "name", "remedy"), REFUSED.values(), ids=REFUSED)
def test_refusals_name_the_remedy(data, name, remedy):
    with pytest.raises(Refusal, match=remedy):
        read(data, name)


def test_page_limit_of_a_docx_that_states_its_pages():
    document = zipped(docProps__app=b"<Properties><Pages>61</Pages></Properties>")
    with pytest.raises(Refusal, match="60 pages"):
        read(document, "a.docx")


def test_windows_encoding_is_read():
    assert "café" in texts(read("The CIO's café is open today.".encode("cp1252"), "a.txt"))[0]
