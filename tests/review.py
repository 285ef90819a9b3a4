"""What tests of the review queue share: a document written for them, added and ready to review."""

from django.urls import reverse

from review.models import SourceDocument
from review.services import add_document
from roles.models import Claim
from tests import factories

PAGE = """<!doctype html><html><head><title>Lighthouse chiefs</title></head><body><main>
<h1>Lighthouse chiefs</h1>
<p>By Ada Keeper</p>
<p>Published: 3 May 2016</p>
<h2>What the CIO does</h2>
<p>The CIO is responsible for the signal systems of every lighthouse on the northern coast.</p>
<p>The CIO reports to the harbour master.</p>
<ul><li>The CIO should choose the colour of new lamps.</li></ul>
</main></body></html>"""
STATEMENT = "The CIO answers for lighthouse signalling in the north."
DIGEST = "Signalling in the north is the CIO's to answer for."


def added(page: str = PAGE, name: str = "lighthouse.html", **facts) -> SourceDocument:
    return add_document(page.encode(), name, **facts)


def queue_path(document: SourceDocument, page: str = "queue") -> str:
    return reverse(f"admin:review_{page}", args=[document.pk])


def known_role():
    return factories.role(slug="cio", title="Chief Information Officer", acronym="CIO")


def draft_of(candidate, **facts) -> Claim:
    """A claim that a candidate may become."""
    return Claim(role=facts.pop("role"), aspect="focus", statement=STATEMENT, **facts)
