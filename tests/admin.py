"""What tests of admin share: accounts of each group, and forms filled as a browser would."""

from html.parser import HTMLParser

from django.contrib.auth.models import Group, User
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse


def account(name: str, *groups: str, **fields) -> User:
    user = User.objects.create_user(name, is_staff=True, **fields)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def path(entry, page: str = "change") -> str:
    """The address of an entry's page in admin; of a model's, for the list and for adding."""
    name = f"admin:{entry._meta.app_label}_{entry._meta.model_name}_{page}"
    return reverse(name, args=[entry.pk] if getattr(entry, "pk", None) and page else [])


def list_path(model) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def add_path(model) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")


class _Fields(HTMLParser):
    """The fields of the page's own form that a browser would send, if nothing were typed."""

    def __init__(self):
        super().__init__()
        self.data: dict[str, list[str]] = {}
        self.reading = False
        self.name = self.words = ""

    def handle_starttag(self, tag, attributes):
        facts = dict(attributes)
        if tag == "form":
            self.reading = facts.get("id") != "logout-form" and facts.get("role") != "search"
        if not self.reading:
            return
        if tag == "input" and facts.get("type") not in {"submit", "button"}:
            ticks = facts.get("type") in {"checkbox", "radio"}
            if not ticks or "checked" in facts:
                self._add(facts.get("name"), facts.get("value", "on" if ticks else "") or "")
        elif tag in {"select", "textarea"}:
            self.name, self.words = facts.get("name", ""), ""
        elif tag == "option" and "selected" in facts:
            self._add(self.name, facts.get("value") or "")

    def handle_data(self, data):
        self.words += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.reading:
            self._add(self.name, self.words.removeprefix("\n"))

    def _add(self, name, value):
        if name:
            self.data.setdefault(name, []).append(value)


def filled(response) -> dict[str, object]:
    """The data that a browser would send from this page, if nothing were typed."""
    fields = _Fields()
    fields.feed(response.content.decode())
    return {
        name: values if len(values) > 1 else values[0]
        for name, values in fields.data.items()
        if "__prefix__" not in name
    }


def errors(response) -> str:
    """Every error on the page, in its words; a saved form redirects and has none."""
    assert response.status_code == 200, f"saved: {response.status_code}"
    found = response.context["errors"]
    return " ".join(
        str(word) for each in found for word in ([each] if isinstance(each, str) else each)
    )


def save(client: Client, url: str, **typed):
    """Open a form, change some fields, send it. Double underscores stand for hyphens."""
    data = filled(client.get(url))
    for name, value in typed.items():
        data[name.replace("__", "-")] = value
    return client.post(url, {name: value for name, value in data.items() if value is not None})


def said(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))
