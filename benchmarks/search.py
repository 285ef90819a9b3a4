"""How fast the search is beside a bare full-text query, with 20,000 made-up articles and claims.

    python benchmarks/search.py sqlite:////tmp/bench.sqlite3 postgres://me@127.0.0.1/bench

Each database must be empty, or have been filled by this script before: it is filled once, and
measured each time. Ours and the bare query take turns, so that both feel the same noise.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
ARTICLES = 20_000
PASSAGES, WORDS = 5, 120  # of an article, and of a passage
CLAIMS = 2  # of an article
LEXICON = 30_000
SEED = 20261121
PUBLIC = {"status": "published", "first_published_on": "2026-01-02"}


def lexicon() -> list[str]:
    """Made-up words, the commonest first."""
    source = random.Random(SEED)
    syllables = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
    found: dict[str, None] = {}
    while len(found) < LEXICON:
        found["".join(source.choices(syllables, k=source.choice((2, 3, 3, 4))))] = None
    return list(found)


def texts(words: list[str]):
    """Endless text, its words as uneven as those of a language (Zipf's law)."""
    source = random.Random(SEED + 1)
    weights = [1 / (rank + 10) for rank in range(len(words))]
    while True:
        stock = source.choices(words, weights, k=200_000)
        for start in range(0, len(stock) - WORDS, WORDS):
            yield stock[start : start + WORDS]


def fill(articles: int) -> None:
    from search import indexing

    supply = texts(lexicon())
    roles, duties = _vocabulary()
    for start in range(0, articles, 500):
        _some(range(start, min(start + 500, articles)), supply, roles, duties)
        _say(f"\rArticles: {min(start + 500, articles)}/{articles}")
    started = time.monotonic()
    total = indexing.rebuild(lambda kind, done, of: _say(f"\r{kind}: {done}/{of}        "))
    _say(f"\r{total} documents indexed in {time.monotonic() - started:.0f} s\n")


def _vocabulary():
    from roles.models import DecisionArea, Responsibility, Role

    roles = Role.objects.bulk_create(
        Role(slug=f"role-{n}", title=f"Role {n}", acronym=f"R{n}", **PUBLIC) for n in range(8)
    )
    areas = DecisionArea.objects.bulk_create(
        DecisionArea(slug=f"area-{n}", title=f"Area {n}", question="Who decides?")
        for n in range(16)
    )
    duties = Responsibility.objects.bulk_create(
        Responsibility(slug=f"duty-{n}", title=f"Duty {n}", decision_area=areas[n % 16])
        for n in range(60)
    )
    return roles, duties


def _some(numbers, supply, roles, duties) -> None:
    from articles.models import Article, Passage, Voice

    articles = Article.objects.bulk_create(
        Article(slug=f"article-{n}", title=" ".join(next(supply)[:6]).capitalize(), **PUBLIC)
        for n in numbers
    )
    voices = Voice.objects.bulk_create(Voice(article=each, slug="author") for each in articles)
    passages = Passage.objects.bulk_create(
        Passage(
            article=article,
            anchor=f"p{n}",
            ordinal=n,
            kind="paragraph",
            voice=voice,
            text=" ".join(next(supply)).capitalize() + ".",
        )
        for article, voice in zip(articles, voices, strict=True)
        for n in range(1, PASSAGES + 1)
    )
    _claims(numbers, supply, roles, duties, passages)


def _claims(numbers, supply, roles, duties, passages) -> None:
    from roles.models import Citation, Claim

    claims = Claim.objects.bulk_create(
        Claim(
            slug=f"claim-{number}-{n}",
            role=roles[(number + n) % len(roles)],
            aspect="responsibility",
            involvement="responsible",
            responsibility=duties[(number * 7 + n) % len(duties)],
            statement=" ".join(next(supply)[:14]).capitalize() + ".",
            **PUBLIC,
        )
        for number in numbers
        for n in range(CLAIMS)
    )
    Citation.objects.bulk_create(
        Citation(claim=claim, passage=passages[at // CLAIMS * PASSAGES + at % CLAIMS])
        for at, claim in enumerate(claims)
    )


BARE = {
    "sqlite": """SELECT rowid, snippet(search_fts, 3, '<', '>', '…', 28) FROM search_fts
        WHERE search_fts MATCH %s ORDER BY rank LIMIT 10""",
    "postgresql": """SELECT id, ts_headline('search_english', body, words) FROM (
        SELECT id, body, words FROM search_searchdocument,
        to_tsquery('search_english', %s) AS words WHERE vector @@ words
        ORDER BY ts_rank(vector, words) DESC LIMIT 10) AS best""",
}
COUNT = {
    "sqlite": "SELECT COUNT(*) FROM search_fts WHERE search_fts MATCH %s",
    "postgresql": """SELECT COUNT(*) FROM search_searchdocument
        WHERE vector @@ to_tsquery('search_english', %s)""",
}


def cases(words: list[str], vendor: str):
    """Label, then for each of several questions: what a reader types, and the bare query."""
    both = " AND " if vendor == "sqlite" else " & "
    star = '"{}"*' if vendor == "sqlite" else "{}:*"
    pairs = [(words[60 + 7 * n], words[100 + 11 * n]) for n in range(10)]
    rare = words[20_000:20_010]
    long = [word for word in words[2_000:9_000] if len(word) >= 8][:10]
    yield "common pair", [(" ".join(pair), both.join(pair), {}) for pair in pairs]
    yield "rare word", [(word, word, {}) for word in rare]
    yield "prefix", [(word[:6], star.format(word[:6]), {}) for word in long]
    yield "typo", [(word[:3] + word[4] + word[3] + word[5:], word, {}) for word in long]
    yield "filtered", [(" ".join(p), both.join(p), {"role": "role-3"}) for p in pairs]


def measure(repeat: int) -> None:
    from django.db import connection

    from search import engine
    from search.backends import backend
    from search.backends.selection import Filters
    from search.query import Query, parse

    def ten(query: Query, chosen: dict):
        return backend().find(query, Filters(chosen), exact="", factors={}, limit=10, offset=0)

    print(f"{connection.vendor}: milliseconds, median (95th percentile), {repeat} rounds of 10")
    print(f"{'':<14}{'bare':>16}{'ten results':>18}{'ratio':>7}{'whole page':>18}")
    for label, asked in cases(lexicon(), connection.vendor):
        took = {"bare": [], "ten": [], "page": []}
        for text, query, chosen in asked * repeat:
            took["bare"].append(timed(bare, BARE[connection.vendor], query))
            meant = engine.search(text, Filters(chosen)).query
            took["ten"].append(timed(ten, meant, chosen))
            took["page"].append(timed(engine.search, text, Filters(chosen)))
        ratio = statistics.median(took["ten"]) / statistics.median(took["bare"])
        shown = [summary(took[key]) for key in ("bare", "ten", "page")]
        print(f"{label:<14}{shown[0]:>16}{shown[1]:>18}{ratio:>7.1f}{shown[2]:>18}")
    pairs = next(cases(lexicon(), connection.vendor))[1] * repeat
    counted = [timed(bare, COUNT[connection.vendor], query) for _, query, _ in pairs]
    facets = [timed(backend().facets, parse(text), Filters()) for text, _, _ in pairs]
    print(f"{'facets':<14}{summary(counted):>16}{summary(facets):>18}   (bare: a count)")


def bare(sql: str, query: str) -> list[tuple]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, [query])
        return cursor.fetchall()


def timed(function, *arguments) -> float:
    started = time.perf_counter()
    function(*arguments)
    return (time.perf_counter() - started) * 1000


def summary(took: list[float]) -> str:
    return f"{statistics.median(took):.1f} ({statistics.quantiles(took, n=20)[-1]:.1f})"


def _say(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()


def run(articles: int, repeat: int) -> None:
    """Measure the database that DATABASE_URL names."""
    sys.path.insert(0, str(HOUSE))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cio_kb.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from articles.models import Article

    known = Article.objects.count()
    if known and not Article.objects.filter(slug="article-0").exists():
        sys.exit("This database has content. Name an empty one.")
    if not known:
        fill(articles)
    measure(repeat)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("database", nargs="*", help="addresses, as DATABASE_URL takes them")
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    if not options.database:
        run(options.articles, options.repeat)
    for url in options.database:
        own = ["--articles", str(options.articles), "--repeat", str(options.repeat)]
        subprocess.run(
            [sys.executable, __file__, *own], env={**os.environ, "DATABASE_URL": url}, check=True
        )


if __name__ == "__main__":
    main()
