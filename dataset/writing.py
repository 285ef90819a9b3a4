"""The plan to the database, through the services, in the order in which things point to others.

Each entry is tried in a savepoint, so that all that the services refuse is told,
not the first alone.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model, ProtectedError, RestrictedError
from django.utils.text import slugify

from articles.models import Passage, Voice
from dataset.kinds import KINDS
from dataset.plan import Plan, Planned
from dataset.references import References
from dataset.state import State
from dataset.writing_articles import write_article
from publishing.services import redirect
from reading.history.steps import LOADED
from roles import services
from roles.answer_services import Sentence, save_answer
from roles.models import (
    AnswerSentence,
    Citation,
    Claim,
    Disagreement,
    Position,
    Role,
    RoleTitle,
)

Data = dict[str, Any]


# Column -> where its value stands in a file.
_PATHS = {"period_start": ("period", "start"), "period_end": ("period", "end")}


def write(plan: Plan, state: State, references: References) -> None:
    """Try everything that is planned. What is refused is noted at its entry; what points to such an
    entry is left out without a word."""
    writer = Writer(plan, state)
    for kind in KINDS:
        for planned in plan.written(kind):
            # A role comes before its claims, so it is held when it is finished.
            if kind == "role" or references.hold(planned):
                step = getattr(writer, f"write_{kind}", writer.write_vocabulary)
                _try(step, planned, references)
            else:
                references.broken.add(planned.address)
                _note_refusals(_check_columns, planned)
    for planned in writer.pointing:
        if planned.address not in references.broken and references.hold(planned):
            _try(getattr(writer, f"finish_{planned.entry.kind}"), planned, references)


def _try(step: Callable[[Planned], None], planned: Planned, references: References) -> None:
    if not _note_refusals(step, planned):
        references.broken.add(planned.address)


def _note_refusals(step: Callable[[Planned], None], planned: Planned) -> bool:
    """Tells whether there were none."""
    try:
        with transaction.atomic():
            step(planned)
    except ValidationError as error:
        place = getattr(getattr(error, "about", None), "place", ())
        by_field = hasattr(error, "error_dict")
        fields = error.message_dict if by_field else {NON_FIELD_ERRORS: error.messages}
        for name, messages in fields.items():
            path = (*place, *_PATHS.get(name, (name,)))
            for message in messages:
                said = message if name == NON_FIELD_ERRORS else f"{name}: {message}"
                planned.entry.problem(said, *path)
        return False
    except (ProtectedError, RestrictedError, IntegrityError) as error:
        planned.entry.problem(str(error.args[0]))
        return False
    return True


def _check_columns(planned: Planned) -> None:
    """What is wrong with an entry besides what it points to, which stands in its way."""
    kind = KINDS[planned.entry.kind]
    values = {name: planned.data[name] for name in kind.columns if name in planned.data}
    others = {field.name for field in kind.model._meta.fields} - values.keys()
    kind.model(**values).clean_fields(exclude=others)


def reason(planned: Planned) -> str:
    """As the history keeps it, which holds 100 characters."""
    return f"{LOADED} {planned.entry.file}"[:100]


class Writer:
    """Knows what is in the database; what points to entries written later is `pointing`."""

    def __init__(self, plan: Plan, state: State):
        self.state = state
        self.ids = {
            name: dict(kind.model.objects.order_by().values_list("slug", "pk"))
            for name, kind in KINDS.items()
            if name != "redirect"
        }
        self.passages: dict[str, dict[str, Passage]] = {}  # article -> anchor -> passage
        self.voices: dict[str, dict[str, int]] = {}  # article -> slug -> key
        self.pointing = list(_roles_to_check(plan))
        self.pinned = _pinned(plan)

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
        chosen = role.summary_claim_id, role.focus_claim_id
        self._point(role, planned)
        if planned.step == "unchanged" and chosen == (role.summary_claim_id, role.focus_claim_id):
            return
        services.save_role(
            role, titles=[_title(planned, title) for title in titles], reason=reason(planned)
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
            citations=self._citations(claim, planned),
            reason=reason(planned),
            loading=True,
        )
        self._saved(claim, planned)

    def finish_claim(self, planned: Planned) -> None:
        claim = self._entry(planned)
        self._point(claim, planned)
        services.save_claim(claim, reason=reason(planned), loading=True)

    def _citations(self, claim: Claim, planned: Planned) -> list[Citation]:
        known = {each.passage_id: each for each in claim.citations.all()} if claim.pk else {}
        filed = [each["passage"] for each in planned.entry.data.get("citations", [])]
        places = {self.state.follow_passage(each): place for place, each in enumerate(filed)}
        citations = []
        for facts in planned.data.get("citations", []):
            article, _, anchor = facts["passage"].partition("#")
            passage = self._passages(article)[anchor]
            citation = known.get(passage.pk) or Citation(passage=passage)
            citation.passage, citation.place = passage, ("citations", places[facts["passage"]])
            citation.stance, citation.note = facts.get("stance", "supports"), facts.get("note", "")
            citation.sample = facts.get("sample", "")
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
        self._point(disagreement, planned)
        positions = []
        for place, facts in enumerate(planned.data.get("positions", [])):
            position = Position(label=facts["label"])
            position.place = ("positions", place)
            claims = [self.ids["claim"][slug] for slug in facts.get("claims", [])]
            positions.append((position, claims))
        services.save_disagreement(disagreement, positions=positions, reason=reason(planned))
        self._saved(disagreement, planned)

    def write_answer(self, planned: Planned) -> None:
        answer = self._entry(planned)
        self._point(answer, planned)
        roles = [self.ids["role"][slug] for slug in planned.data.get("roles", [])]
        sentences = [
            self._sentence(facts, place)
            for place, facts in enumerate(planned.data.get("sentences", []))
        ]
        save_answer(answer, roles=roles, sentences=sentences, reason=reason(planned), loading=True)
        self._saved(answer, planned)

    def _sentence(self, facts: Data, place: int) -> Sentence:
        about = {
            f"{name}_id": self.ids[name].get(facts.get(name))
            for name in ("point", "decision_area", "responsibility")
        }
        sentence = AnswerSentence(kind=facts["kind"], text=facts["text"], **about)
        sentence.place = ("sentences", place)
        return Sentence(
            sentence,
            needs=_found(Claim, facts.get("needs", [])),
            backing=_found(Claim, facts.get("backing", [])),
            roles=_found(Role, facts.get("roles", [])),
        )

    def write_redirect(self, planned: Planned) -> None:
        redirect(**{name: planned.data[name] for name in ("kind", "old_slug", "new_slug")})

    def write_article(self, planned: Planned) -> None:
        """The passages that only claims of this load cite may leave: they are written after it."""
        article = self._entry(planned)
        known = article.passages.values_list("anchor", flat=True) if article.pk else ()
        spared = set(known) - self.pinned[planned.entry.key]
        write_article(article, planned, spared, reason(planned))
        if planned.step == "updated":
            self.pointing.append(planned)

    def finish_article(self, planned: Planned) -> None:
        """The voices that the file no longer has go when no claim of this load names them."""
        voices = [voice["slug"] for voice in planned.data["voices"]]
        Voice.objects.filter(article__slug=planned.entry.key).exclude(slug__in=voices).delete()


def _found(model: type[Model], slugs: list[str]) -> list:
    found = model.objects.in_bulk(slugs, field_name="slug")
    return [found[slug] for slug in slugs]


def _title(planned: Planned, title: str) -> RoleTitle:
    made = RoleTitle(title=title, slug=slugify(title))
    made.place = ("titles", planned.entry.data["titles"].index(title))
    return made


def _roles_to_check(plan: Plan) -> Iterator[Planned]:
    """Roles that stay as they are, but whose chosen claims may be published no more."""
    written = {planned.entry.key for planned in plan.written("claim")}
    for planned in plan.planned:
        chosen = {planned.data.get("summary_claim"), planned.data.get("focus_claim")}
        if planned.entry.kind == "role" and planned.step == "unchanged" and chosen & written:
            yield planned


def _pinned(plan: Plan) -> dict[str, set[str]]:
    """Article -> anchors that claims cite which this load does not write."""
    written = {planned.entry.key for planned in plan.written("claim")}
    found = defaultdict(set)
    for slug, claim in plan.after["claim"].items() if plan.written("article") else ():
        for citation in claim.get("citations", []) if slug not in written else ():
            article, _, anchor = citation["passage"].partition("#")
            found[article].add(anchor)
    return found
