"""What is wrong with the files, all of it, each at its file and line and with its remedy."""

from dataclasses import dataclass, field

SHOWN = 50  # nobody mends more than this before the next try


class Fault(Exception):
    """A file that cannot be read any further than `line`."""

    def __init__(self, line: int, message: str):
        self.line, self.message = line, message
        super().__init__(message)


@dataclass
class Problems:
    found: set[tuple[str, int, str]] = field(default_factory=set)

    def add(self, file: str, line: int, message: str) -> None:
        self.found.add((file, line, " ".join(message.split())))

    def __bool__(self) -> bool:
        return bool(self.found)

    def lines(self) -> list[str]:
        """One line a problem, in the order of the files; the rest is only counted."""
        shown = [f"{file}:{line}: {message}" for file, line, message in sorted(self.found)]
        more = len(shown) - SHOWN
        return [*shown[:SHOWN], f"... and {more} more."] if more > 0 else shown


class LoadError(Exception):
    """Nothing was written, and this is why."""

    def __init__(self, problems: Problems):
        self.problems = problems
        super().__init__("\n".join(problems.lines()))
