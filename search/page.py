"""The search page as its template needs it: marked words, facets and pages as links."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from search.backends.selection import END, START, Filters
from search.engine import PAGE, Result, Results
from search.models import SearchTie

# A facet as it stands in an address -> the tie that it counts, and its heading.
FACETS = {
    "kind": (SearchTie.Name.KIND, "Kind"),
    "role": (SearchTie.Name.ROLE, "Role"),
    "area": (SearchTie.Name.DECISION_AREA, "Decision area"),
    "source": (SearchTie.Name.ARTICLE, "Source"),
    "contested": (SearchTie.Name.CONTESTED, "Contested"),
}
LAST_PAGE = 1000
MOST_MARKS = 8
_MARKED = re.compile(f"{START}(.*?){END}", re.DOTALL)


def filters_of(query: QueryDict) -> Filters:
    """The facets in an address; a value that nothing has finds nothing."""
    return Filters({tie: query[name] for name, (tie, _) in FACETS.items() if query.get(name)})


def page_of(query: QueryDict) -> int:
    """The number of the page; what is none is the first."""
    number = query.get("page", "1")
    return min(int(number), LAST_PAGE) if re.fullmatch(r"[1-9]\d{0,5}", number, re.ASCII) else 1


def plain(text: str) -> str:
    return text.replace(START, "").replace(END, "")


def marked(text: str) -> SafeString:
    """Content with its marked words in <mark>; everything in it is escaped."""
    parts = _MARKED.split(text)
    return format_html_join(
        "",
        "{}",
        ((format_html("<mark>{}</mark>", p) if i % 2 else p,) for i, p in enumerate(parts)),
    )


def excerpt(result: Result) -> SafeString:
    """Where it matches: in its text, or else in its title."""
    return marked(result.snippet if START in result.snippet else result.title)


def target(result: Result) -> str:
    """Its address, telling the page which words to mark."""
    words = dict.fromkeys(
        word.casefold() for word in _MARKED.findall(f"{result.title} {result.snippet}")
    )
    if not words:
        return result.url
    path, hash_, anchor = result.url.partition("#")
    return f"{path}?mark={quote(' '.join(list(words)[:MOST_MARKS]))}{hash_}{anchor}"


@dataclass(frozen=True)
class Choice:
    label: str
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True)
class Page:
    """`results` at an address `query`, which every link keeps but for what it changes."""

    results: Results
    query: QueryDict
    number: int

    def items(self) -> list[dict]:
        return [
            {
                "result": each,
                "title": marked(each.title),
                "snippet": marked(each.snippet),
                "url": target(each),
            }
            for each in self.results.found
        ]

    def groups(self) -> list[tuple[str, list[Choice]]]:
        """Facets with their choices; a chosen one leads back to all."""
        found = []
        for name, (tie, heading) in FACETS.items():
            choices = [
                Choice(label, count, self._link(name, value), self._is_chosen(name, value))
                for value, label, count in (self.results.facets or {}).get(tie, [])
            ]
            if choices:
                found.append((heading, choices))
        return found

    def is_narrowed(self) -> bool:
        return any(self.query.get(name) for name in FACETS)

    def without_facets(self) -> str:
        return self._address({"q": self._text()})

    def instead(self) -> str:
        return self._address({"q": self.results.did_you_mean})

    def pages(self) -> list[tuple[int, str]]:
        """Page numbers with their addresses, around the one shown."""
        last = min(-(-self.results.total // PAGE), LAST_PAGE)
        shown = sorted({1, last, *range(max(1, self.number - 3), min(last, self.number + 3) + 1)})
        return [(n, self._link("page", str(n), always=True)) for n in shown] if last > 1 else []

    def _text(self) -> str:
        return self.results.did_you_mean if self.results.nearest else self.query.get("q", "")

    def _is_chosen(self, name: str, value: str) -> bool:
        return self.query.get(name) == value

    def _link(self, name: str, value: str, *, always: bool = False) -> str:
        kept = {key: self.query[key] for key in FACETS if self.query.get(key)}
        if not always and kept.get(name) == value:
            del kept[name]
        elif value != "1" or name != "page":
            kept[name] = value
        return self._address({"q": self._text(), **kept})

    def _address(self, pairs: dict[str, str]) -> str:
        return f"{reverse('search')}?{urlencode(pairs)}"
