"""A whole site of a chosen size, for tests that ask how the pages grow with it.

Written past the services, in bulk, because size is all that matters here; the constraints of the
database still hold. Every object has what could cost a page a query of its own.
"""

import itertools

from taggit.models import Tag

from articles.models import Article, Passage, TaggedArticle, Voice
from publishing.models import Redirect
from roles.aspects import Aspect
from roles.models import (
    Answer,
    AnswerSentence,
    Citation,
    Claim,
    Context,
    DecisionArea,
    Disagreement,
    Position,
    Responsibility,
    Role,
    RoleTitle,
    SentenceClaim,
    TaggedClaim,
)

PUBLISHED = {"status": "published", "first_published_on": "2026-01-02"}


class World:
    """`size` of everything that a page lists; every aspect `size` times for CIO and for CTO."""

    def __init__(self, size: int):
        self.size = size
        self._numbers = itertools.count(1)
        self.tags = self._many(Tag, lambda n: {"name": f"topic {n}", "slug": f"topic-{n}"})
        self.contexts = self._many(Context, lambda n: {"slug": f"context-{n}", "title": f"C {n}"})
        self._articles()
        self._vocabulary()
        self._roles()
        self.claims = [
            self._claim(role, aspect, n)
            for role in self.roles
            for aspect in Aspect.values
            for n in range(size if role.slug in {"cio", "cto", "variant"} else 1)
        ]
        self._save_claims()
        self._disagreements()
        self._answers()
        self._histories()
        Redirect.objects.create(kind="role", old_slug="old-cio", new_slug="cio")

    def _many(self, model, fields):
        return model.objects.bulk_create([model(**fields(n)) for n in range(self.size)])

    def _articles(self):
        self.articles = self._many(
            Article, lambda n: {"slug": f"article-{n}", "title": f"A {n}", **PUBLISHED}
        )
        voices = [
            Voice(article=article, slug=f"voice-{n}", name=f"V {n}", kind="quoted")
            for article in self.articles
            for n in range(self.size)
        ]
        self.voices = Voice.objects.bulk_create(voices)
        self.passages = Passage.objects.bulk_create(
            Passage(
                article=voice.article, anchor=f"p{n}", ordinal=n, kind="paragraph",
                voice=voice, text=f"Digest {n}.", html=f"<p>Digest {n}.</p>",
            )
            for n, voice in enumerate(voices, 1)
        )  # fmt: skip
        TaggedArticle.objects.bulk_create(
            TaggedArticle(tag=tag, content_object=article)
            for article in self.articles
            for tag in self.tags
        )

    def _vocabulary(self):
        self.areas = self._many(
            DecisionArea, lambda n: {"slug": f"area-{n}", "title": f"A {n}", "question": "Who?"}
        )
        self.duties = self._many(
            Responsibility,
            lambda n: {"slug": f"duty-{n}", "title": f"D {n}", "decision_area": self.areas[n]},
        )

    def _roles(self):
        """CIO, CTO, a variant of a variant of the CIO with variants of its own, and others."""
        cio, cto = (
            Role(slug=slug, title=slug.upper(), order=n, **PUBLISHED)
            for n, slug in enumerate(["cio", "cto"])
        )
        above = Role(slug="above", title="Above", **PUBLISHED)
        variant = Role(slug="variant", title="Variant", **PUBLISHED)
        others = [
            Role(slug=f"role-{n}", title=f"Role {n}", kind=kind, **PUBLISHED)
            for n, kind in enumerate(["main", "counterpart"] * (self.size // 2))
        ]
        self.roles = Role.objects.bulk_create([cio, cto, above, variant, *others])
        above.broader, variant.broader = cio, above
        for role in others:
            role.broader = variant
        Role.objects.bulk_update([above, variant, *others], ["broader"])
        RoleTitle.objects.bulk_create(
            RoleTitle(role=role, title="Technology head", slug="technology-head")
            for role in self.roles
        )

    def _claim(self, role, aspect, n):
        fields = {
            "responsibility": {"responsibility": self.duties[n], "involvement": "responsible"}
        }
        fields["decision"] = {"decision_area": self.areas[n], "involvement": "accountable"}
        other = self.roles[0] if role.slug == "role-0" else self.roles[4]  # role-0
        related = {"relation": "advises", "other_role": other}
        fields |= {"relationship": related, "reporting_line": related}
        number = next(self._numbers)
        return Claim(
            slug=f"claim-{number}", statement=f"Statement {number}.", role=role, aspect=aspect,
            period_start=1900 + 10 * n if aspect == "evolution" else None,
            **PUBLISHED, **fields.get(aspect, {}),
        )  # fmt: skip

    def _save_claims(self):
        """Each claim with two supporting citations, a dispute, two contexts and two tags."""
        Claim.objects.bulk_create(self.claims)
        passages = itertools.cycle(self.passages)
        stances = ("supports", "supports", "disputes")
        Citation.objects.bulk_create(
            Citation(claim=claim, passage=next(passages), stance=stance, voice=self.voices[0])
            for claim in self.claims
            for stance in stances
        )
        Claim.contexts.through.objects.bulk_create(
            Claim.contexts.through(claim=claim, context=context)
            for claim in self.claims
            for context in self.contexts[:2]
        )
        TaggedClaim.objects.bulk_create(
            TaggedClaim(content_object=claim, tag=tag)
            for claim in self.claims
            for tag in self.tags[:2]
        )
        for role in self.roles:
            own = [claim for claim in self.claims if claim.role == role]
            role.summary_claim = next(claim for claim in own if claim.aspect == "definition")
            role.focus_claim = next(claim for claim in own if claim.aspect == "focus")
        Role.objects.bulk_update(self.roles, ["summary_claim", "focus_claim"])

    def _disagreements(self):
        self.disagreements = self._many(
            Disagreement, lambda n: {"slug": f"question-{n}", "question": f"Q {n}?", **PUBLISHED}
        )
        for each in self.disagreements:
            for order in (1, 2):
                position = Position.objects.create(disagreement=each, label="P", order=order)
                position.claims.set(self.claims[order - 1 :: 2][: self.size])

    def _answers(self):
        """Several to each page, each with two statements on claims that others contest."""
        pages = ({"area": None, "of": self.roles[:2]}, {"area": None, "of": self.roles[:1]})
        pages += ({"area": self.areas[0], "of": []},)
        answers = Answer.objects.bulk_create(
            Answer(
                slug=f"answer-{n}", question=f"Q {n}?", decision_area=pages[n % 3]["area"],
                **PUBLISHED,
            )
            for n in range(3 * self.size)
        )  # fmt: skip
        for n, answer in enumerate(answers):
            answer.roles.set(pages[n % 3]["of"])
        sentences = AnswerSentence.objects.bulk_create(
            AnswerSentence(answer=answer, order=order, text="S.")
            for answer in answers
            for order in range(self.size)
        )
        SentenceClaim.objects.bulk_create(
            SentenceClaim(sentence=sentence, claim=claim, use=use)
            for sentence in sentences
            for claim, use in zip(self.claims, ("needed", "needed", "backing"), strict=False)
        )

    def _histories(self):
        for entry in (self.roles[0], self.claims[0]):
            for n in range(self.size):
                entry._change_reason = f"Reason {n}"
                setattr(entry, "title" if isinstance(entry, Role) else "statement", f"Words {n}")
                entry.save()
