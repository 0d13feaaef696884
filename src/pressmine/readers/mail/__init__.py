"""Mails: headers and the best body part as one article, each attachment of a known kind as an article of its own."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from email import policy
from email.errors import MessageError
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage, Message
from email.parser import BytesParser
from functools import lru_cache
from hashlib import sha256
from pathlib import PurePosixPath

from pressmine.document import Diagnostic, MarkKind, Metadata, Source
from pressmine.errors import StageError
from pressmine.offsets import Span
from pressmine.readers.dates import iso_date
from pressmine.readers.drawing import Drawing
from pressmine.readers.encodings import decode, scrub
from pressmine.readers.limits import MAX_ATTACHMENTS, MAX_MAIL_DEPTH, ReadFailure, ReadResult, check_text, refuse
from pressmine.readers.mail.body import Body, best_body
from pressmine.readers.mail.forwarded import Inner, inner_mail

#: Reads an attachment: data, name, format, the charset that the mail declares, the depth of mails around it.
Reader = Callable[[bytes, str, str, str | None, int], ReadResult]

_HEADERS = ("From", "To", "Subject", "Date")
_FORWARDED = re.compile(r"(?:\s{0,3}(?:re|tr|fw|fwd|wg|ref|rép|réf|transf|i|r)\s{0,2}:\s{0,3}){1,8}", re.IGNORECASE)
#: Bytes beyond ASCII, as the standard library keeps them in a header.
_RAW = re.compile("[\udc80-\udcff]")
_UNSAFE = re.compile(r"[/\\\x00-\x1f\x7f:*?\"<>|]")
_MAX_PARTS = 1_000
_MAX_BOUNDARIES = 200
_BOUNDARY = re.compile(rb"boundary\s{0,5}=", re.IGNORECASE)
_LONG_HEADER = re.compile(rb"^Content-[A-Za-z-]{1,40}:(?:[^\n]|\n[ \t]){8000}", re.IGNORECASE | re.MULTILINE)
#: Characters of a header that are read; a list of recipients may be longer.
_MAX_HEADER = 2_000
_KNOWN = frozenset({"from", "to", "subject", "date", "received", "message-id", "content-type"})
#: The standard library reads a header anew whenever it is asked for: a part is asked for its type a dozen times.
_POLICY = policy.default.clone(header_factory=lru_cache(maxsize=256)(HeaderRegistry()))
_ENCRYPTED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})


def read_mail(data: bytes, name: str, read: Reader, formats: Callable[[str], str | None], depth: int = 0) -> ReadResult:
    """The mail and its attachments; `read` reads one attachment, `formats` gives the format of a file name or None.

    An attachment that fails is a failure of its own. Raises StageError if the mail itself cannot be read.
    """
    message = _parse(data)
    parts = list(_parts(message))
    if any(part.get_content_type() in _ENCRYPTED for part in parts):
        raise refuse("The mail is encrypted: decrypt it in your mail program and save it again.")
    body = best_body(parts)
    sources: list[Source] = []
    failures: list[ReadFailure] = []
    unread: list[str] = []
    taken: set[str] = set()
    for index, part in enumerate(p for p in parts if _is_attachment(p, body)):
        label = _name_of(part, index + 1, taken)
        known = "eml" if part.get_content_type() == "message/rfc822" else formats(label)
        if known is None and (said := _extension(part)):
            label, known = label + said, formats(label + said)
        if known is None or index >= MAX_ATTACHMENTS or (known == "eml" and depth >= MAX_MAIL_DEPTH):
            unread.append(label)
            continue
        try:
            result = read(_payload(part), f"{name}/{label}", known, part.get_content_charset(), depth + 1)
        except StageError as error:
            failures.append(ReadFailure(f"{name}/{label}", error.reason, error.stage))
            continue
        sources += result.sources
        failures += result.failures
    if not body.texts and not sources and not failures:
        raise refuse("The mail has no text that can be read: save it with its body, or read its attachment by itself.")
    own = _article(data, name, message, body, unread)
    return ReadResult((own, *sources), tuple(failures))


def _parse(data: bytes) -> EmailMessage:
    # The standard library's parser takes the square of a structured header's length, and of the depth of boundaries.
    if _LONG_HEADER.search(data) or len(_BOUNDARY.findall(data)) > _MAX_BOUNDARIES:
        raise refuse("The mail is not built as mail programs build one: save its text as .txt.")
    try:
        message = BytesParser(policy=_POLICY).parsebytes(data.removeprefix(codecs.BOM_UTF8))
        known = _KNOWN & {name.lower() for name, _ in message.raw_items()}
    except (MessageError, ArithmeticError, ValueError, RecursionError, LookupError, AttributeError, TypeError):
        # The standard library's header parser raises any of these on headers that were made to break it.
        raise refuse("The mail is broken: open it in a mail program and save it again.") from None
    if not known:
        raise refuse("The file has no mail headers: save the mail with its headers, or give it the extension .txt.")
    return message


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """All leaves in order; a mail inside the mail is one leaf."""
    stack = [message]
    seen = 0
    while stack and seen < _MAX_PARTS:
        part = stack.pop()
        seen += 1
        inner = part.get_payload() if part.get_content_maintype() == "multipart" else None
        if part.get_content_type() == "multipart/encrypted":
            yield part
        elif isinstance(inner, list):
            stack.extend(p for p in reversed(inner) if isinstance(p, EmailMessage))
        else:
            yield part


#: Types of attachments that are read, by what they are declared as, to the extension of their format.
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES = {
    "application/pdf": ".pdf",
    DOCX_TYPE: ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "text/html": ".html",
    "text/markdown": ".md",
    "text/plain": ".txt",
}


def _is_attachment(part: EmailMessage, body: Body) -> bool:
    if any(part is used for used in body.parts):
        return False
    if part.get_content_type() == "message/rfc822" or part.get_content_disposition() == "attachment":
        return True
    return bool(_filename(part)) and part.get_content_maintype() not in ("image", "multipart")


def _filename(part: EmailMessage) -> str:
    try:
        return scrub(part.get_filename() or "")
    except (ValueError, LookupError, AttributeError, TypeError, IndexError):
        return ""  # a name that cannot be decoded is not a name: the attachment gets one by its place


def _name_of(part: EmailMessage, number: int, taken: set[str]) -> str:
    """A name that is one path component, unlike those before it."""
    said = PurePosixPath(_filename(part).replace("\\", "/")).name
    said = _UNSAFE.sub("_", said).strip(" .")[:150]
    if not said:
        said = f"message-{number}.eml" if part.get_content_type() == "message/rfc822" else f"part-{number}"
    elif part.get_content_type() == "message/rfc822" and not said.lower().endswith(".eml"):
        said += ".eml"
    path, label, count = PurePosixPath(said), said, 2
    while label.lower() in taken:
        label = f"{path.stem}-{count}{path.suffix}"
        count += 1
    taken.add(label.lower())
    return label


def _extension(part: EmailMessage) -> str:
    """The extension that an attachment's declared type stands for, or its first bytes where the type says nothing."""
    kind = part.get_content_type()
    if kind == "application/octet-stream":
        head = _payload(part)[:4096]
        kind = "application/pdf" if head.startswith(b"%PDF-") else kind
        kind = DOCX_TYPE if head.startswith(b"PK") and b"word/" in head else kind
    return TYPES.get(kind, "")


