"""A one-column text PDF to the plain text that `plain` parses; larger type becomes a Markdown
heading."""

import io
import re
import zlib
from collections import Counter

import pypdf
from pypdf.errors import PyPdfError

from .document import MAX_BYTES, MAX_PAGES, Fact, Refusal

# pypdf meets a malformed file with whatever its parser runs into.
BROKEN = (
    PyPdfError, ArithmeticError, LookupError, ValueError, TypeError, AttributeError, RecursionError,
    NotImplementedError, AssertionError, zlib.error, OSError, MemoryError,
)  # fmt: skip
# Far below pypdf's own limits: text of 60 pages needs no more, and a decompression bomb stops
# early.
LIMITS = {
    "zlib_maximum_output_length": 10_000_000,
    "lzw_maximum_output_length": 10_000_000,
    "run_length_maximum_output_length": 10_000_000,
    "array_based_stream_maximum_output_length": 10_000_000,
    "stream_decoding_work_maximum_length": 30_000_000,
    "stream_parsing_work_maximum_count": 300_000,
    "xform_maximum_invocations_per_extraction": 200,
}
HEADING_RATIO = 1.15


def parse(data: bytes) -> tuple[str, tuple[Fact, ...]]:
    try:
        with pypdf.apply_configuration(**LIMITS):
            pages, facts = _read(pypdf.PdfReader(io.BytesIO(data)))
    except BROKEN as error:
        raise Refusal(
            "This PDF is broken or too large inside: print it to a new PDF and try again."
        ) from error
    if not any(text for page in pages for text, _ in page):
        raise Refusal(
            "This PDF holds no text, only pictures of it: run character recognition first."
        )
    if sum(len(text) for page in pages for text, _ in page) > MAX_BYTES:
        raise Refusal("This PDF holds more text than 5 MB: split it and read the parts.")
    return _markdown(pages), facts


def _read(reader: pypdf.PdfReader) -> tuple[list[list[tuple[str, float]]], tuple[Fact, ...]]:
    if reader.is_encrypted:
        raise Refusal("This PDF is encrypted: save a copy without a password.")
    if len(reader.pages) > MAX_PAGES:
        raise Refusal(f"This PDF has more than {MAX_PAGES} pages: split it and read the parts.")
    return [_lines(page) for page in reader.pages], _facts(reader.metadata)


def _lines(page) -> list[tuple[str, float]]:
    """The page's lines, each with its type size in points."""
    sizes: list[tuple[str, float]] = []

    def visit(text, matrix, text_matrix, _font, size):
        if text.strip():
            sizes.append((text, abs(size * (text_matrix[3] or 1) * (matrix[3] or 1))))

    text = page.extract_text(visitor_text=visit)
    by_text = {}
    for piece, size in sizes:
        for line in piece.split("\n"):
            by_text.setdefault(line.strip(), size)
    return [(line.rstrip(), by_text.get(line.strip(), 0.0)) for line in text.split("\n")]


def _markdown(pages: list[list[tuple[str, float]]]) -> str:
    weights = Counter()
    for page in pages:
        for text, size in page:
            weights[round(size, 1)] += len(text)
    body = next((size for size, _ in weights.most_common() if size), 0.0)
    larger = (
        sorted({round(s, 1) for p in pages for _, s in p if s > HEADING_RATIO * body}, reverse=True)
        if body
        else []
    )
    running = _running(pages)
    out = []
    for page in pages:
        for text, size in page:
            if re.sub(r"\d+", "#", text.strip()) in running:
                continue
            level = larger.index(round(size, 1)) + 1 if round(size, 1) in larger else 0
            out.append(
                f"\n{'#' * min(level, 6)} {text.strip()}\n" if level and text.strip() else text
            )
    return "\n".join(out)


def _running(pages: list[list[tuple[str, float]]]) -> set[str]:
    """Headers and footers: the first or last line of most pages, page numbers apart."""
    if len(pages) < 3:
        return set()
    edges = Counter()
    for page in pages:
        lines = [re.sub(r"\d+", "#", text.strip()) for text, _ in page if text.strip()]
        edges.update(set(lines[:1] + lines[-1:]))
    return {line for line, count in edges.items() if count > len(pages) / 2}


def _facts(metadata) -> tuple[Fact, ...]:
    """Title and author as the file's metadata states them; the file's date is not a publication
    date."""
    stated = {"title": metadata.title, "author": metadata.author} if metadata else {}
    return tuple(
        Fact(name, str(value).strip(), "PDF metadata")
        for name, value in stated.items()
        if value and str(value).strip()
    )
