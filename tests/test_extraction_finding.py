"""Finding candidates: whose claim it is, what kind, and what is no claim, on texts written for
each case."""

import json

import pytest

from extraction import Refusal, candidates_jsonl, find, load, read


def found(text, name="a.txt", **options):
    return find(read(text.encode(), name), load(), **options)


def by_text(candidates):
    return {c.text: c.role for c in candidates}


def first(text):
    return found(text)[0]


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("The CIO runs the data centre.", "cio"),
        ("A chief technology officer builds products.", "cto"),
        ("The chief digital officer owns the web shop.", "cdo"),
        ("The CDO owns the web shop, as every chief digital officer does.", "cdo"),
        ("The CDO, or chief data officer, owns the catalogue.", "chief-data-officer"),
        ("Our vCIO plans the budget.", "fractional-cio"),
        ("A part-time CIO plans the budget.", "fractional-cio"),
        ("The CISO writes the security policy.", "ciso"),
        (
            "A business relationship manager sits with the clinics.",
            "business-relationship-executive",
        ),
        ("The vice president of engineering owns delivery.", "other"),
        ("The CIO works with the CTO on the cloud.", "cio"),
        ("Large purchases are approved by the CTO after the CFO has seen them.", "cto"),
        ("It is up to the CIO to train the staff, not the CTO.", "cio"),
    ],
)
def test_role_of_a_sentence(sentence, role):
    assert first(sentence).role == role


def test_two_subjects_give_a_candidate_each():
    roles = {
        c.role
        for c in found("The CIO runs the warehouse systems, while the CTO builds the robots.")
    }
    assert roles == {"cio", "cto"}


def test_pronouns_and_role_nouns_follow_the_role_last_named():
    text = (
        "The CTO builds robots. She hires engineers for the laboratory. The role demands "
        "patience with suppliers."
    )
    assert [c.role for c in found(text) if c.text.startswith(("She", "The role"))] == ["cto", "cto"]


def test_list_under_a_lead_in_takes_its_role():
    text = (
        "Duties\n\nThe CTO is charged with:\n\n- laboratory safety\n- working with the CIO on "
        "networks\n"
    )
    assert by_text(found(text)) == {
        "laboratory safety": "cto",
        "working with the CIO on networks": "cto",
    }


def test_list_under_somebody_else_has_no_role():
    text = (
        "Duties of the CIO\n\nEach county board shall:\n\n(1) name a contact;\n\n(2) pay its "
        "fees.\n"
    )
    assert found(text) == []


def test_list_under_the_heading_of_a_role():
    text = "# Two jobs\n\n## CIO\n\n- Payroll systems\n\n## CTO\n\n- Robot design\n"
    assert by_text(found(text, "a.md")) == {"Payroll systems": "cio", "Robot design": "cto"}


def test_headings_without_levels_nest_by_role():
    text = "Two jobs\n\nCIO\n\nSkills\n\n- Patience\n\nCTO\n\nSkills\n\n- Curiosity\n"
    assert [(c.text, c.role, c.aspect) for c in found(text)] == [
        ("Patience", "cio", "skill"),
        ("Curiosity", "cto", "skill"),
    ]


def test_off_topic_headings_end_the_documents_role():
    text = (
        "# Guide for the CIO\n\n## Duties\n\n- Plan the network\n\n## About us\n\n- Build great "
        "teams\n"
    )
    assert by_text(found(text, "a.md")) == {"Plan the network": "cio"}


@pytest.mark.parametrize(
    "table",
    [
        "| | CIO | CTO |\n|---|---|---|\n| Reports to | Finance head | Founder |\n",
        "| Role | Reports to |\n|---|---|\n| CIO | Finance head |\n| CTO | Founder |\n",
    ],
)
def test_table_role_in_column_or_row(table):
    got = {(c.text, c.role, c.aspect) for c in found("# Titles\n\n" + table, "a.md")}
    assert got >= {("Finance head", "cio", "reporting_line"), ("Founder", "cto", "reporting_line")}


def test_interview_first_person_is_the_interviewee():
    text = (
        "Coffee with a fractional CIO\n\nQ: What do you do?\n\nA: I plan the budget of four "
        "bakeries. It rains.\n\nQ: And the CTO?\n\nA: He builds the ovens.\n"
    )
    assert by_text(found(text)) == {
        "I plan the budget of four bakeries.": "fractional-cio",
        "He builds the ovens.": "cto",
    }


def test_interviewer_of_an_outsider_gives_no_first_person_claims():
    text = (
        "Coffee with a recruiter\n\nQ: What do you do?\n\nA: I plan the budget of four "
        "bakeries.\n\nQ: And CIOs?\n\nA: The CIO buys systems.\n"
    )
    assert by_text(found(text)) == {"The CIO buys systems.": "cio"}