def _payload(part: EmailMessage) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        try:
            first = inner[0] if isinstance(inner, list) and inner else None
            return first.as_bytes() if isinstance(first, Message) else b""
        except (ArithmeticError, ValueError, LookupError, AttributeError, TypeError, RecursionError, MessageError):
            raise refuse("The attached mail is broken: open it in a mail program and save it again.") from None
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _article(data: bytes, name: str, message: EmailMessage, body: Body, unread: list[str]) -> Source:
    drawing = Drawing()
    said = {header: _header(message, header) for header in _HEADERS}
    spans: dict[str, Span] = {}
    for header, value in said.items():
        if value:
            drawing.break_lines(1)
            drawing.add(f"{header}: ")
            spans[header] = drawing.add(value)
    head = Span(0, drawing.at)
    start = body.draw(drawing)
    inner = inner_mail(drawing.text()[start:])
    # Who passes a mail on is nobody of the article.
    drawing.mark(MarkKind.BOILERPLATE if inner and inner.passed_on else MarkKind.MAIL_HEADER, head)
    for mark in inner.marks if inner else ():
        drawing.mark(mark.kind, _shift(mark.span, start), mark.label)
    notes = list(body.diagnostics)
    if unread:
        names = ", ".join(unread[:20]) + (" …" if len(unread) > 20 else "")
        notes.append(Diagnostic("attachments-unread", f"These attachments were not read: {names}."))
    text = drawing.text()
    check_text(text)
    metadata = _metadata(said, spans)
    if inner and inner.passed_on:
        metadata = _inner_metadata(text, inner, start, metadata)
    return Source(name, "eml", sha256(data).hexdigest(), text, drawing.marks(), metadata, tuple(notes))


def _metadata(said: dict[str, str], spans: dict[str, Span]) -> Metadata:
    """Title and date of the headers."""
    title, at = _title(said["Subject"], spans.get("Subject"))
    published = iso_date(said["Date"])
    return Metadata(
        title=title, title_span=at, published=published, published_span=spans.get("Date") if published else None
    )


def _title(subject: str, at: Span | None) -> tuple[str | None, Span | None]:
    """A subject as a title: `Re:`, `TR:` and the like are not part of it."""
    forwarded = _FORWARDED.match(subject)
    skip = forwarded.end() if forwarded and forwarded.end() < len(subject) else 0
    return subject[skip:] or None, Span(at.start + skip, at.end) if at else None


def _inner_metadata(text: str, inner: Inner, start: int, outer: Metadata) -> Metadata:
    """What the headers of the mail that is passed on declare; for want of a subject the outer one, never its date."""
    title, at = outer.title, outer.title_span
    if inner.subject:
        span = _shift(inner.subject, start)
        title, at = _title(text[span.start : span.end], span)
    published_span = _shift(inner.published_span, start) if inner.published_span else None
    return Metadata(title=title, title_span=at, published=inner.published, published_span=published_span)


def _shift(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _header(message: EmailMessage, name: str) -> str:
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")
    unfolded = raw[:_MAX_HEADER].replace("\r", "").replace("\n", "")
    if _RAW.search(unfolded):  # bytes that no header may hold, and some programs write
        unfolded = decode(unfolded.encode("utf-8", "surrogateescape"), message.get_content_charset()).text
    try:
        return " ".join(scrub(str(_POLICY.header_factory(name, unfolded))).split())
    except (ArithmeticError, ValueError, LookupError, AttributeError, TypeError, MessageError, RecursionError):
        return ""  # a header that the standard library cannot decode says nothing
