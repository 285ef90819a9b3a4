"""`python -m extraction FILE...` prints candidates as JSON lines, for measuring without Django."""

import argparse
import sys
from pathlib import Path

from . import Refusal, candidates_jsonl, load
from .vocabulary import DEFAULT

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m extraction")
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument(
        "--vocabulary",
        type=Path,
        default=DEFAULT,
        help="Roles, aspects and contexts to look for (default: extraction/vocabulary.yaml).",
    )
    options = parser.parse_args()
    try:
        for line in candidates_jsonl(options.files, load(options.vocabulary)):
            print(line)
    except Refusal as refusal:
        sys.exit(str(refusal))
