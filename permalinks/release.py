"""What this installation is made of, as one short name, so that a new release makes pages stale."""

import hashlib
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
_PARTS = ("templates", "static", "cio_kb", "permalinks", "articles", "roles")


def _name() -> str:
    found = hashlib.sha256()
    for part in _PARTS:
        for path in sorted((_ROOT / part).rglob("*.*")):
            if path.suffix in {".html", ".css", ".js", ".py", ".svg"}:
                found.update(f"{path}:{path.stat().st_mtime_ns}".encode())
    return found.hexdigest()[:12]


RELEASE = _name()
