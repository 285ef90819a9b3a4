"""A small site that has something on every page, made through the services."""

from articles.models import Passage
from articles.services import save_article, save_passage_facts
from roles import services
from tests import factories

SECRET = "xyzzy-words-of-the-original"
BODY = """[p1] The first digest.

[p2] The second digest.

[p3]

[p4] A digest that will be taken out."""


class Site:
    def __init__(self):
        self._sources()
        self._vocabulary()
        self._claims()
        self.question = factories.disagreement(
            [self.sets_strategy], [self.not_alone],
            slug="who-sets", question="Who sets the strategy?", editors_note="We take no side.",
        )  # fmt: skip
        self._answers()
        self.cio.focus_claim, self.cio.summary_claim = self.focus, self.definition
        services.save_role(self.cio)

    def _sources(self):
        self.article = factories.article(
            slug="sold", title="Sold & told", body=BODY, publisher="Vendor Ltd",
            publisher_interest="seller", publisher_interest_note="It sells CIO services.",
        )  # fmt: skip
        self.article.body = BODY.rpartition("\n\n")[0]
        save_article(self.article)
        for passage in self.article.passages.all():
            passage.source_text = SECRET
            save_passage_facts(passage)
        self.article.tags.add("Budgets")
        self.other = factories.article(slug="other", title="Another view", body="[p1] It differs.")
        self.quoted = factories.voice(
            self.article, slug="quoted", name="Q. Uoted", kind="quoted", interest="recruiter",
            interest_note="She places CIOs.",
        )  # fmt: skip

    def _vocabulary(self):
        self.cio = factories.role(
            slug="cio", title="Chief Information Officer", acronym="CIO", order=1,
            editors_note="Not to be confused with others.",
        )  # fmt: skip
        self.cto = factories.role(slug="cto", title="Chief Technology Officer", order=2)
        self.cdo = factories.role(slug="cdo", title="Chief Digital Officer", order=3)
        self.fractional = factories.role(
            slug="fractional-cio", title="Fractional CIO", order=4, broader=self.cio
        )
        self.ceo = factories.role(slug="ceo", title="Chief Executive", kind="counterpart", order=9)
        self.area = factories.decision_area(slug="strategy", title="IT strategy")
        self.duty = factories.responsibility(
            slug="set-strategy", title="Set the IT strategy", decision_area=self.area
        )
        self.sme = factories.context(slug="sme", title="Small company")

    def _claims(self):
        self.p1, self.p2 = (self.passage(anchor) for anchor in ("p1", "p2"))
        self.other_p1 = factories.passage(self.other)
        self.definition = self.claim("cio-is", "The CIO is an executive.")
        self.focus = self.claim("cio-focus", "The CIO looks inward.", aspect="focus")
        self.sets_strategy = self.claim(
            "cio-sets", "The CIO sets the strategy.", aspect="responsibility",
            responsibility=self.duty, involvement="accountable", tags=["Budgets"],
        )  # fmt: skip
        self.should = self.claim(
            "cio-should", "The CIO should choose suppliers.", aspect="decision",
            decision_area=self.area, involvement="consulted", modality="recommends",
        )  # fmt: skip
        self.will = self.claim(
            "cio-will", "The CIO will code by 2030.", aspect="skill", modality="predicts",
            period_end=2030,
        )  # fmt: skip
        self.small = self.claim(
            "cio-small", "The CIO of a small company does it all.", aspect="context",
            contexts=[self.sme],
        )  # fmt: skip
        self.reports = self.claim(
            "cio-reports", "The CIO reports to the CEO.", aspect="reporting_line",
            relation="reports_to", other_role=self.ceo,
        )  # fmt: skip
        self.disputed = self.claim("cio-knows", "The CIO knows best.", aspect="background")
        factories.cite(self.disputed, self.other_p1, stance="disputes", note="By name.")
        factories.cite(self.definition, self.p2, voice=self.quoted, stance="qualifies")
        self.then = self.claim(
            "cio-then", "The CIO ran machines.", aspect="evolution", period_start=1980,
            period_end=1989,
        )  # fmt: skip
        self.measured = self.claim("cio-measured", "The CIO is measured.", aspect="measure")
        self.not_alone = self.claim(
            "cto-not", "The CTO has no part in the strategy.", role=self.cto,
            aspect="responsibility", responsibility=self.duty, involvement="excluded",
            cites=self.other_p1,
        )  # fmt: skip

    def _answers(self):
        self.answer = factories.answer(
            factories.statement(
                self.sets_strategy, backing=[self.definition], text="The CIO sets the strategy."
            ),
            factories.statement(self.should, text="The CIO should choose suppliers."),
            factories.gap(self.cio, text="Our sources do not say what a CIO costs."),
            slug="what-does-the-cio-do", question="What does the CIO do?", roles=[self.cio],
        )  # fmt: skip
        factories.answer(
            factories.statement(self.sets_strategy, text="The CIO sets the strategy."),
            factories.statement(self.not_alone, text="The CTO has no part in the strategy."),
            slug="who-sets-it", question="Who sets it?", decision_area=self.area,
        )  # fmt: skip

    def passage(self, anchor: str) -> Passage:
        return self.article.passages.get(anchor=anchor)

    def claim(self, slug, statement, **fields):
        fields = {"role": self.cio, "cites": self.p1} | fields
        return factories.claim(slug=slug, statement=statement, **fields)