def test_an_office_that_is_the_role_by_law():
    text = (
        "Sec. 4. The director shall be the chief information officer of the county.\n\nSec. 5. "
        "The director approves every network purchase.\n"
    )
    assert [c.role for c in found(text) if c.text.endswith("purchase.")] == ["cio"]


@pytest.mark.parametrize(
    ("sentence", "aspect"),
    [
        ("The CIO reports to the mayor.", "reporting_line"),
        ("The CTO decides which stack is used.", "decision"),
        ("The CIO is responsible for the ferry timetable system.", "responsibility"),
        ("A CIO is the most senior technology executive.", "definition"),
        ("The CTO focuses on customers outside the firm.", "focus"),
        ("A CIO needs the ability to listen.", "skill"),
        ("CTOs usually hold a degree in physics.", "background"),
        ("The CIO is measured by uptime.", "measure"),
        ("The CIO works closely with the head of sales.", "relationship"),
        ("In the 1990s the CIO became a buyer.", "evolution"),
        ("In small companies the CIO also mends printers.", "context"),
    ],
)
def test_aspect(sentence, aspect):
    assert first(sentence).aspect == aspect


@pytest.mark.parametrize(
    ("sentence", "letter"),
    [
        ("The CIO oversees the help desk.", "accountable"),
        ("The CIO drafts the yearly plan.", "responsible"),
        ("The CTO weighs in on the choice of system.", "consulted"),
        ("The CTO is told of the decision.", "informed"),
        ("The CIO does not manage the web shop.", "excluded"),
        ("The CIO reports to the mayor.", None),
    ],
)
def test_involvement(sentence, letter):
    assert first(sentence).involvement == letter


@pytest.mark.parametrize(
    ("sentence", "denies"),
    [
        ("The CIO is not responsible for privacy.", True),
        ("The CTO doesn't run the help desk.", True),
        ("The CIO not only runs the help desk but plans it.", False),
        ("The CIO is no longer limited to running the help desk.", False),
        ("The CIO runs what others do not.", False),
    ],
)
def test_denial(sentence, denies):
    assert first(sentence).denies is denies


@pytest.mark.parametrize(
    ("sentence", "mood"),
    [
        ("The CIO runs the help desk.", "describes"),
        ("The CIO will evaluate vendors.", "describes"),
        ("The CIO should run the help desk.", "recommends"),
        ("By 2040, CIOs will run every help desk.", "predicts"),
    ],
)
def test_modality(sentence, mood):
    assert first(sentence).modality == mood


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("In the 1980s CIOs ran mainframes.", (1980, 1989)),
        ("Back in the ’70s the CIO had no title.", (1970, 1979)),
        ("CIOs multiplied during the first decade of the 21st century.", (2000, 2009)),
        ("By 2021 CIOs will run every help desk.", (None, 2021)),
        ("Since 2015 the CTO has owned the cloud.", (2015, None)),
        ("Traditionally the CIO ran the help desk.", None),
        ("The CIO shall follow the Act of 1996, section 12.", None),
    ],
)
def test_period_only_from_years_in_the_text(sentence, period):
    assert first(sentence).period == period


def test_contexts():
    assert first("In small companies the CIO also mends printers.").contexts == ("sme",)


@pytest.mark.parametrize(
    "text",
    [
        "What does a CIO do?",
        "In this article we will look at the job of the CIO.",
        "Contact us today to meet your vCIO.",
        "Ada Pell was CIO of a ferry company for nine years.",
        "Networks are cheap. Storage is cheaper. Everybody likes that.",
        "CIO, CTO, CISO",
        "The CIO Council met on Friday in the town hall.",
    ],
)
def test_no_claim(text):
    assert found(text) == []


def test_comments_are_off_by_default():
    text = (
        "CIO news\n\nThe CIO runs IT for the town.\n\n1 comment\n\nLena says: Our CIO reports to "
        "the cook.\n"
    )
    assert len(found(text)) < len(found(text, with_comments=True))


def test_candidates_say_where_and_why_and_are_deterministic():
    text = "Heading\n\nThe CIO runs the help desk.\n"
    candidate = first(text)
    assert (candidate.block, 0.5 <= candidate.score <= 1, bool(candidate.reason)) == (2, True, True)
    assert found(text) == found(text)


def test_jsonl(tmp_path):
    (tmp_path / "note.txt").write_text("The CIO runs the help desk.")
    row = json.loads(next(candidates_jsonl([tmp_path / "note.txt"], load())))
    assert list(row) == [
        "doc",
        "text",
        "role",
        "aspect",
        "involvement",
        "modality",
        "denies",
        "block",
        "score",
        "reason",
    ]
    assert (row["doc"], row["role"]) == ("note", "cio")


def test_jsonl_refusal_names_the_file(tmp_path):
    (tmp_path / "note.xyz").write_text("x")
    with pytest.raises(Refusal, match=r"note\.xyz"):
        list(candidates_jsonl([tmp_path / "note.xyz"], load()))
