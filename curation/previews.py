"""A draft as the public would see it: by the public view itself, with the draft made public for
the time that it takes to draw the page, in a transaction that is then taken back.
"""

from dataclasses import dataclass
from inspect import unwrap

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from articles.models import Article
from publishing.dry_run import dry_run
from publishing.models import Publishable, Status
from reading import questions, views
from reading.role.views import role
from roles.models import Answer, Claim, Disagreement, Role

VIEWS = {
    Answer: questions.question,
    Article: views.article,
    Claim: views.claim,
    Disagreement: views.disagreement,
    Role: role,
}

# How a claim hangs on what stands on it.
CLAIMS = {Answer: "uses__sentence__answer", Claim: "pk", Disagreement: "positions__disagreement"}


@dataclass(frozen=True)
class Banner:
    """What base.html says above the page."""

    kind: str
    status: str
    address: str  # of the form
    against: list[str]  # why publishing it today would be refused


def preview(request: HttpRequest, entry: Publishable, banner: Banner) -> HttpResponse:
    """The page, for the eyes of staff: neither cached nor indexed."""
    request.preview = banner
    view = unwrap(VIEWS[type(entry)])  # without its ETag, which knows only what is public
    with dry_run():
        _pretend(entry)
        response = view(request, slug=entry.slug)
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    return response


def _pretend(entry: Publishable) -> None:
    """Publish the entry and what it stands on, whatever the rules would say to that."""
    _show(type(entry).objects.filter(pk=entry.pk))
    if path := CLAIMS.get(type(entry)):
        claims = Claim.objects.filter(**{path: entry.pk})
        _show(Role.objects.filter(claims__in=claims))
        _show(Article.objects.filter(passages__citations__claim__in=claims))
        _show(claims)


def _show(entries) -> None:
    hidden = entries.model.objects.filter(pk__in=entries.values("pk")).exclude(
        status=Status.PUBLISHED
    )
    hidden.update(
        status=Status.PUBLISHED,
        first_published_on=timezone.localdate(),
        withdrawn_on=None,
        withdrawn_because="",
    )
