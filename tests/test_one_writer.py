"""Two changes, each right alone, must not be wrong together (docs/decisions/0005)."""

import threading
import time

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection, transaction
from django.db.models import ProtectedError

from articles.services import save_article
from roles import services
from roles.models import Citation
from tests import factories as make


def run_together(first, second) -> str:
    """Whether `second` was "taken" or "refused", tried while what `first` did is not committed."""
    done, outcome = threading.Event(), []

    def run_first():
        with transaction.atomic():
            first()
            done.set()
            time.sleep(0.3)
        connection.close()

    def run_second():
        done.wait(5)
        while not outcome:
            try:
                second()
                outcome.append("taken")
            except (ValidationError, ProtectedError):
                outcome.append("refused")
            except OperationalError:  # SQLite in memory does not wait for the other writer
                time.sleep(0.02)
        connection.close()

    threads = [threading.Thread(target=work) for work in (run_first, run_second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return outcome[0]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("road", [services.delete, Citation.delete])
def test_two_transactions_cannot_each_take_one_of_two_supports(road):
    claim = make.claim(cites=[make.passage(), make.passage()])
    first, second = claim.citations.all()
    assert run_together(lambda: road(first), lambda: road(second)) == "refused"
    assert list(claim.citations.all()) == [second]


@pytest.mark.django_db(transaction=True)
def test_no_claim_is_published_on_a_passage_that_is_just_being_dropped():
    article = make.article(body="One.\n\nTwo.")
    claim = make.claim(status="draft", cites=[])
    citation = Citation(passage=make.passage(article, "p2"))
    claim.status, article.body = "published", "[p1] One."
    outcome = run_together(
        lambda: save_article(article), lambda: services.save_claim(claim, citations=[citation])
    )
    assert outcome == "refused"
    claim.refresh_from_db()
    assert claim.is_draft
