"""What every picture keeps to, so that it stands on a narrow screen without being shrunk."""

NARROW = 288  # pixels: a screen of 320 less its margins; text keeps its size there
TARGET = 24  # pixels between links: WCAG 2.2, 2.5.8


def percent(part: float, whole: float) -> str:
    """A share of a picture's width, short enough to be written a hundred times."""
    return f"{round(100 * part / whole, 1):g}%"
