"""Titles that several roles go by, such as "CIO"."""

from collections.abc import Iterable

from roles.models import Role


def shared_titles(roles: Iterable[Role]) -> dict[str, str]:
    """Slug -> words of each title that more than one of `roles` has. Needs `with_titles()`."""
    found: dict[str, str] = {}
    seen: set[str] = set()
    for role in roles:
        own = role.titles_by_slug()
        found |= {slug: own[slug] for slug in own.keys() & seen if slug not in found}
        seen |= own.keys()
    return found


def shared_by(role: Role, roles: Iterable[Role]) -> dict[str, str]:
    """Those of the titles of `role`, one of `roles`, that others have too."""
    roles = list(roles)
    own = {slug for each in roles if each == role for slug in each.titles_by_slug()}
    return {slug: words for slug, words in shared_titles(roles).items() if slug in own}
