"""Check a text: each line of what was pasted comes out once, as what it is."""

import pytest

from tests.test_check import found, fresh_minute, roles

__all__ = ["fresh_minute", "roles"]  # fixtures
pytestmark = pytest.mark.django_db
ODD = """As CIO you will:
- Negotiate terms and conditions
- Publish a monthly newsletter

| Duty | How often |
|---|---|
| Tend the lamps of the harbour | nightly |

- You will not paint the buoys red
- Tend the lamps of the harbour

Comments

- Equal opportunity employer
"""


def test_every_line_comes_out_once(client, roles):
    result = found(client, text=ODD)
    out = [each.text for each in result.without] + [each.line for each in result.unmatched]
    out += [line for finding in result.covered for line in finding.lines]
    said = {line.strip("- ") for line in ODD.splitlines() if line and "|" not in line}
    assert set(out) >= said | {"nightly"}
    assert len(out) == len(set(out))


def test_a_lead_in_and_a_denial_are_no_duties(client, roles):
    result = found(client, text=ODD)
    assert "As CIO you will:" in [each.text for each in result.without]
    assert [each.text for each in result.without if each.denies] == [
        "You will not paint the buoys red"
    ]
    assert [p.topic.title for p in result.missed] == ["Paint the buoys red"]


def test_what_is_only_denied_of_a_third_role_is_nobodys(client, roles):
    result = found(client, role="cto", text="- Polish the brass bell")
    assert result.elsewhere == []
    assert [[str(t) for t in each.similar] for each in result.unmatched] == [
        ["Polish the brass bell"]
    ]
