"""A program for test_aspects: the site as it would be with one aspect more, which stands in two
lines of `roles/aspects.py` and nowhere else. It prints what it finds where.

It runs by itself, because an enumeration grows only before anything has read it; in memory, on a
database that does not check the constraints of the migrations, which know no such aspect.
"""

import importlib.util
import json
import os
import sys
from pathlib import Path

HOUSE = Path(__file__).parent.parent
LINES = {
    '    SKILL = "skill", "Skill"\n': '    FAME = "fame", "Fame"\n',
    "    Aspect.SKILL: Rule(SKILLS, is_inherited=True),\n": (
        '    Aspect.FAME: Rule(Section("fame", "Known for"), is_inherited=True),\n'
    ),
}


def set_up() -> None:
    sys.path.insert(0, str(HOUSE))
    os.environ.update(DJANGO_SETTINGS_MODULE="cio_kb.settings", DATABASE_URL="sqlite://:memory:")
    import django
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = ":memory:"
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    settings.ALLOWED_HOSTS = ["testserver"]
    add_aspect()
    django.setup()


def add_aspect() -> None:
    source = (HOUSE / "roles" / "aspects.py").read_text(encoding="utf-8")
    for line, new in LINES.items():
        assert source.count(line) == 1, line
        source = source.replace(line, line + new)
    spec = importlib.util.spec_from_loader("roles.aspects", loader=None)
    module = importlib.util.module_from_spec(spec)
    sys.modules["roles.aspects"] = module
    exec(compile(source, "roles/aspects.py", "exec"), module.__dict__)


def fill() -> None:
    from django.core.management import call_command
    from django.db import connection

    from tests import factories as make

    call_command("migrate", verbosity=0)
    connection.cursor().execute("PRAGMA ignore_check_constraints = ON")
    cio = make.role(slug="cio", title="CIO")
    make.role(slug="cto", title="CTO")
    make.role(slug="part-time", title="Part-time CIO", broader=cio)
    make.claim(slug="cio-famous", role=cio, aspect="fame", statement="The CIO is famous.")
    contest = make.claim(role=cio, aspect="fame", statement="The CIO is well known.")
    make.cite(contest, make.passage(), stance="disputes")


def look() -> dict[str, bool]:
    from django.contrib.auth.models import User
    from django.test import Client

    from dataset.kinds import KINDS
    from dataset.nodes import Scalar

    client = Client()

    def page(address: str) -> str:
        response = client.get(address)
        assert response.status_code == 200, (address, response.status_code)
        return response.content.decode()

    client.force_login(User.objects.create_superuser("admin"))
    form = page("/admin/roles/claim/add/")
    role, compared = page("/roles/cio/"), page("/compare/cio/cto/")
    choice = KINDS["claim"].shape.fields["aspect"].of
    return {
        "role page": "The CIO is famous." in role.partition('id="fame"')[2],
        "its contents": '<a href="#fame">Known for</a>' in role,
        "variant": "The CIO is famous." in page("/roles/part-time/").partition('id="inherited"')[2],
        "claim's page": 'href="/roles/cio/#fame"' in page("/claims/cio-famous/"),
        "comparison": 'href="/roles/cio/#fame"' in compared and "Known for" in compared,
        "csv": "Fame,,Not compared," in page("/compare/cio/cto/comparison.csv"),
        "markdown": "- Fame: " in page("/compare/cio/cto/comparison.md"),
        "json": any(
            cell["aspect"] == "Fame"
            for cell in json.loads(page("/compare/cio/cto/comparison.json"))["not_compared"]
        ),
        "inherited in json": '"inherited_from": "cio"'
        in page("/compare/cto/part-time/comparison.json"),
        "admin form": '<option value="fame">Fame</option>' in form,
        "content format": choice(Scalar("fame", 1), print) == "fame",
    }


if __name__ == "__main__":
    set_up()
    fill()
    print(json.dumps(look()))
