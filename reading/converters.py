"""Parts of an address that are more than a slug."""

from django.urls import register_converter

MOST_ROLES = 4


class RolesConverter:
    """Roles to compare, by their slugs: cio/cto. The view says when there are too few or many."""

    regex = r"[a-z0-9-]+(?:/[a-z0-9-]+)*"

    def to_python(self, value: str) -> list[str]:
        return value.split("/")

    def to_url(self, value: list[str]) -> str:
        return "/".join(value)


class DownloadConverter:
    """The format of a download of a comparison: comparison.csv, .md or .json."""

    name, regex = "comparison", r"comparison\.(?:csv|md|json)"

    def to_python(self, value: str) -> str:
        return value.rpartition(".")[2]

    def to_url(self, value: str) -> str:
        return f"{self.name}.{value}"


class CiteConverter(DownloadConverter):
    """The format of a reference to a page: cite.txt, .bib, .ris or .json."""

    name, regex = "cite", r"cite\.(?:txt|bib|ris|json)"


class TopicConverter:
    """A topic's slug: a tag may be in any script."""

    regex = r"[-\w]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(CiteConverter, "cite")
register_converter(TopicConverter, "topic")
register_converter(RolesConverter, "roles")
register_converter(DownloadConverter, "download")
