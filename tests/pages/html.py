"""A page as tests read it: its words, its ids, its links."""

import re
from html.parser import HTMLParser


class Page(HTMLParser):
    def __init__(self, response):
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.robots = self.canonical = ""
        self._words: list[str] = []
        self._hidden = 0
        self.source = response.content.decode()
        self.feed(self.source)
        self.text = " ".join(" ".join(self._words).split())

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "a" and "href" in found:
            self.links.append(found["href"])
        if tag == "meta" and found.get("name") == "robots":
            self.robots = found["content"]
        if tag == "link" and found.get("rel") == "canonical":
            self.canonical = found["href"]
        if tag in {"script", "style", "title"}:
            self._hidden += 1

    def handle_endtag(self, tag):
        if tag in {"script", "style", "title"}:
            self._hidden -= 1

    def handle_data(self, data):
        if not self._hidden:
            self._words.append(data)


def get(client, address: str, status: int = 200) -> Page:
    """The page at `address`, which answers with `status`."""
    response = client.get(address)
    assert response.status_code == status, f"{address} answers with {response.status_code}"
    return Page(response)


def after(source: str, statement: str) -> list[str]:
    """What follows each showing of `statement`, up to the end of its item or paragraph."""
    pieces = re.split(re.escape(statement), source)
    ends = re.compile(r"</li>|</p>|</dd>|</h1>|</tr>|</title>|</text>|</h3>|</section>", re.S)
    return [ends.split(piece, maxsplit=1)[0].lower() for piece in pieces[1:]]
