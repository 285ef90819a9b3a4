"""`manage.py extract`: printing writes nothing; many files are taken one transaction each."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article
from review import services
from review.models import SourceDocument
from tests.review import PAGE

FIELDS = ["doc", "text", "role", "aspect", "involvement", "modality", "denies", "block", "score"]


@pytest.fixture
def files(tmp_path):
    paths = []
    for name in ("bells", "horns", "lamps"):
        path = tmp_path / f"{name}.html"
        path.write_text(PAGE.replace("Lighthouse chiefs", name))
        paths.append(str(path))
    return paths


def extract(*words):
    out, err = io.StringIO(), io.StringIO()
    call_command("extract", *words, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_jsonl_prints_a_row_a_candidate_and_needs_no_database(files):
    out, _ = extract("--jsonl", *files[:2])  # this test may not touch the database
    rows = [json.loads(line) for line in out.splitlines()]
    assert [row["doc"] for row in rows] == ["bells"] * 3 + ["horns"] * 3
    assert list(rows[0]) == [*FIELDS, "reason"]
    assert (rows[0]["role"], rows[0]["aspect"]) == ("cio", "responsibility")
    assert rows[0]["involvement"] == "accountable"
    assert rows[1]["involvement"] is None
    assert rows[0]["denies"] is False
    assert 0 < rows[0]["score"] <= 1


def test_jsonl_names_the_file_that_it_refuses(tmp_path):
    with pytest.raises(CommandError, match=r"nothing\.txt"):
        extract("--jsonl", str(tmp_path / "nothing.txt"))
    with pytest.raises(CommandError, match="one of the arguments"):
        extract("a.txt")


@pytest.mark.django_db
def test_queue_takes_many_and_passes_over_what_it_knows(files):
    out, _ = extract("--queue", *files)
    assert out.count("candidates") == 3
    out, _ = extract("--queue", *files)
    assert out.count("added before") == 3
    assert Article.objects.count() == 3


@pytest.mark.django_db
def test_what_is_stopped_goes_on_where_it_was(files, monkeypatch):
    whole = services._save_article

    def stopped(plan, kind):
        if plan.title == "horns":
            whole(plan, kind)
            raise KeyboardInterrupt
        return whole(plan, kind)

    monkeypatch.setattr(services, "_save_article", stopped)
    with pytest.raises(KeyboardInterrupt):
        extract("--queue", *files)
    assert list(Article.objects.values_list("title", flat=True)) == ["bells"]
    monkeypatch.undo()
    out, _ = extract("--queue", *files)
    assert out.count("added before") == 1
    assert SourceDocument.objects.count() == 3


@pytest.mark.django_db
def test_one_refusal_does_not_stop_the_others(files, tmp_path):
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing")
    err = io.StringIO()
    with pytest.raises(CommandError, match="1 of 4 files were refused"):
        call_command("extract", "--queue", str(broken), *files, stdout=io.StringIO(), stderr=err)
    assert "broken.pdf" in err.getvalue()
    assert Article.objects.count() == 3
