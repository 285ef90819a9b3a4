"""What the extractor is handed: our roles with their titles, our aspects and contexts."""

import extraction
from roles.aspects import Aspect
from roles.models import Context, Role


def vocabulary() -> extraction.Vocabulary:
    """Roles by their slugs. One that is not here yet, but in the extractor's own list, is added: a
    document may speak of it, and a curator then sees which one is missing."""
    roles = Role.objects.exclude(status=Role.Status.WITHDRAWN).with_titles()
    own = [
        extraction.Role(
            role.slug,
            tuple(role.all_titles()),
            main=role.kind == Role.Kind.MAIN,
            broader=role.broader.slug if role.broader else "",
        )
        for role in roles.select_related("broader")
    ]
    known = {title.casefold() for role in own for title in (role.key, *role.titles)}
    others = [
        role
        for role in extraction.load().roles
        if not known & {title.casefold() for title in (role.key, *role.titles)}
    ]
    contexts = Context.objects.values_list("slug", "title")
    return extraction.Vocabulary((*own, *others), frozenset(Aspect.values), tuple(contexts))
