"""What this installation is made of, as one short name, so that a new release makes pages stale."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from django.apps import apps

_ROOT = Path(__file__).resolve().parent.parent
_ROOMS = [Path(app.path) for app in apps.get_app_configs() if Path(app.path).parent == _ROOT]


def name(root: Path, folders: Iterable[Path]) -> str:
    """The same for every copy of the same files, wherever it stands and whenever it was made."""
    found = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*.*")):
            if path.suffix in {".html", ".css", ".js", ".py", ".svg"}:
                found.update(f"{path.relative_to(root).as_posix()}\0".encode())
                found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()[:12]


RELEASE = name(_ROOT, [_ROOT / "templates", _ROOT / "static", *_ROOMS])
