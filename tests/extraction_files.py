"""Small files of each format, made for the extraction tests."""

import io

import docx


def pdf(lines: list[tuple[str, int]], pages: int = 1) -> bytes:
    """A one-column PDF: each line with its type size in points."""
    commands, at = [], 760
    for text, size in lines:
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        commands.append(f"BT /F1 {size} Tf 1 0 0 1 72 {at} Tm ({escaped}) Tj ET")
        at -= 2 * size
    stream = "\n".join(commands).encode()
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for n in range(pages):
        font = "/Resources << /Font << /F1 3 0 R >> >> "
        font += f"/MediaBox [0 0 612 792] /Contents {5 + 2 * n} 0 R"
        objects.append(f"<< /Type /Page /Parent 2 0 R {font} >>".encode())
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        start,
    )
    return bytes(out)


def word() -> bytes:
    document = docx.Document()
    document.core_properties.title = "Two desks"
    document.core_properties.author = "Ines Marlow"
    document.add_heading("Two desks", 0)
    document.add_heading("The CTO", 1)
    document.add_paragraph("The CTO picks the programming languages.")
    document.add_paragraph("Leads the laboratory", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        table._cells, ("Role", "Reports to", "CIO", "Finance director"), strict=True
    ):
        cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
