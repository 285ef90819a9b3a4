"""Words that several pages share."""

import pytest

from reading.wording import sources_in_words, without_role
from roles.models import Claim, Role


def test_a_count_says_how_many_were_read_whole():
    assert sources_in_words(5, 5) == "5 sources"
    assert sources_in_words(95, 27) == "95 sources, 27 read whole"
    assert sources_in_words(3, 0) == "3 sources, none read whole"
    assert sources_in_words(1, 1) == "1 source"
    assert sources_in_words(1, 0) == "1 source, read in part"


@pytest.mark.parametrize(
    ("statement", "short"),
    [
        ("The CIO is an executive.", "Is an executive."),
        ("The Chief Information Officer is one.", "Is one."),
        ("The chief information officer éclaire.", "Éclaire."),
        ("The CIO of an enterprise may care less.", "The CIO of an enterprise may care less."),
        ("The CIO and the CTO share it.", "The CIO and the CTO share it."),
        ("The CIO who sells is rare.", "The CIO who sells is rare."),
        ("The CIO’s data shows it.", "The CIO’s data shows it."),
        ("The CIO, they say, is one.", "The CIO, they say, is one."),
        ("A CIO is one.", "A CIO is one."),
        ("The CIOs are many.", "The CIOs are many."),
        ("In an SME the CIO is one.", "In an SME the CIO is one."),
    ],
)
def test_the_roles_name_is_left_out_where_the_statement_begins_with_it(statement, short):
    role = Role(title="Chief Information Officer", acronym="CIO")
    assert without_role(Claim(role=role, statement=statement)) == short
