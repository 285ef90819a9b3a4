"""A role's duties as a file that a reader takes along."""

from django.http import HttpRequest, HttpResponse

from publishing.http import conditional, find
from publishing.models import Kind
from reading.comparison.files import claim_markdown, escaped, source_line
from reading.grouping import by_area, in_reading_order, of_aspect
from reading.notes import Notes
from roles.aspects import INVOLVING
from roles.models import Claim, Role


@conditional
def responsibilities_markdown(request: HttpRequest, slug: str) -> HttpResponse:
    """A role's responsibilities and decisions as a list to edit, with numbered sources."""
    role = find(Role.objects.published(), Kind.ROLE, slug)
    claims = in_reading_order(Claim.objects.for_reading().of_roles([role]))
    groups = by_area(of_aspect(claims, *INVOLVING))
    notes = Notes(claim for group in groups for claim in group.claims)
    lines = [f"# {escaped(role.title)}: responsibilities and decisions", ""]
    for group in groups:
        items = (f"- {claim_markdown(claim, notes)}" for claim in group.claims)
        lines += [f"## {escaped(group.area.title)}", "", *items, ""]
    lines += ["" if groups else "No source says.", "", "## Sources", ""]
    lines += [source_line(note, request.build_absolute_uri) for note in notes]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/markdown; charset=utf-8")
