"""How templates are written."""

from django.conf import settings

LONGEST = 199  # characters of a line: what two windows side by side still show, folded once


def test_no_line_of_a_template_is_too_long():
    templates = [*settings.BASE_DIR.glob("templates/**/*.html")]
    long = [
        f"{path.relative_to(settings.BASE_DIR)}:{number}"
        for path in templates
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > LONGEST
    ]
    assert templates
    assert long == []
