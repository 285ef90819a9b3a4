"""What both back ends are asked, and the SQL that they share."""

from dataclasses import dataclass, field

START, END = "\x02", "\x03"  # around marked words: no content can hold a control character

# Columns in the order of their weight: the title and other names, then the text, then the rest.
COLUMNS = ("title", "names", "extra", "body")


@dataclass(frozen=True)
class Filters:
    """Facets that a reader chose: name -> value."""

    chosen: dict[str, str] = field(default_factory=dict)

    def where(self) -> tuple[str, list[str]]:
        """Conditions on the document `d`, each with a leading AND."""
        sql = (
            " AND d.id IN (SELECT document_id FROM search_searchtie WHERE name = %s AND value = %s)"
        )
        return sql * len(self.chosen), [part for pair in self.chosen.items() for part in pair]


@dataclass(frozen=True)
class Hit:
    kind: str
    url: str
    role: str
    source: str
    score: float
    title: str  # with START and END around what matched
    snippet: str


FIRST = "(d.id IN (SELECT document_id FROM search_searchname WHERE name = %s))"
# An exact name stands before everything, then what has more of the terms, then the better match.
BEST = """
      SELECT id, 100000.0 * CAST(first AS integer) + 1000.0 * covered + rank AS score
      FROM ranked ORDER BY score DESC, id LIMIT %s OFFSET %s"""


def factor(factors: dict[str, float]) -> str:
    """SQL for how much more the kind of document `d` counts for a query."""
    cases = " ".join(f"WHEN '{kind}' THEN {by}" for kind, by in sorted(factors.items()))
    return f"(CASE d.kind {cases} ELSE 1 END)" if cases else "1"


COUNTED = ("kind", "role", "decision_area", "article", "contested")
MOST_VALUES = 12  # of a facet

# Counted by an index alone; only the few values that are shown have their label looked up.
FACETS = f"""
SELECT name, value, (
    SELECT label FROM search_searchtie t
    WHERE t.name = placed.name AND t.value = placed.value LIMIT 1
  ) AS label, number
FROM (
  SELECT name, value, number, ROW_NUMBER() OVER (
    PARTITION BY name ORDER BY number DESC, value) AS place
  FROM (
    SELECT t.name, t.value, COUNT(*) AS number
    FROM hits JOIN search_searchtie t ON t.document_id = hits.id AND t.name IN {COUNTED}
    GROUP BY t.name, t.value) AS counted) AS placed
WHERE place <= {MOST_VALUES} ORDER BY name, place
"""
