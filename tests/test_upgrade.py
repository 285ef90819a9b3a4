"""A database of release 0.1.0, with a curator's entries in it, is brought to today's models."""

import hashlib
import json

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from articles.models import Article
from dataset.loading import load
from roles.models import Citation, Claim, Disagreement
from search import triggers
from tests import factories as make

# The last migrations of 0.1.0.
RELEASE = [
    ("permalinks", "0001_initial"),
    ("articles", "0003_publish_permission"),
    ("roles", "0004_responsibility_keywords"),
    ("review", "0002_candidate_also"),
    ("dataset", "0001_loaded_entries"),
]
PUBLISHED = {"status": "published", "first_published_on": "2026-01-02"}
# Entries as the loader of 0.1.0 wrote them, in the form of which it took fingerprints. A curator
# changed the statement of “ought” since.
CITED = {"citations": [{"passage": "a#p1", "checked_text": "A digest."}]}
LOADED = {
    "article:b": {"slug": "b", "title": "B", "kind": "interview", "rights": "digest-only",
                  "publisher_interest": "unknown", "blocks": 0,
                  "skipped": {2: "A rule.", 10: "A caption."},
                  "voices": [{"slug": "author", "kind": "author", "interest": "unknown"}],
                  **PUBLISHED},
    "claim:sets": {"role": "cio", "slug": "sets", "aspect": "responsibility", "statement": "Sets",
                   "involvement": "accountable", "responsibility": "set", **CITED, **PUBLISHED},
    "claim:ought": {"role": "cio", "slug": "ought", "aspect": "measure", "statement": "Must",
                    "modality": "recommends", **CITED, **PUBLISHED},
}  # fmt: skip
FILES = {
    "points.yaml": "- {slug: rank, title: Rank, question: How high?}",
    "claims/cio.yaml": """
- {slug: sets, aspect: responsibility, statement: Sets, involvement: accountable,
   responsibility: set, citations: [{passage: "a#p1", sample: 12 firms}], status: published,
   first_published_on: 2026-01-02}
- {slug: ought, aspect: measure, statement: Must, modality: recommends, point: rank,
   citations: [{passage: "a#p1"}], status: published, first_published_on: 2026-01-02}
""",
    "articles/b.md": """---
{title: B, kind: interview, scope: Firms, skipped: {2: A rule., 10: A caption.},
 status: published, first_published_on: 2026-01-02}
---
""",
    "answers.yaml": """
- slug: who
  question: Who sets it?
  sentences:
  - {kind: statement, text: The CIO sets it., needs: [sets]}
""",
}


@pytest.fixture
def old(transactional_db):
    """The models of 0.1.0 on a database of 0.1.0; afterwards the database is today's again."""
    executor = MigrationExecutor(connection)
    executor.migrate(RELEASE)
    yield executor.loader.project_state(RELEASE).apps
    call_command("migrate", verbosity=0)


def fill(old) -> None:
    def add(name, **fields):
        return old.get_model(*name.split(".")).objects.create(**fields)

    article = add("articles.Article", slug="a", title="A", kind="report", **PUBLISHED,
                  skipped={"3": "A byline."})  # fmt: skip
    add("articles.HistoricalArticle", id=article.pk, slug="a", title="A", kind="report",
        history_date="2026-01-02T00:00Z", history_type="+", **PUBLISHED)  # fmt: skip
    other = add("articles.Article", slug="b", title="B", kind="interview", **PUBLISHED,
                skipped={"2": "A rule.", "10": "A caption."})  # fmt: skip
    add("articles.Voice", article=other, slug="author")
    voice = add("articles.Voice", article=article, slug="author")
    passage = add("articles.Passage", article=article, anchor="p1", ordinal=1, kind="paragraph",
                  text="A digest.", html="<p>A digest.</p>", voice=voice)  # fmt: skip
    cio = add("roles.Role", slug="cio", title="CIO", **PUBLISHED)
    ceo = add("roles.Role", slug="ceo", title="CEO", kind="counterpart", **PUBLISHED)
    area = add("roles.DecisionArea", slug="strategy", title="Strategy", question="Who?")
    duty = add("roles.Responsibility", slug="set", title="Set it", decision_area=area)
    kinds = {
        "sets": {"aspect": "responsibility", "responsibility": duty, "involvement": "accountable"},
        "ought": {"aspect": "measure", "modality": "recommends"},
        "reports": {"aspect": "reporting_line", "relation": "reports_to", "other_role": ceo},
    }
    claims = [
        add("roles.Claim", slug=slug, role=cio, statement=slug.title(), **PUBLISHED, **fields)
        for slug, fields in kinds.items()
    ]
    for claim in claims:
        add("roles.Citation", claim=claim, passage=passage, checked_text="A digest.")
    for name, data in LOADED.items():
        mark = hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()
        kind = name.partition(":")[0]
        add("dataset.LoadedEntry", kind=kind, key=data["slug"], fingerprint=mark)
    question = add("roles.Disagreement", slug="q", question="Q?", **PUBLISHED)
    for order, claim in enumerate(claims[:2], 1):
        position = add("roles.Position", disagreement=question, label="P", order=order)
        position.claims.add(claim)


def test_a_database_of_the_release_is_upgraded_with_what_is_in_it(old):
    fill(old)
    call_command("migrate", verbosity=0)
    article = Article.objects.get(slug="a")
    assert (article.kind, article.extent, article.scope) == ("study", "whole", "")
    assert article.history.get().kind == "study"
    assert article.skipped_blocks() == {3: "A byline."}
    assert Article.objects.get(slug="b").kind == "interview"
    claims = list(Claim.objects.public().with_contested().order_by("pk"))
    assert [claim.slug for claim in claims] == ["sets", "ought", "reports"]
    assert [claim.modality for claim in claims] == ["describes", "recommends", "describes"]
    assert [claim.contested for claim in claims] == [True, True, False]
    assert {claim.point for claim in claims} == {None}
    assert set(Citation.objects.values_list("sample", flat=True)) == {""}
    question = Disagreement.objects.public().get()
    assert (question.decision_area, question.point) == (None, None)
    assert triggers.missing() == []
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.update(kind="report")
    claims[2].relation, claims[2].point = "peer_of", make.point()
    claims[2].modality = "requires"
    claims[2].full_clean()
    claims[2].save()


def test_a_load_keeps_what_a_curator_changed_and_nothing_else(old, tmp_path):
    fill(old)
    call_command("migrate", verbosity=0)
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    report = load(tmp_path)
    assert report.counts == {"created": 2, "updated": 2, "kept": 1, "gone": 0}
    assert [line.split(": ")[0] for line in report.lines] == ["Kept claim:ought"]
    assert Claim.objects.get(slug="ought").statement == "Ought"
    assert Citation.objects.get(claim__slug="sets").sample == "12 firms"
    assert Article.objects.get(slug="b").scope == "Firms"
    load(tmp_path, overwrite={"claim:ought"})
    assert Claim.objects.get(slug="ought").point.slug == "rank"


def test_the_migrations_go_back_and_kinds_that_were_not_known_are_reports(old):
    call_command("migrate", verbosity=0)
    for kind in Article.Kind.values:
        make.article(slug=kind, kind=kind)
    MigrationExecutor(connection).migrate(RELEASE)
    kinds = dict(old.get_model("articles", "Article").objects.values_list("slug", "kind"))
    assert [slug for slug, kind in kinds.items() if kind == slug] == [
        slug for slug in kinds if slug not in
        {"official-guidance", "study", "survey", "handbook", "dataset"}
    ]  # fmt: skip
    assert set(kinds.values()) - set(kinds) == {"report"}
