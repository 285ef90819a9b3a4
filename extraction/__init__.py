"""From a document to claim candidates: `read` gives blocks, `find` gives candidates.

Pure: no database, no network, no Django; the same bytes give the same answer.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from .document import Block, Document, Fact, Furniture, Refusal
from .finding import Candidate, find
from .reading import read
from .titles import OTHER, Role
from .vocabulary import Vocabulary, load

__all__ = [
    "OTHER",
    "Block",
    "Candidate",
    "Document",
    "Fact",
    "Furniture",
    "Refusal",
    "Role",
    "Vocabulary",
    "candidates_jsonl",
    "find",
    "load",
    "read",
]

FIELDS = ("text", "role", "aspect", "involvement", "modality", "denies", "block", "score", "reason")


def candidates_jsonl(
    paths: Iterable[str | Path], vocabulary: Vocabulary, with_comments: bool = False
) -> Iterator[str]:
    """One JSON line per candidate of each file; a Refusal names its file."""
    for path in map(Path, paths):
        try:
            document = read(path.read_bytes(), path.name)
        except Refusal as refusal:
            raise Refusal(f"{path}: {refusal}") from refusal
        for candidate in find(document, vocabulary, with_comments=with_comments):
            row = {"doc": path.stem} | {name: getattr(candidate, name) for name in FIELDS}
            yield json.dumps(row, ensure_ascii=False)
