"""What an aspect is stands in one table: two lines there are enough for every page and file."""

import json
import subprocess
import sys
from pathlib import Path

PROGRAM = Path(__file__).parent / "with_new_aspect.py"


def test_two_lines_make_an_aspect_that_is_found_everywhere():
    run = subprocess.run([sys.executable, PROGRAM], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    assert [place for place, there in found.items() if not there] == []
    assert len(found) > 10
