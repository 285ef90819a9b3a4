"""Made-up points and answers, for the property tests of the content files."""

from hypothesis import strategies as st

from roles import services
from roles.answer_services import Sentence, save_answer
from roles.models import Answer, AnswerSentence, Point

POINTS = ["2016", "rank"]
_sentences = st.sampled_from(["no", "2016", "a # b", "key: value", "- dash", "“quoted”", "日本語"])


def point(base, slug: str) -> Point:
    return services.save(
        Point(
            slug=slug, title=base.draw(_sentences), question="~", order=base.draw(st.integers(0, 9))
        )
    )


def answer(base) -> Answer:
    return save_answer(
        Answer(
            slug="answer",
            question=base.draw(_sentences),
            order=base.draw(st.integers(0, 9)),
            decision_area=base.draw(st.sampled_from([None, *base.areas])),
            context=base.draw(st.sampled_from([None, *base.contexts])),
        ),
        roles=base.draw(st.sets(st.sampled_from(base.roles))),
        sentences=[sentence for sentence in (_statement(base), _gap(base)) if sentence],
    )


def _statement(base) -> Sentence | None:
    claims = base.draw(st.permutations(base.claims))
    needed = base.draw(st.integers(0, len(claims)))
    if not needed:
        return None
    text = AnswerSentence(text=base.draw(_sentences))
    return Sentence(text, needs=claims[:needed], backing=claims[needed:])


def _gap(base) -> Sentence:
    name, entries = base.draw(
        st.sampled_from(
            [
                ("point", base.points),
                ("decision_area", base.areas),
                ("responsibility", base.duties),
            ]
        )
    )
    about = {name: base.draw(st.sampled_from(entries))}
    roles = base.draw(st.sets(st.sampled_from(base.roles), min_size=1))
    text = AnswerSentence(kind="gap", text=base.draw(_sentences), **about)
    return Sentence(text, roles=roles)
