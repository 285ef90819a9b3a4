"""Made-up bases with odd texts, for the property tests of the content files."""

import datetime

from hypothesis import strategies as st

from articles.models import Article, Voice
from articles.services import save_article, save_passage_facts
from publishing.services import redirect
from roles import services
from roles.models import (
    Citation,
    Claim,
    Context,
    DecisionArea,
    Disagreement,
    Position,
    Responsibility,
    Role,
    RoleTitle,
)
from tests import made_up_answers

ODD = [
    *(
        "no",
        "null",
        "2016",
        "~",
        "true",
        "1e3",
        "0x1F",
        "2016-05-12",
        "=",
        "<<",
        "!tag",
        "&a",
        "*a",
    ),
    *("- dash", "# hash", "a # b", "key: value", "'", '"', "“quoted”", "it's", "---", "...", "%x"),
    *("@at", "`code`", "[x]", "{x: y}", "| bar", "> more", "? what", ": colon", ",", "\\n", "a\\"),
    *(" lead", "trail ", "  ", "naïve café", "日本語", "שלום עולם", "مرحبا", "👩‍💻🚀", "a\u00a0b"),
    *("a\u2028b", "\ufeffbom", "zero\u200bwidth", "\u202eright", "tab\tin", "é", "ﬀ", "x" * 99),
]
MULTILINE = ["one\ntwo", "one\n\n- two\n", "\nlead", "trail \nline", "a\n---\nb", " x\n  y\n", "\n"]
_letters = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
line = st.one_of(st.sampled_from(ODD), st.text(_letters, min_size=1, max_size=30)).filter(
    lambda text: text.strip()
)
empty_or_line = st.one_of(st.just(""), line)
prose = st.one_of(empty_or_line, st.sampled_from(MULTILINE))
dates = st.dates(datetime.date(1990, 1, 1), datetime.date(2090, 12, 31))
tags = st.lists(
    st.one_of(
        st.sampled_from(["no", "2016", "é", "a, b", "日本", "#x"]), st.text("abc :", min_size=1)
    ),
    max_size=3,
    unique=True,
).map(lambda names: [name for name in names if name.strip()])


