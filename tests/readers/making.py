"""Small files of each format, made in code: what a test shows is what it wrote."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def paragraph(text: str, style: str = "", extra: str = "") -> str:
    """A paragraph's XML; `extra` are further runs behind the text."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>{extra}</w:p>'


def table(*rows: list[str]) -> str:
    """A table's XML; a cell's lines become paragraphs."""
    cells = [["".join(paragraph(line) for line in cell.split("\n")) for cell in row] for row in rows]
    lines = ["".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in cells]
    return "<w:tbl>" + "".join(f"<w:tr>{line}</w:tr>" for line in lines) + "</w:tbl>"


STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
    for key, name in [("Titre", "Title"), ("Titre1", "heading 1"), ("Titre2", "heading 2"), ("Puces", "List Bullet")]
)


def docx(body: str, **parts: str) -> bytes:
    """A document; `parts` are `footnotes`, `header`, `footer`, `numbering`: the XML inside their roots."""
    roots = {"styles": "styles", "footnotes": "footnotes", "numbering": "numbering", "header": "hdr", "footer": "ftr"}
    parts = {"styles": STYLES, **parts}
    ends = "".join(f'<w:{k}Reference w:type="default" r:id="{k}"/>' for k in ("header", "footer") if k in parts)
    relations = "".join(f'<Relationship Id="{k}" Type="{TYPE}{k}" Target="{k}.xml"/>' for k in parts)
    names = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    main = f'<Relationship Id="a" Type="{TYPE}officeDocument" Target="word/document.xml"/>'
    document = f"<w:document {W} {R}><w:body>{body}<w:sectPr>{ends}</w:sectPr></w:body></w:document>"
    entries = {
        "_rels/.rels": f"<Relationships {names}>{main}</Relationships>",
        "word/_rels/document.xml.rels": f"<Relationships {names}>{relations}</Relationships>",
        "word/document.xml": document,
    }
    bodies = {f"word/{name}.xml": f"<w:{roots[name]} {W} {R}>{xml}</w:{roots[name]}>" for name, xml in parts.items()}
    return zipped(entries | bodies)


def zipped(entries: Mapping[str, str | bytes]) -> bytes:
    """A zip archive whose entries have no time: its bytes, which may be a test's name, are always the same."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in entries.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


#: One text on a page: x, y (points from the bottom left), size, text, and True for bold.
Placed = tuple[float, float, float, str] | tuple[float, float, float, str, bool]


def pdf(*pages: list[Placed], encrypted: bool = False) -> bytes:
    """A PDF of A4 pages in Helvetica."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /{} /Encoding /WinAnsiEncoding >>"
    objects += [font.format("Helvetica"), font.format("Helvetica-Bold")]
    kids = []
    for placed in pages:
        lines = []
        for x, y, size, text, *bold in placed:
            shown = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            lines.append(f"BT /F{2 if bold and bold[0] else 1} {size} Tf {x} {y} Td ({shown}) Tj ET")
        stream = "\n".join(lines)
        objects.append(f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream")
        fonts = "<< /Font << /F1 3 0 R /F2 4 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources {fonts} /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    key = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'11' * 32}> /U <{'22' * 32}> >> /ID [<01> <01>]"
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R {key if encrypted else ''} >>\n".encode()
    out += f"startxref\n{start}\n%%EOF".encode()
    return bytes(out)


def column(x: float, top: float, lines: list[str], size: float = 10, leading: float = 13) -> list[Placed]:
    """Lines under each other."""
    return [(x, top - leading * i, size, line) for i, line in enumerate(lines)]
