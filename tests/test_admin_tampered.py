"""What no form of admin sends: it is refused as Django refuses it, and never an error of ours."""

import pytest
from django.contrib import admin
from django.urls import reverse

from articles.models import Article
from roles.models import Claim, Context, Disagreement, Responsibility, Role
from tests import factories
from tests.admin import account, add_path, client_of, errors, filled, list_path, path

pytestmark = pytest.mark.django_db

HUGE, NO_INT, TOO_LONG = "9" * 20, "\u00b2", "9" * 5000  # int() refuses the latter two
WRONG = ["abc", "\x00", HUGE, NO_INT, TOO_LONG]
MODELS = [model for model in admin.site._registry if model._meta.app_label != "auth"]


def named(value) -> str | None:
    if isinstance(value, str):
        return {TOO_LONG: "too-long", "\x00": "null"}.get(value, value)
    return getattr(value, "__name__", None)


@pytest.fixture
def root(db):
    return client_of(account("root", is_superuser=True))


@pytest.mark.parametrize("wrong", WRONG, ids=named)
@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (Claim, ["role", "responsibility", "decision_area", "other_role", "contexts",
                 "superseded_by", "citations-0-passage", "citations-0-voice"]),
        (Role, ["broader", "summary_claim", "focus_claim"]),
        (Disagreement, ["positions-0-claims"]),
        (Responsibility, ["decision_area"]),
    ],
    ids=named,
)  # fmt: skip
def test_what_a_form_points_to(editor, model, fields, wrong):
    data = filled(editor.get(add_path(model)))
    rows = {f"{field.split('-')[0]}-TOTAL_FORMS": 1 for field in fields if "-" in field}
    response = editor.post(add_path(model), data | rows | dict.fromkeys(fields, wrong))
    assert response.status_code == 200
    form = response.context["adminform"].form
    refused = set(form.errors) | {
        f"{inline.formset.prefix}-0-{name}"
        for inline in response.context["inline_admin_formsets"]
        for row in inline.formset.errors
        for name in row
    }
    assert refused >= set(fields)


@pytest.mark.parametrize("wrong", WRONG, ids=named)
def test_keys_and_versions_of_a_form(editor, wrong):
    claim = factories.claim()
    data = filled(editor.get(path(claim))) | {"statement": "Mine."}
    for name in ("version", "_overwrite"):
        assert "Somebody else" in errors(editor.post(path(claim), data | {name: wrong}))
    for name in ("citations-0-id", "citations-INITIAL_FORMS"):
        response = editor.post(path(claim), data | {name: wrong})
        assert response.status_code in {200, 302}
    assert claim.citations.exists()


@pytest.mark.parametrize("wrong", ["abc", HUGE, NO_INT], ids=named)
@pytest.mark.parametrize("model", MODELS, ids=named)
def test_filters_of_a_list(root, model, wrong):
    factories.claim(tags=["budget"])
    names = ["q", "o", "p", "e", "_to_field", "_popup", "_facets", "id__exact", "id__in"]
    for each in admin.site._registry[model].list_filter:
        name = each[0] if isinstance(each, tuple) else getattr(each, "parameter_name", each)
        names += [name, f"{name}__exact", f"{name}__id__exact", f"{name}__isempty"]
    pages = [list_path(model)]
    if hasattr(admin.site._registry[model], "export_view"):
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_export"
        pages.append(reverse(name, args=["csv"]))
    for page in pages:
        for name in names:
            assert root.get(page, {name: wrong}).status_code in {200, 302, 400}, (page, name)


@pytest.mark.parametrize("wrong", WRONG, ids=named)
@pytest.mark.parametrize("model", [Claim, Article, Role, Disagreement, Responsibility], ids=named)
def test_chosen_rows_of_a_list(root, model, wrong):
    factories.claim()
    for action in ("publish_selected", "withdraw_selected", "delete_selected"):
        data = {"action": action, "_selected_action": wrong, "index": "0"}
        assert root.post(list_path(model), data).status_code in {200, 302, 400}, action


@pytest.mark.parametrize("wrong", WRONG, ids=named)
def test_our_own_pages(root, wrong):
    claim = factories.claim(aspect="responsibility")
    duty, area = claim.responsibility, claim.responsibility.decision_area
    disagreement = factories.disagreement([factories.claim()], [factories.claim()])
    for entry, page, field in (
        (claim, "merge", "into"),
        (duty, "merge", "into"),
        (area, "rename", "slug"),
    ):
        response = root.post(path(entry, page), {field: wrong})
        is_slug = page == "rename" and wrong in {"abc", HUGE}
        assert response.status_code == (302 if is_slug else 200)
    for entry in (claim, disagreement):
        response = root.post(path(entry, "withdraw"), {"confirmed": wrong, "because": "\x00"})
        assert response.status_code == 200
    assert root.post(reverse("admin:recheck"), {"citation": wrong}).status_code == 404
    for name in ("p", "page"):
        if wrong != "\x00":
            assert root.get(reverse("admin:recheck"), {name: wrong}).status_code == 200


@pytest.mark.parametrize("wrong", [HUGE, NO_INT, TOO_LONG, "abc", "_00"], ids=named)
def test_pages_of_no_entry(root, wrong):
    for model in (Claim, Article, Role, Responsibility, Context):
        for page in ("merge", "withdraw", "rename", "preview", "change", "delete", "history"):
            address = f"{list_path(model)}{wrong}/{page}/"
            assert root.get(address).status_code in {301, 302, 404}, address
        for one in (wrong, 1):
            address = f"{list_path(model)}{one}/history/{wrong}/"
            assert root.get(address).status_code in {301, 302, 404}, address


@pytest.mark.parametrize("wrong", WRONG[:1] + WRONG[2:], ids=named)
def test_autocomplete(root, wrong):
    right = {"app_label": "roles", "model_name": "claim", "field_name": "role", "term": "x"}
    for name in [*right, "page"]:
        response = root.get(reverse("admin:autocomplete"), right | {name: wrong})
        assert response.status_code in {200, 403, 404}, name
