"""Whatever is written, index and content agree in the same transaction."""

import random

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from articles.models import Article
from articles.services import edit_passage, save_article, save_passage_facts
from publishing.services import one_writer
from roles import services
from roles.models import Citation, Claim, Responsibility, Role, RoleTitle
from search import checking, triggers
from search.backends.selection import Filters
from search.engine import search
from search.models import SearchDocument, SearchTouched, SearchWord
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.search_index]


def urls(text: str, **chosen) -> list[str]:
    return [each.url for each in search(text, Filters(chosen)).found]


def agree() -> None:
    assert list(checking.differences()) == []


def test_a_draft_is_found_once_it_is_published():
    claim = make.claim(status="draft", statement="The role juggles quinces.")
    assert urls("quinces") == []
    assert not SearchWord.objects.filter(word="quinces").exists()
    services.publish(claim)
    assert urls("quinces") == [claim.get_absolute_url()]
    agree()


def test_an_edit_replaces_the_words():
    claim = make.claim(statement="The role juggles quinces.")
    claim.statement = "The role juggles medlars."
    services.save_claim(claim)
    assert urls("medlars") == [claim.get_absolute_url()]
    assert urls('"quinces"') == []
    agree()


def test_a_withdrawn_claim_and_a_silenced_one_are_gone():
    article = make.article(body="[p1] About quinces.")
    withdrawn, silenced = (
        make.claim(statement=f"The role {verb} quinces.", cites=make.passage(article))
        for verb in ("eats", "sells")
    )
    services.withdraw(withdrawn, because="It was wrong.")
    assert withdrawn.get_absolute_url() not in urls("quinces")
    assert silenced.get_absolute_url() in urls("quinces")
    services.withdraw(article, because="It was retracted.")
    assert urls("quinces") == []
    agree()
    services.publish(article)
    assert silenced.get_absolute_url() in urls("quinces")
    agree()


def test_a_withdrawn_role_takes_its_claims_along():
    role = make.role(title="Chief Quince Officer")
    claim = make.claim(role=role, statement="The role peels medlars.")
    services.withdraw(role, because="No such role.")
    assert urls("medlars") == urls("quince") == []
    services.publish(role)
    assert urls("medlars") == [claim.get_absolute_url()]
    agree()


def test_a_passage_follows_its_body_and_never_shows_the_source():
    article = make.article(body="[p1] About quinces.\n\n[p2] About medlars.")
    passage = make.passage(article, "p1")
    passage.source_text = "Secretly about sloes."
    save_passage_facts(passage)
    assert urls("sloes") == []
    edit_passage(make.passage(article, "p2"), source="About rowans.")
    page = article.get_absolute_url()
    assert set(urls("rowans")) == {page, f"{page}#p2"}
    article.refresh_from_db()
    article.body = "[p1] About quinces."
    save_article(article)
    assert urls("rowans") == []
    agree()


def test_a_duty_is_found_with_its_first_public_claim():
    duty = make.responsibility(title="Peel quinces")
    assert urls("peel quinces") == []
    claim = make.claim(aspect="responsibility", responsibility=duty, status="draft")
    assert urls("peel quinces") == []
    services.publish(claim)
    assert urls("peel quinces")[0] == duty.get_absolute_url()
    assert urls("peel quinces", role=claim.role.slug)[0] == duty.get_absolute_url()
    agree()


def test_what_a_claim_leaves_is_brought_up_to_date_too():
    old, new = make.responsibility(title="Peel quinces"), make.responsibility(title="Core medlars")
    claim = make.claim(aspect="responsibility", responsibility=old)
    claim.responsibility = new
    services.save_claim(claim)
    assert old.get_absolute_url() not in urls("peel quinces")
    assert urls("core medlars")[0] == new.get_absolute_url()
    agree()


def test_a_dispute_makes_contested_and_its_end_unmakes_it():
    claim = make.claim(statement="The role juggles quinces.")
    against = make.passage(make.article())
    services.save_claim(
        claim,
        citations=[
            *claim.citations.all(),
            Citation(passage=against, stance=Citation.Stance.DISPUTES),
        ],
    )
    assert urls("juggles quinces", contested="yes") == [claim.get_absolute_url()]
    services.withdraw(against.article, because="It was retracted.")
    assert urls("juggles quinces", contested="yes") == []
    agree()


def test_a_rival_that_falls_silent_ends_the_contest():
    one, other = make.claim(statement="The role eats quinces."), make.claim()
    question = make.disagreement([one], [other], question="Who eats quinces?")
    assert urls("eats quinces", contested="yes") == [
        question.get_absolute_url(),
        one.get_absolute_url(),
    ]
    services.withdraw(other, because="It was wrong.")
    assert urls("eats quinces", contested="yes") == []
    agree()


def test_titles_and_deletions():
    role = make.role(title="Chief Quince Officer")
    services.save_role(role, titles=[RoleTitle(title="Head of Medlars", slug="head-of-medlars")])
    assert urls("head of medlars") == [role.get_absolute_url()]
    services.save_role(role, titles=[])
    assert urls("head of medlars") == []
    draft = make.claim(status="draft")
    services.delete(draft)
    agree()


