"""What a statement loses where its role stands beside it."""

import pytest

from reading.wording import without_role
from roles.models import Claim, Role


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
