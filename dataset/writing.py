"""The plan to the database, through the services, in the order in which things point to others."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model, ProtectedError, RestrictedError
from django.utils.text import slugify

from articles.models import Passage, Voice
from dataset.kinds import KINDS
from dataset.plan import Plan, Planned
from dataset.writing_articles import write_article
from publishing.services import redirect
from reading.history.changes import LOADED
from roles import services
from roles.models import Citation, Claim, Disagreement, Position, RoleTitle

Data = dict[str, Any]


class Refused(Exception):
    """The services refuse an entry that the checks let pass."""


def write(plan: Plan) -> None:
    """Write everything that is planned. Raises Refused, with the reason noted at its entry."""
    writer = Writer()
    for kind in KINDS:
        for planned in plan.written(kind):
            _at_entry(getattr(writer, f"write_{kind}", writer.write_vocabulary), planned)
    for planned in writer.pointing:
        _at_entry(getattr(writer, f"finish_{planned.entry.kind}"), planned)


@transaction.atomic
def _at_entry(step: Callable[[Planned], None], planned: Planned) -> None:
    try:
        step(planned)
    except ValidationError as error:
        fields = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, messages in fields.items():
            for message in messages:
                planned.entry.problem(f"{name}: {message}".removeprefix(": "), name)
        raise Refused from error
    except (ProtectedError, RestrictedError, IntegrityError) as error:
        planned.entry.problem(str(error.args[0]))
        raise Refused from error


def reason(planned: Planned) -> str:
    """As the history keeps it, which holds 100 characters."""
    return f"{LOADED} {planned.entry.file}"[:100]


class Writer:
    """Knows what is in the database; what points to entries written later is `pointing`."""

    def __init__(self):
        self.ids = {
            name: dict(kind.model.objects.order_by().values_list("slug", "pk"))
            for name, kind in KINDS.items()
            if name != "redirect"
        }
        self.passages: dict[str, dict[str, Passage]] = {}  # article -> anchor -> passage
        self.voices: dict[str, dict[str, int]] = {}  # article -> slug -> key
        self.pointing: list[Planned] = []

    def _entry(self, planned: Planned) -> Any:
        """The entry with the columns of the file, but not yet what it points to."""
        kind = KINDS[planned.entry.kind]
        known = self.ids[kind.name].get(planned.entry.key)
        entry = kind.model.objects.get(pk=known) if known else kind.model()
        for name in kind.columns:
            default = kind.model._meta.get_field(name).get_default()
            setattr(entry, name, planned.data.get(name, default))
        return entry

    def _point(self, entry: Model, planned: Planned) -> bool:
        """Set the foreign keys; tells whether all that they point to is there."""
        complete = True
        for name, target in KINDS[planned.entry.kind].links.items():
            slug = planned.data.get(name)
            setattr(entry, f"{name}_id", self.ids[target].get(slug))
            complete &= slug is None or slug in self.ids[target]
        return complete

    def _saved(self, entry: Model, planned: Planned) -> None:
        self.ids[planned.entry.kind][planned.entry.key] = entry.pk

    def write_vocabulary(self, planned: Planned) -> None:
        entry = self._entry(planned)
        self._point(entry, planned)
        self._saved(services.save(entry, reason=reason(planned)), planned)

    def write_role(self, planned: Planned) -> None:
        """A new role comes before its claims, and what it points to after them."""
        role = self._entry(planned)
        if not role.pk:
            services.save_role(role, reason=reason(planned))
            self._saved(role, planned)
        elif role.broader_id and role.broader.slug != planned.data.get("broader"):
            # Two roles that change places would each be a variant of the other for a moment.
            role.broader = None
            services.save_role(role, reason=reason(planned))
        self.pointing.append(planned)

    def finish_role(self, planned: Planned) -> None:
        titles, links = planned.data.get("titles", []), KINDS["role"].links
        if planned.step == "created" and not titles and not planned.data.keys() & links:
            return
        role = self._entry(planned)
        self._point(role, planned)
        services.save_role(
            role,
            titles=[RoleTitle(title=title, slug=slugify(title)) for title in titles],
            reason=reason(planned),
        )

    def write_claim(self, planned: Planned) -> None:
        claim, data = self._entry(planned), planned.data
        if not self._point(claim, planned):  # superseded by a claim that comes later
            self.pointing.append(planned)
        for name in ("start", "end"):
            setattr(claim, f"period_{name}", data.get("period", {}).get(name))
        services.save_claim(
            claim,
            contexts=[self.ids["context"][slug] for slug in data.get("contexts", [])],
            tags=data.get("tags", []),
            citations=self._citations(claim, data),
            reason=reason(planned),
            loading=True,
        )
        self._saved(claim, planned)

    def finish_claim(self, planned: Planned) -> None:
        claim = self._entry(planned)
        self._point(claim, planned)
        services.save_claim(claim, reason=reason(planned), loading=True)

    def _citations(self, claim: Claim, data: Data) -> list[Citation]:
        known = {each.passage_id: each for each in claim.citations.all()} if claim.pk else {}
        citations = []
        for facts in data.get("citations", []):
            article, _, anchor = facts["passage"].partition("#")
            passage = self._passages(article)[anchor]
            citation = known.get(passage.pk) or Citation(passage=passage)
            citation.passage = passage
            citation.stance, citation.note = facts.get("stance", "supports"), facts.get("note", "")
            citation.voice_id = self._voices(article).get(facts.get("voice"))
            citation.checked_text = facts["checked_text"]
            citations.append(citation)
        return citations

    def _passages(self, article: str) -> dict[str, Passage]:
        if article not in self.passages:
            found = Passage.objects.filter(article__slug=article)
            self.passages[article] = {passage.anchor: passage for passage in found}
        return self.passages[article]

    def _voices(self, article: str) -> dict[str, int]:
        if article not in self.voices:
            found = Voice.objects.filter(article__slug=article)
            self.voices[article] = dict(found.values_list("slug", "pk"))
        return self.voices[article]

    def write_disagreement(self, planned: Planned) -> None:
        disagreement: Disagreement = self._entry(planned)
        positions = [
            (
                Position(label=each["label"]),
                [self.ids["claim"][slug] for slug in each.get("claims", [])],
            )
            for each in planned.data.get("positions", [])
        ]
        services.save_disagreement(disagreement, positions=positions, reason=reason(planned))
        self._saved(disagreement, planned)

    def write_redirect(self, planned: Planned) -> None:
        redirect(**{name: planned.data[name] for name in ("kind", "old_slug", "new_slug")})

    def write_article(self, planned: Planned) -> None:
        write_article(self._entry(planned), planned.data, reason(planned))
        if planned.step == "updated":
            self.pointing.append(planned)

    def finish_article(self, planned: Planned) -> None:
        """The voices that the file no longer has go when no claim of this load names them."""
        voices = [voice["slug"] for voice in planned.data["voices"]]
        Voice.objects.filter(article__slug=planned.entry.key).exclude(slug__in=voices).delete()
