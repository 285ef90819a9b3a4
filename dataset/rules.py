"""Entries beside one another: does everything that a load will write point somewhere, and do the
rules of PRODUCT.md hold once it is written? Everything is looked at before anything is written.
"""

from functools import cache
from typing import Any

from dataset.kinds import KINDS
from dataset.plan import Plan, Planned
from dataset.reading import Entry
from dataset.state import State, Words, anchors, with_references
from roles.comparison import ancestry
from roles.publication import NO_SUPPORT

Data = dict[str, Any]


def check_doubles(entries: list[Entry]) -> None:
    seen: dict[str, Entry] = {}
    for entry in entries:
        if first := seen.get(entry.name):
            entry.problem(
                f"“{entry.key}” stands in {first.file} on line {first.line} already: remove one of "
                "the two, or give it another slug."
            )
        seen.setdefault(entry.name, entry)


def check(plan: Plan, state: State, entries: list[Entry]) -> None:
    """Note what is wrong with the plan at the entries that it comes from."""
    Checks(plan, state, entries).run()


class Checks:
    """The database as it will be, and the questions to it."""

    def __init__(self, plan: Plan, state: State, entries: list[Entry]):
        self.plan, self.state, self.after = plan, state, plan.after
        # What has problems of its own is not read further; nobody is blamed for pointing to it.
        self.broken = {(each.kind, each.key) for each in entries if each.problems}
        written = {each.entry.key: each.data for each in plan.written("article")}
        self.words = Words(state, written).of
        self.anchors = cache(lambda article: anchors(self.after["article"].get(article, {})))

    def run(self) -> None:
        for planned in self.plan.planned:
            if planned.is_written:
                self._check_references(planned)
                self._check_step_back(planned)
        for planned in self.plan.written("redirect"):
            self._check_redirect(planned)
        for planned in self.plan.planned:
            if planned.entry.kind == "role" and planned.step != "kept":
                self._check_role(planned)
        for planned in self.plan.written("claim"):
            self._check_claim(planned)
        for planned in self.plan.written("article"):
            self._check_leaving(planned)

    def _exists(self, kind: str, slug: str) -> bool:
        return slug in self.after[kind] or (kind, slug) in self.broken

    def _check_references(self, planned: Planned) -> None:
        entry = planned.entry

        def look(kind: str, slug: str, *path) -> str:
            slug = self.state.follow(kind, slug)
            if not self._exists(kind, slug):
                key = "The file's name" if path == ("role",) else str(path[0])
                entry.problem(self._missing(kind, slug, key), *path)
            return slug

        with_references(entry.kind, entry.data, look)

    def _missing(self, kind: str, slug: str, key: str) -> str:
        what = kind.replace("_", " ")
        if (kind, slug) in self.state.loaded:
            return (
                f"{key}: A curator deleted the {what} “{slug}”: name another one, or take it back "
                f"with --overwrite {kind}:{slug}."
            )
        where = KINDS[kind].file or f"{KINDS[kind].folder}/"
        return f"{key}: There is no {what} “{slug}”: correct the slug, or add it to {where}."

    def _check_step_back(self, planned: Planned) -> None:
        """A permalink lives for ever (rule 8)."""
        known = self.state.entries[planned.entry.kind].get(planned.entry.key, {})
        if planned.data.get("status") == "draft" and known.get("status", "draft") != "draft":
            planned.entry.problem(
                "status: It was published, so its address lives for ever: write withdrawn, with "
                "withdrawn_on and withdrawn_because.",
                "status",
            )

    def _check_redirect(self, planned: Planned) -> None:
        old = planned.data["old_slug"]
        if old in self.after[planned.data["kind"]]:
            planned.entry.problem(f"old_slug: “{old}” is an entry itself: remove one.", "old_slug")

    def _check_role(self, planned: Planned) -> None:
        entry, data = planned.entry, planned.data
        if planned.step in ("deleted", "renamed"):
            return
        for name in ("summary_claim", "focus_claim"):
            claim = self.after["claim"].get(data.get(name, ""))
            if claim and (claim["role"] != entry.key or claim["status"] != "published"):
                entry.problem(f"{name}: Choose a published claim of this role.", name)
        broader = {
            key: role["broader"] for key, role in self.after["role"].items() if "broader" in role
        }
        if planned.is_written and entry.key in ancestry(entry.key, broader):
            entry.problem("broader: That makes the role a variant of itself.", "broader")

    def _check_claim(self, planned: Planned) -> None:
        entry, data = planned.entry, planned.data
        sound = True
        for place, citation in enumerate(entry.data.get("citations", [])):
            sound &= self._check_citation(entry, citation, place)
        if sound and data["status"] == "published" and not self._is_backed(data):
            entry.problem(f"status: {NO_SUPPORT}", "status")

    def _check_citation(self, entry: Entry, citation: Data, place: int) -> bool:
        """Notes what is wrong; tells whether the citation can be judged."""
        slug, _, anchor = citation["passage"].partition("#")
        slug = self.state.follow("article", slug)
        article = self.after["article"].get(slug)
        if article is None or ("article", slug) in self.broken:
            return False
        path = ("citations", place)
        if anchor not in self.words(slug) or self._is_leaving(slug, anchor):
            entry.problem(
                f"passage: There is no [{anchor}] in the article “{slug}”: cite another passage.",
                *path,
                "passage",
            )
            return False
        voices = [voice["slug"] for voice in article["voices"]]
        if citation.get("voice", voices[0]) not in voices:
            entry.problem(
                f"voice: “{citation['voice']}” is no voice of “{slug}”: write one of "
                f"{', '.join(voices)}.",
                *path,
                "voice",
            )
        return True

    def _is_leaving(self, article: str, anchor: str) -> bool:
        """Does it stand in the body today, and no more after the load?"""
        known = self.state.entries["article"].get(article, {})
        return anchor not in self.anchors(article) and anchor in anchors(known)

    def _is_backed(self, claim: Data) -> bool:
        """Rule 1, as a load takes it: articles that were withdrawn later still count."""
        for citation in claim.get("citations", []):
            slug, _, anchor = citation["passage"].partition("#")
            article = self.after["article"].get(slug, {})
            if (
                citation.get("stance", "supports") == "supports"
                and article.get("status") != "draft"
                and anchor in self.anchors(slug)
                and self.words(slug).get(anchor)
            ):
                return True
        return False

    def _check_leaving(self, planned: Planned) -> None:
        """A cited passage may not leave its body, nor lose its words."""
        known = self.state.entries["article"].get(planned.entry.key)
        before = anchors(known) if known else set()
        words = self.words(planned.entry.key)
        left = before - self.anchors(planned.entry.key)
        texts = self.state.texts.get(planned.entry.key, {})
        emptied = {each for each in before if texts[each] and not words.get(each)}
        own = {each.entry.key for each in self.plan.written("claim")}
        for slug, claim in self.after["claim"].items() if left | emptied else ():
            for citation in claim.get("citations", []):
                article, _, anchor = citation["passage"].partition("#")
                # A claim of this load says itself what is wrong with it.
                if article == planned.entry.key and anchor in left | emptied and slug not in own:
                    planned.entry.problem(
                        f"body: [{anchor}] has lost its marker or its words, but the claim "
                        f"“{slug}” cites it. Put them back, or cite another passage first.",
                        "body",
                    )
