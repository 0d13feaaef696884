"""The body of a mail: which of its parts people read, and its text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email.message import EmailMessage

from pressmine.document import Diagnostic, Mark
from pressmine.errors import StageError
from pressmine.offsets import Span
from pressmine.readers.drawing import Drawing
from pressmine.readers.encodings import decode, scrub

_RICH = re.compile(r"<(?:table|h[1-6]|li|blockquote)\b", re.IGNORECASE)
_LETTERS = re.compile(r"\w+")
_CRLF = re.compile(r"\r\n?")


@dataclass(slots=True)
class Body:
    """The parts that make up the body, drawn in order."""

    parts: list[EmailMessage] = field(default_factory=list)
    texts: list[tuple[str, tuple[Mark, ...]]] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def draw(self, drawing: Drawing) -> int:
        """Append the texts with their marks; where the first of them begins."""
        drawing.break_lines(2)
        first = drawing.at
        for text, marks in self.texts:
            drawing.break_lines(2)
            start = drawing.add(text).start
            for mark in marks:
                drawing.mark(mark.kind, Span(mark.span.start + start, mark.span.end + start), mark.label)
        return first


def best_body(parts: list[EmailMessage]) -> Body:
    """The HTML text where it says more or is richer in form, else the plain text; inline texts follow each other."""
    body = Body()
    plain = [p for p in parts if _is_text(p, "plain")]
    pages = [p for p in parts if _is_text(p, "html")]
    body.parts = plain + pages
    plain_texts = [t for t in (_plain(p, body) for p in plain) if t.strip()]
    drawn = [d for d in (_page(p, body) for p in pages) if d is not None]
    said = sum(map(_letters, plain_texts)) if drawn else 0
    shown = sum(_letters(text) for text, _, _ in drawn)
    rich = any(is_rich for _, _, is_rich in drawn)
    if drawn and (not said or shown > 1.5 * said or (rich and shown >= 0.8 * said)):
        body.texts = [(text, marks) for text, marks, _ in drawn]
    else:
        body.texts = [(text, ()) for text in plain_texts]
    return body


def _letters(text: str) -> int:
    return sum(map(len, _LETTERS.findall(text)))


def _is_text(part: EmailMessage, kind: str) -> bool:
    return part.get_content_type() == f"text/{kind}" and part.get_content_disposition() != "attachment"


def _plain(part: EmailMessage, body: Body) -> str:
    text = _decoded(part, body)
    return _CRLF.sub("\n", text).strip("\n")


def _page(part: EmailMessage, body: Body) -> tuple[str, tuple[Mark, ...], bool] | None:
    from pressmine.readers.html import draw

    markup = _decoded(part, body)
    if not markup.strip():
        return None
    try:
        drawing, _ = draw(markup, mail=True)
    except StageError:
        return None  # a page without text, such as one picture: the plain text is the body then
    return drawing.text(), drawing.marks(), bool(_RICH.search(markup))


def _decoded(part: EmailMessage, body: Body) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        return ""
    decoded = decode(payload, part.get_content_charset())
    body.diagnostics += decoded.diagnostics
    return scrub(decoded.text)
