"""How to cite a page of this site, in the formats that reference managers read. Pure.

BibTeX has no type for a web page, so it is `misc` with `howpublished`; RIS: ELEC; CSL: webpage.
"""

import json
import re
from dataclasses import dataclass
from datetime import date

SITE = "CIO Knowledge Base"
_BIBTEX = re.compile(r"[\\{}$&#^_~%]")
_ESCAPED = {"\\": r"\textbackslash{}", "^": r"\^{}", "~": r"\~{}"}


@dataclass(frozen=True)
class Reference:
    """A page as a work to cite. `seen` is the day on which the reader saw it."""

    key: str  # such as cio-sets-it-strategy
    title: str
    url: str
    seen: date
    published: date | None = None

    def as_text(self) -> str:
        published = f"{self.published.year}" if self.published else "n.d."
        title = self.title.rstrip(".")
        return f"{SITE} ({published}). {title}. {self.url} (seen {self.seen:%Y-%m-%d})"

    def as_bibtex(self) -> str:
        fields = {
            "title": f"{{{_tex(self.title)}}}",
            "author": f"{{{SITE}}}",
            "howpublished": f"\\url{{{self.url}}}",
            "note": f"Seen {self.seen:%Y-%m-%d}",
        }
        if self.published:
            fields["year"] = str(self.published.year)
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
        return "\n".join([f"@misc{{{self.key},", *lines, "}", ""])

    def as_ris(self) -> str:
        lines = [
            ("TY", "ELEC"),
            ("TI", _line(self.title)),
            ("AU", SITE),
            *([("PY", str(self.published.year))] if self.published else []),
            ("UR", self.url),
            ("Y2", f"{self.seen:%Y/%m/%d}"),
            ("ER", ""),
        ]
        return "".join(f"{tag}  - {value}\r\n" for tag, value in lines)

    def as_csl(self) -> str:
        item = {
            "id": self.key,
            "type": "webpage",
            "title": self.title,
            "container-title": SITE,
            "URL": self.url,
            "accessed": {"date-parts": [[self.seen.year, self.seen.month, self.seen.day]]},
        }
        if self.published:
            day = self.published
            item["issued"] = {"date-parts": [[day.year, day.month, day.day]]}
        return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


# Ending of the address -> how it is written, and its media type.
FORMATS = {
    "txt": (Reference.as_text, "text/plain"),
    "bib": (Reference.as_bibtex, "application/x-bibtex"),
    "ris": (Reference.as_ris, "application/x-research-info-systems"),
    "json": (Reference.as_csl, "application/vnd.citationstyles.csl+json"),
}


def _tex(text: str) -> str:
    return _BIBTEX.sub(lambda found: _ESCAPED.get(found.group(), f"\\{found.group()}"), text)


def _line(text: str) -> str:
    return " ".join(text.split())