def test_a_write_past_the_services_is_queued_and_followed_before_the_next_answer():
    claims = [make.claim(statement=f"The role juggles quinces {n}.") for n in range(3)]
    assert not SearchTouched.objects.exists()
    Claim.objects.filter(pk=claims[0].pk).update(statement="The role juggles medlars.")
    assert SearchTouched.objects.exists()
    assert any("queue" in line for line in checking.differences())
    assert urls("medlars") == [claims[0].get_absolute_url()]
    agree()


def test_what_is_rolled_back_leaves_no_trace():
    before = SearchDocument.objects.count()
    with transaction.atomic():
        make.claim(statement="The role juggles quinces.")
        assert urls("quinces") != []
        transaction.set_rollback(True)
    assert urls("quinces") == []
    assert SearchDocument.objects.count() == before
    agree()


def test_many_writes_of_one_writer_are_followed_once(monkeypatch):
    followed = []
    monkeypatch.setattr("search.indexing.follow", lambda: followed.append(True))
    with one_writer():
        make.claim(statement="The role juggles quinces.")
        make.claim(statement="The role juggles medlars.")
        assert followed == []
    assert followed == [True]


def _random_step(source: random.Random) -> None:
    """Any change that a curator may make."""
    claims, articles = list(Claim.objects.all()), list(Article.objects.all())
    roles, duties = list(Role.objects.all()), list(Responsibility.objects.all())
    entry = source.choice([*claims, *articles, *roles])
    step = source.choice(
        ["toggle", "toggle", "edit", "move", "cite", "question", "new", "rename", "answer"]
    )
    if step == "toggle":
        if entry.is_published:
            services.withdraw(entry, because="A test.")
        else:
            services.publish(entry)
    elif step == "edit":
        claim = source.choice(claims)
        claim.statement = f"The role does {source.choice('abcdef') * 4}."
        services.save_claim(claim)
    elif step == "move":
        claim = source.choice(claims)
        claim.role, claim.responsibility = source.choice(roles), source.choice(duties)
        services.save_claim(claim)
    elif step == "cite":
        passage = source.choice(articles).passages.first()
        citation = Citation(passage=passage, stance=source.choice(Citation.Stance.values))
        claim = source.choice(claims)
        kept = [each for each in claim.citations.all() if each.passage_id != passage.pk]
        services.save_claim(claim, citations=[*kept, citation])
    elif step == "question":
        make.disagreement(source.sample(claims, 1), source.sample(claims, 1))
    elif step == "new":
        make.claim(aspect="responsibility", responsibility=source.choice(duties))
    elif step == "answer":
        said = [make.statement(*source.sample(claims, 2)) for _ in range(2)]
        make.answer(*said, roles=source.sample(roles, 1))
    else:
        for one in (source.choice(duties), source.choice(roles)):
            one.title = f"Title {source.random()}"
            services.save(one)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.slow
def test_any_run_of_changes_leaves_index_and_content_in_agreement(seed):
    from django.core.exceptions import ValidationError

    source = random.Random(seed)
    area = make.decision_area()
    duties = [make.responsibility(decision_area=area), make.responsibility()]
    for duty in duties * 2:
        make.claim(aspect="responsibility", responsibility=duty)
    taken = 0
    for _ in range(25):
        try:
            with transaction.atomic():
                _random_step(source)
            taken += 1
        except ValidationError:
            continue  # refused by a rule: then nothing may have changed
        agree()
    assert taken > 8


def test_rebuilding_gives_the_same_index(capsys):
    question = make.disagreement([make.claim()], [make.claim(aspect="responsibility")])
    before = {(d.kind, d.object_id, d.title) for d in SearchDocument.objects.all()}
    assert ("disagreement", question.pk, question.question) in before
    call_command("rebuild_search")
    assert {(d.kind, d.object_id, d.title) for d in SearchDocument.objects.all()} == before
    assert "[##" in capsys.readouterr().err
    call_command("check_search")
    assert "agree" in capsys.readouterr().out


def test_check_search_finds_what_is_wrong(capsys):
    claim = make.claim(statement="The role juggles quinces.")
    SearchDocument.objects.filter(kind="claim").update(weight=17)
    SearchWord.objects.filter(word="quinces").update(documents=9)
    SearchDocument.objects.filter(kind="article").delete()
    with pytest.raises(CommandError, match="rebuild_search"):
        call_command("check_search")
    said = capsys.readouterr().out
    assert f"Claim {claim.get_absolute_url()} differs in weight." in said
    assert "“quinces”" in said
    assert "is public and not in the index" in said


def test_a_missing_trigger_is_named_and_made_again():
    name = "search_roles_claim_update"
    table = "" if connection.vendor == "sqlite" else " ON roles_claim"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{table}")
    assert triggers.missing() == [name]
    found = [each for each in run_checks(databases=["default"]) if each.id == "search.W001"]
    assert [name in each.msg for each in found] == [True]
    triggers.create()
    assert triggers.missing() == []
