"""`python -m extraction FILE...` prints candidates as JSON lines, for measuring
without Django."""

import sys

from . import Refusal, candidates_jsonl

if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: python -m extraction FILE...")
    try:
        for line in candidates_jsonl(sys.argv[1:]):
            print(line)
    except Refusal as refusal:
        sys.exit(str(refusal))
