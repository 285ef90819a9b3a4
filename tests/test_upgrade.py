"""A database of release 0.1.0, with a curator's entries in it, is brought to today's models."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from articles.models import Article
from roles.models import Citation, Claim, Disagreement
from search import triggers
from tests import factories as make

# The last migrations of 0.1.0.
RELEASE = [
    ("permalinks", "0001_initial"),
    ("articles", "0003_publish_permission"),
    ("roles", "0004_responsibility_keywords"),
    ("review", "0002_candidate_also"),
]
PUBLISHED = {"status": "published", "first_published_on": "2026-01-02"}


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
    add("articles.Article", slug="b", title="B", kind="interview", **PUBLISHED)
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
