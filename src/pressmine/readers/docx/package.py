"""The archive that a DOCX is: measured before it is unpacked, its parts parsed without entities or outer references."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import TYPE_CHECKING

from pressmine.readers.encodings import scrub
from pressmine.readers.limits import refuse, size_in_words

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
#: The same names in the strict form of the standard.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
)
#: Entries of the archive, bytes that they all unpack to, and how many times the file's own size that may be.
MAX_ENTRIES = 2_000
MAX_UNPACKED = 300 * 1024 * 1024
MAX_RATIO = 200
#: A part of text; real ones stay below one megabyte, a workbook's chart may not.
MAX_PART = 40 * 1024 * 1024
_FREE = 20 * 1024 * 1024

_OLE = b"\xd0\xcf\x11\xe0"
_PROPERTIES = {"title": "title", "creator": "creator", "language": "language"}


def open_package(data: bytes) -> Package:
    """The package in `data`. Raises StageError if it is not a DOCX, encrypted, broken or too large unpacked."""
    return Package(open_archive(data, ".docx"))


def open_archive(data: bytes, extension: str) -> zipfile.ZipFile:
    """The archive of an office document, measured. Raises StageError if it is not one, encrypted or too large."""
    if data.startswith(_OLE):
        raise refuse(f"The document is encrypted or an old .doc: save it as {extension} without a password.")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
        raise refuse(
            f"The file is damaged, or not in the {extension[1:].upper()} format: open it in a word processor and save "
            f"it again as {extension}."
        ) from None
    if len(entries) > MAX_ENTRIES:
        raise refuse(
            f"The document holds {len(entries):,} parts, more than {MAX_ENTRIES:,}: it is not a press release."
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise refuse("The document is encrypted: save it without a password and run again.")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED or (unpacked > _FREE and unpacked > MAX_RATIO * len(data)):
        raise refuse(
            f"The document unpacks from {size_in_words(len(data))} to {size_in_words(unpacked)}: "
            "this is not a press release; save its text as a new document."
        )
    return archive


def parse_part(archive: zipfile.ZipFile, name: str) -> Element:
    """The root of a part. Raises StageError if it is too large or broken; no entity and no reference is followed."""
    from lxml import etree

    if archive.getinfo(name).file_size > MAX_PART:
        raise refuse(f"A part of the document unpacks to more than {size_in_words(MAX_PART)}: save its text anew.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        content = archive.read(name)
        for strict, usual in _STRICT:
            content = content.replace(strict, usual)
        root = etree.fromstring(content, parser)
    except MemoryError:
        raise
    except Exception as error:  # a damaged archive or part: zipfile, zlib and lxml raise a dozen kinds
        raise refuse(
            "The document is broken: open it in a word processor, let it repair the file, and save it again."
        ) from error
    if root.getroottree().docinfo.doctype:
        raise refuse("The document declares a document type, which no word processor writes: save it again.")
    return root


class Package:
    """The parts of a document that hold text, parsed when they are asked for."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = set(archive.namelist())
        self._main = self._find_main()
        self._relations = self._relations_of(self._main)
        self._parsed: dict[str, Element | None] = {}

    def document(self) -> Element:
        """The body. Raises StageError if the package has none."""
        root = self._part(self._main)
        body = root.find(W + "body") if root is not None else None
        if body is None:
            raise refuse("There is no Word document in the archive: save the article as .docx from a word processor.")
        return body

    def related(self, kind: str) -> Element | None:
        """A part by the last word of its relation's type: `styles`, `numbering`, `footnotes`, or None."""
        target = next((t for k, t in self._relations.values() if k == kind), None)
        return self._part(target) if target else None

    def note(self, kind: str, id: str) -> Element | None:
        """The `footnote` or `endnote` with an id."""
        root = self.related(kind + "s")
        if root is None:
            return None
        return next((n for n in root.iterchildren(W + kind) if n.get(W + "id") == id), None)

    def running(self, kind: str) -> tuple[list[Element], list[Element]]:
        """The `header`s or `footer`s: the one that the first page shows, and all the others."""
        found: dict[str, str] = {}
        others: list[str] = []
        titled = False
        for section in self.document().iter(W + "sectPr"):
            titled = titled or (not found and section.find(W + "titlePg") is not None)
            for reference in section.iterchildren(W + kind + "Reference"):
                target = self._relations.get(reference.get(R + "id", ""), ("", ""))[1]
                role = reference.get(W + "type", "default")
                if role in found:
                    others.append(target)
                else:
                    found[role] = target
        first = found.pop("first", None)
        order = [first] if titled and first else []
        default = found.pop("default", None)
        order += [default] if default else []
        targets = [t for t in [*order, *([first] if first and not titled else []), *found.values(), *others] if t]
        roots = [root for target in dict.fromkeys(targets) if (root := self._part(target)) is not None]
        return (roots[:1], roots[1:]) if order else ([], roots)

    def properties(self) -> dict[str, str]:
        """Title, creator and language as the document's properties say; missing ones are left out."""
        root = self._part("docProps/core.xml") if "docProps/core.xml" in self._names else None
        said: dict[str, str] = {}
        for element in root if root is not None else ():
            name = str(element.tag).rpartition("}")[2]
            if name in _PROPERTIES and element.text and element.text.strip():
                said[_PROPERTIES[name]] = scrub(element.text.strip())[:500]
        return said

    def _find_main(self) -> str:
        for kind, target in self._relations_of("").values():
            if kind == "officeDocument":
                return target
        return "word/document.xml"

    def _relations_of(self, part: str) -> dict[str, tuple[str, str]]:
        """Relation id to the last word of its type and its target; targets outside the package are left out."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", name + ".rels")
        root = parse_part(self._archive, path) if path in self._names else None
        relations: dict[str, tuple[str, str]] = {}
        for relation in root if root is not None else ():
            if relation.get("TargetMode") != "External":
                target = relation.get("Target", "")
                full = (
                    target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                )
                relations[relation.get("Id", "")] = (relation.get("Type", "").rpartition("/")[2], full)
        return relations

    def _part(self, name: str) -> Element | None:
        if name not in self._parsed:
            self._parsed[name] = parse_part(self._archive, name) if name in self._names else None
        return self._parsed[name]
