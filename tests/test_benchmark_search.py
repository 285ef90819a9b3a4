"""The benchmark runs, on a hundredth of its size, and measures each thing that it promises."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent


@pytest.mark.slow
def test_the_benchmark_measures_what_it_promises(tmp_path):
    done = subprocess.run(
        [
            *(sys.executable, "benchmarks/search.py", f"sqlite:///{tmp_path}/bench.sqlite3"),
            *("--articles", "40", "--repeat", "1"),
        ],
        cwd=HOUSE,
        env={**os.environ, "SECRET_KEY": "of a test"},
        capture_output=True,
        text=True,
        check=True,
    )
    labels = [line[:14].strip() for line in done.stdout.splitlines()[2:]]
    assert labels == ["common pair", "rare word", "prefix", "typo", "filtered", "facets"]