class Base:
    """Draws a base and writes it through the services, as curators would."""

    def __init__(self, data):
        self.data = data
        areas = [self._area(number) for number in range(self._count(1, 2))]
        self.areas = areas
        self.duties = [self._duty(number) for number in range(self._count(1, 2))]
        self.contexts = [self._context(number) for number in range(self._count(1, 2))]
        self.points = [made_up_answers.point(self, slug) for slug in made_up_answers.POINTS]
        self.articles = [self._article(number) for number in range(self._count(1, 2))]
        self.roles = [self._role(number) for number in range(self._count(1, 3))]
        self.claims = []
        for number in range(self._count(0, 4)):
            self.claims.append(self._claim(number))
        for role in self.roles:
            self._choose_claims(role)
        self._disagreement()
        made_up_answers.answer(self)
        self._remove_a_passage()
        self._change_a_passage()
        self._redirect()

    def draw(self, strategy):
        return self.data.draw(strategy)

    def _count(self, low, high):
        return self.draw(st.integers(low, high))

    def _one(self, items):
        return self.draw(st.sampled_from(items))

    def _publication(self, status=None):
        status = status or self._one(["draft", "published", "withdrawn"])
        if status == "draft":
            return {"status": status}
        facts = {"status": status, "first_published_on": self.draw(dates)}
        if status == "withdrawn":
            facts |= {"withdrawn_on": self.draw(dates), "withdrawn_because": self.draw(line)}
        return facts

    def _area(self, number):
        facts = {"title": self.draw(line), "question": self.draw(line), "order": self._count(0, 9)}
        return services.save(DecisionArea(slug=f"area-{number}", **facts))

    def _duty(self, number):
        area = self._one(self.areas)
        duty = Responsibility(slug=f"{number}", title=self.draw(line), decision_area=area)
        return services.save(duty)

    def _context(self, number):
        order = self._count(0, 9)
        return services.save(Context(slug=f"no-{number}", title=self.draw(line), order=order))

    def _article(self, number):
        article = Article(
            slug=["2016", "null"][number],
            title=self.draw(line),
            kind=self._one(Article.Kind.values),
            extent=self._one(Article.Extent.values),
            scope=self.draw(empty_or_line),
            publisher=self.draw(empty_or_line),
            platform=self.draw(empty_or_line),
            url=self._one(["", "https://example.org/?a=1&b=#x"]),
            published_on=self._one(["", "2016", "2016-05", "2016-05-12"]),
            published_how=self.draw(empty_or_line),
            based_on_title=self.draw(empty_or_line),
            based_on_url=self._one(["", "http://example.org/"]),
            rights=self._one(Article.Rights.values),
            summary=self.draw(prose),
            body=self._body(),
            blocks=self._count(0, 9),
            skipped={
                str(block): self.draw(line)
                for block in self.draw(st.sets(st.integers(1, 99), max_size=2))
            },
            publisher_interest=self._one(["unknown", "seller"]),
            publisher_interest_note=self.draw(empty_or_line),
            **self._publication(self._one(["draft", "published", "published", "withdrawn"])),
        )
        voices = [self._voice(order) for order in range(1, self._count(0, 2) + 1)]
        save_article(article, voices=voices)
        article.tags.set(self.draw(tags))
        for passage in article.passages.all():
            passage.voice = self._one(list(article.voices.all()))
            passage.no_claim = self.draw(empty_or_line)
            passage.source_text = "left out of the files"
            save_passage_facts(passage)
        return article

    def _body(self):
        prefix = st.sampled_from(["", "- ", "## ", "> ", "1. "])
        blocks = [
            self.draw(prefix) + self.draw(prose).replace("[", "(").replace("]:", ")")
            for _ in range(self._count(1, 4))
        ]
        blocks.append(self._one(["---", "| a | b |\n|---|---|\n| c | d: |", "***", "    code"]))
        blocks.append("- The last words, which nobody cites: # no")
        return "\n\n".join(blocks)

    def _voice(self, order):
        return Voice(
            slug=f"voice-{order}",
            name=self.draw(empty_or_line),
            description=self.draw(empty_or_line),
            kind="author" if order == 1 else self._one(Voice.Kind.values),
            interest=self._one(["unknown", "analyst"]),
            interest_note=self.draw(empty_or_line),
            order=order,
        )

    def _role(self, number):
        role = Role(
            slug=["cio", "2016", "off"][number],
            title=self.draw(line),
            acronym=self.draw(empty_or_line)[:20],
            broader=self._one([None, *self.roles]) if number else None,
            order=self._count(0, 9),
            palette=self._count(1, 12),
            kind=self._one(Role.Kind.values),
            editors_note=self.draw(prose),
            **self._publication(),
        )
        self.roles = [*getattr(self, "roles", []), role]
        titles = self.draw(
            st.lists(st.sampled_from(["IT: head", "No", "2016", "#1 Café"]), unique=True)
        )
        titles = [RoleTitle(title=title, slug=slug) for title, slug in _slugs(titles)]
        return services.save_role(role, titles=titles)

    def _claim(self, number):
        aspect = self._one(["resources", "responsibility", "decision", "relationship", "context"])
        facts = {"slug": f"claim-{number}", "statement": self.draw(line), "aspect": aspect}
        role = self._one(self.roles)
        facts |= {"role": role, "modality": self._one(Claim.Modality.values)}
        contexts = self.draw(st.sets(st.sampled_from(self.contexts)))
        if aspect == "responsibility":
            facts |= {"involvement": "responsible", "responsibility": self._one(self.duties)}
        elif aspect == "decision":
            excluded = self.draw(st.booleans())
            facts |= {"decision_area": self._one(self.areas), "denies": excluded}
            facts |= {"involvement": "excluded" if excluded else ""}
        elif aspect == "relationship":
            facts |= {"relation": self._one(Claim.Relation.values)}
            others = [each for each in self.roles if each != role]
            facts |= {"other_role": others[0]} if others else {"counterpart": self.draw(line)}
        else:
            facts |= {"point": self._one([None, *self.points])}
        if aspect == "context":
            contexts = contexts or {self.contexts[0]}
        years = st.none() | st.integers(1950, 2000)
        facts |= {
            "period_start": self.draw(years),
            "superseded_by": self._one([None, *self.claims]),
        }
        facts |= {"period_end": self.draw(st.none() | st.integers(2000, 2030))}
        citations = self._citations()
        facts |= self._claim_publication(citations)
        return services.save_claim(
            Claim(**facts),
            contexts=contexts,
            tags=self.draw(tags),
            citations=citations,
            loading=True,
        )

    def _claim_publication(self, citations):
        backed = any(
            each.stance == "supports"
            and each.passage.text
            and each.passage.article.status != "draft"
            for each in citations
        )
        return self._publication(None if backed else self._one(["draft", "withdrawn"]))

    def _citations(self):
        passages = [each for article in self.articles for each in list(article.passages.all())[:-1]]
        chosen = self.draw(st.permutations(passages))[: self._count(0, min(3, len(passages)))]
        return [
            Citation(
                passage=passage,
                stance=self._one(Citation.Stance.values),
                voice=self._one([None, *passage.article.voices.all()]),
                note=self.draw(empty_or_line),
                sample=self.draw(empty_or_line),
                checked_text=self._one([passage.text, passage.text, "", "Words\nof old: # yes"]),
            )
            for passage in chosen
        ]

    def _choose_claims(self, role):
        own = [claim for claim in self.claims if claim.role == role and claim.is_published]
        if own:
            role.summary_claim, role.focus_claim = self._one([None, *own]), self._one(own)
            services.save_role(role)

    def _disagreement(self):
        published = len(self.claims) > 1 and self.draw(st.booleans())
        first = self.claims[:1] if published else []
        positions = [
            (Position(label=self.draw(line)), claims) for claims in (first, self.claims[1:])
        ]
        services.save_disagreement(
            Disagreement(
                slug="disagreement",
                question=self.draw(line),
                decision_area=self._one([None, *self.areas]),
                point=self._one([None, *self.points]),
                editors_note=self.draw(prose),
                **self._publication("published" if published else "draft"),
            ),
            positions=positions,
        )

    def _remove_a_passage(self):
        """Take the last block, which nobody cites, out of a body."""
        article = Article.objects.get(pk=self.articles[0].pk)
        article.body = article.body.rpartition("\n\n")[0]
        save_article(article)
        passage = article.passages.order_by("ordinal").exclude(removed_on=None).get()
        passage.no_claim = self.draw(empty_or_line)
        save_passage_facts(passage)

    def _change_a_passage(self):
        """Its citations then need a re-check."""
        article = Article.objects.get(pk=self.articles[-1].pk)
        article.body = article.body.replace("one", "two")
        save_article(article)

    def _redirect(self):
        redirect(kind="role", old_slug="no", new_slug=self.roles[0].slug)
        redirect(kind="responsibility", old_slug="2020", new_slug=self.duties[0].slug)


def _slugs(titles):
    from django.utils.text import slugify

    return [(title, slugify(title)) for title in titles]
