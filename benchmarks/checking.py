"""How well "Check a text" reads a position description, held against labels made by hand.

    DATABASE_URL=sqlite:////tmp/kb.sqlite3 python -m benchmarks.checking d t u  (-v: faults)

Texts and labels: checking_texts/, written without sight of the matcher (benchmarks/checking.md says
which group was seen when). The database holds the content (manage.py prepare). A responsibility
that a line may or may not name ("perhaps") counts for nothing.
"""

import os
import sys
from collections import Counter
from pathlib import Path

import django
import yaml

HOUSE = Path(__file__).parent / "checking_texts"


def main(groups: list[str], verbose: bool) -> None:
    labels = {}
    for file in sorted(HOUSE.glob("*.yaml")):
        labels |= yaml.safe_load(file.read_text(encoding="utf-8"))
    total = Counter()
    for name, labelled in labels.items():
        if name[0] in groups:
            counts = _measure((HOUSE / name).read_text(encoding="utf-8"), labelled, verbose)
            print(f"{name} ({labelled['role']}, {labelled['form']}): {_line(counts)}")
            total += counts
    print(f"all: {_line(total)}")


def _measure(text: str, labelled: dict, verbose: bool) -> Counter:
    from checking.result import check
    from roles.models import Claim, Role

    role = Role.objects.get(slug=labelled["role"])
    Role.objects.family_of([role])
    result = check(text, role, Claim.objects.for_reading().involving())
    found: dict[str, set[str]] = {}
    for finding in result.covered:
        if not finding.is_area:
            for line in finding.lines:
                found.setdefault(line, set()).add(finding.topic.slug)
    for each in result.elsewhere:
        found.setdefault(each.line, set()).update(p.topic.slug for p in each.findings)
    near = {each.line: {topic.slug for topic in each.near} for each in result.unmatched}
    counts = Counter()
    for duty in labelled["duties"]:
        counts += _duty(duty, found, near, verbose)
    idle = [line for line in labelled["no_duty"] if _of(line, found) or _of(line, near, None)]
    if verbose and idle:
        print("   taken for a duty:", *idle, sep="\n     ")
    return counts + Counter(idle=len(idle), no_duty=len(labelled["no_duty"]))


def _duty(duty: dict, found: dict, near: dict, verbose: bool) -> Counter:
    meant, perhaps = set(duty["topics"]), set(duty["perhaps"])
    said, shown = _of(duty["line"], found), _of(duty["line"], near)
    wrong = said - meant - perhaps
    if verbose and (meant - said or wrong):
        print(f"   {duty['line']}\n      meant {meant}, said {said}, near {shown}")
    return Counter(
        duties=1,
        seen=bool(said) or _of(duty["line"], near, None) is not None,
        meant=len(meant),
        right=len(meant & said),
        wrong=len(wrong),
        shown=len(meant & (said | shown)),
        offered=len((said | shown) - perhaps),
        free=not meant,
        matched_free=not meant and bool(wrong),
    )


def _of(line: str, found: dict, otherwise: set | None = frozenset()) -> set | None:
    """What stands for a labelled line, which may be a part of a line as read, or hold it."""
    hits = [topics for read, topics in found.items() if read in line or line in read]
    return set().union(*hits) if hits else otherwise


def _line(c: Counter) -> str:
    return (
        f"duties seen {c['seen']}/{c['duties']}, others taken for one {c['idle']}/{c['no_duty']}; "
        f"named: precision {_ratio(c['right'], c['right'] + c['wrong'])} "
        f"recall {_ratio(c['right'], c['meant'])}; "
        f"named or near: precision {_ratio(c['shown'], c['offered'])} "
        f"recall {_ratio(c['shown'], c['meant'])}; "
        f"matched without a topic {c['matched_free']}/{c['free']}"
    )


def _ratio(part: int, whole: int) -> str:
    return f"{part / whole:.2f} ({part}/{whole})" if whole else "none"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cio_kb.settings")
    django.setup()
    words = sys.argv[1:]
    main([w for w in words if w in ("d", "t", "u")] or ["d"], "-v" in words)
