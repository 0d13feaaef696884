"""An article in light markup, written down in a format that the product reads.

The markup is the simplest part of Markdown: `# ` title, `## ` heading, `- ` bullet, `| a | b |` table, `> ` quotation;
blank lines part paragraphs.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from xml.sax.saxutils import escape

_TABLE_RULE = re.compile(r"\|[\s:|-]+\|")


def render(markup: str, form: str) -> bytes:
    """The article as a file of this format: `txt`, `md`, `html`, `eml`, `docx`, `pdf`."""
    return FORMATS[form](markup)


def _blocks(markup: str) -> Iterator[tuple[str, list[str]]]:
    """Each block with its kind (`title`, `heading`, `list`, `table`, `quote`, `text`) and its lines, marks off."""
    for block in re.split(r"\n\s*\n", markup.strip("\n")):
        lines = block.split("\n")
        for kind, mark in (("title", "# "), ("heading", "## "), ("quote", "> ")):
            if all(line.startswith(mark) for line in lines):
                yield kind, [line[len(mark) :] for line in lines]
                break
        else:
            if all(line.startswith("- ") for line in lines):
                yield "list", [line[2:] for line in lines]
            elif all(line.startswith("|") for line in lines):
                yield "table", [line for line in lines if not _TABLE_RULE.fullmatch(line)]
            else:
                yield "text", lines


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def _txt(markup: str) -> bytes:
    parts = []
    for kind, lines in _blocks(markup):
        if kind == "list":
            lines = ["- " + line for line in lines]
        elif kind == "table":
            lines = ["\t".join(_cells(line)) for line in lines]
        parts.append("\n".join(lines))
    return ("\n\n".join(parts) + "\n").encode()


def _md(markup: str) -> bytes:
    parts = []
    for kind, lines in _blocks(markup):
        marks = {"title": "# ", "heading": "## ", "quote": "> ", "list": "- "}
        shown = [marks.get(kind, "") + line for line in lines]
        if kind == "table":
            shown.insert(1, "|" + " --- |" * len(_cells(lines[0])))
        parts.append(("  \n" if kind == "text" else "\n").join(shown))
    return ("\n\n".join(parts) + "\n").encode()


def _html(markup: str) -> bytes:
    body = []
    for kind, lines in _blocks(markup):
        shown = [html.escape(line, quote=False) for line in lines]
        if kind == "list":
            body.append("<ul>" + "".join(f"<li>{line}</li>" for line in shown) + "</ul>")
        elif kind == "table":
            rows = ("".join(f"<td>{cell}</td>" for cell in _cells(line)) for line in shown)
            body.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
        else:
            tag = {"title": "h1", "heading": "h2", "quote": "blockquote"}.get(kind, "p")
            body.append(f"<{tag}>{'<br>'.join(shown)}</{tag}>")
    title = next((lines[0] for kind, lines in _blocks(markup) if kind == "title"), "")
    head = f'<meta charset="utf-8"><title>{html.escape(title)}</title>'
    page = f'<!doctype html><html lang="fr"><head>{head}</head><body><article>\n'
    return (page + "\n".join(body) + "\n</article></body></html>\n").encode()


def _eml(markup: str) -> bytes:
    message = EmailMessage()
    blocks = list(_blocks(markup))
    if blocks[0][0] == "title":
        message["Subject"] = " ".join(blocks[0][1])
    message["From"] = "diffusion@communiques.example"
    message["To"] = "redaction@journal.example"
    message.set_content(_txt(markup).decode())
    return message.as_bytes()


_DOCX = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
)
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="word/document.xml"/></Relationships>'
)


def _docx(markup: str) -> bytes:
    body = []
    for kind, lines in _blocks(markup):
        if kind == "table":
            rows = ("".join(f"<w:tc>{_paragraph(cell)}</w:tc>" for cell in _cells(line)) for line in lines)
            body.append("<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>")
        elif kind == "list":
            body.extend(_paragraph("• " + line) for line in lines)
        else:
            style = {"title": "Title", "heading": "Heading1"}.get(kind)
            body.append(_paragraph("\n".join(lines), style))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        parts = {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _RELATIONS,
            "word/document.xml": _DOCX.format("".join(body)),
        }
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content)
    return file.getvalue()


def _paragraph(text: str, style: str | None = None) -> str:
    pieces = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r>{pieces}</w:r></w:p>"


def _pdf(markup: str) -> bytes:
    """One page of Helvetica: enough for what a template says; characters outside of cp1252 are an error."""
    lines: list[str] = []
    height = 800
    for kind, texts in _blocks(markup):
        for text in texts:
            shown = "   ".join(_cells(text)) if kind == "table" else "• " + text if kind == "list" else text
            for line in _wrapped(shown, 60 if kind == "title" else 88):
                size = 18 if kind == "title" else 13 if kind == "heading" else 11
                lines.append(f"BT /F{2 if size > 11 else 1} {size} Tf 60 {height} Td ({_literal(line)}) Tj ET")
                height -= size + 4
        height -= 10
    content = "\n".join(lines).encode("cp1252")
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        font % b"Helvetica",
        font % b"Helvetica-Bold",
    ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 7\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size 7 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % table
    return bytes(out)


def _wrapped(text: str, width: int) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        if line and len(line) + len(word) >= width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _literal(text: str) -> str:
    return re.sub(r"([\\()])", r"\\\1", text)


FORMATS: dict[str, Callable[[str], bytes]] = {
    "txt": _txt,
    "md": _md,
    "html": _html,
    "eml": _eml,
    "docx": _docx,
    "pdf": _pdf,
}
