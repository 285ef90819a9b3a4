"""Who may do what in admin: curators draft, editors also publish, withdraw and delete drafts."""

from itertools import product

DRAFTED = [
    *("articles.article", "roles.role", "roles.claim", "roles.disagreement", "roles.answer"),
]
# Rows edited on the page of a draft, and guarded by its state.
PARTS = [
    *("articles.voice", "articles.taggedarticle"),
    *("roles.roletitle", "roles.citation", "roles.taggedclaim", "roles.position"),
    "roles.answersentence",
]
VOCABULARY = [
    *("roles.decisionarea", "roles.responsibility", "roles.point", "roles.context", "taggit.tag"),
]

CURATORS = {
    *product(DRAFTED, ["view", "add", "change"]),
    *product(PARTS, ["view", "add", "change", "delete"]),
    *product(["articles.passage"], ["view", "change"]),
    *product(VOCABULARY, ["view", "add"]),
    *product(["review.sourcedocument"], ["view", "add"]),
    *product(["review.candidate"], ["view", "change"]),
}
EDITORS = CURATORS | {
    *product(DRAFTED, ["publish", "delete"]),
    *product(VOCABULARY, ["change", "delete"]),
    *product(["permalinks.redirect"], ["view"]),
}


def make_groups(sender, using: str, **kwargs) -> None:
    """Give both groups what they lack. Nothing that a superuser added to them is taken away.

    Some permissions are missing while the rooms are migrated one by one; they come at the end.
    """
    from django.contrib.auth.models import Group, Permission

    known = {
        (f"{each.content_type.app_label}.{each.content_type.model}", each.codename): each
        for each in Permission.objects.using(using).select_related("content_type")
    }
    for name, wanted in {"curators": CURATORS, "editors": EDITORS}.items():
        group, _ = Group.objects.using(using).get_or_create(name=name)
        keys = {(model, f"{verb}_{model.split('.')[1]}") for model, verb in wanted}
        group.permissions.add(*(known[key] for key in keys & known.keys()))
