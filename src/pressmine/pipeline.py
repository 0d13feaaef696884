"""The order of the stages, and nothing else: read, clean, zones, language, rules, resolve, assemble.

A file that fails at a stage becomes a Failure with its path, the stage and a sentence; no exception leaves `process`.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path

from pressmine.assembly import assemble
from pressmine.cleaning import clean
from pressmine.corrections import Correction, corrected
from pressmine.document import Diagnostic, Document, MarkKind, Source, Zone, ZoneKind
from pressmine.errors import Failure, StageError
from pressmine.evidence import Evidence, Rule
from pressmine.french.language import ENOUGH_LETTERS, foreign_share, french_share, is_of_common_words
from pressmine.nlp import KEPT_LINES, load_french, model_name
from pressmine.offsets import Span, ViewSpan
from pressmine.readers import MAX_BYTES, read
from pressmine.readers.limits import MAX_CHARACTERS
from pressmine.record import ProducedBy, Record
from pressmine.resolution import Resolution
from pressmine.resolve import resolve_document
from pressmine.rules import builtin_rules, propose
from pressmine.tables import package_files
from pressmine.version import VERSION
from pressmine.zones import find_zones

#: Below this share of French function words a text of enough letters is refused.
_HARDLY_FRENCH = 0.08
_LITTLE_FRENCH = 0.18
_FRAME = frozenset({MarkKind.BOILERPLATE, MarkKind.MARKUP, MarkKind.MAIL_HEADER, MarkKind.FRONT_MATTER})
STAGES = ("read", "clean", "zones", "language", "rules", "resolve", "assemble")


def read_sentence(text: str, kind: ZoneKind) -> Document:
    """The document of one sentence, taken to be in a zone of this kind: what the tests inside rules run on."""
    source = Source("test.txt", "txt", hashlib.sha256(text.encode()).hexdigest(), text)
    view = clean(source)
    zone = Zone(kind, ViewSpan(0, len(view.text)), Span(0, len(text)))
    return load_french().read(source, view, (zone,), (), ())


class Pressmine:
    """The whole way from a file to its record. Loading it takes seconds; keep one and call it often.

    `paragraphs` is how many lines are kept, so that one that returns is read once; 0 keeps none, the records are the
    same. `corrections` win over what is found. `timeout` is how many seconds an article may take: a stage or a rule
    that is under way ends first, so that it may be some seconds more. None sets no limit.
    """

    def __init__(
        self,
        rules: Sequence[Rule] | None = None,
        max_bytes: int = MAX_BYTES,
        paragraphs: int = KEPT_LINES,
        corrections: Sequence[Correction] = (),
        timeout: float | None = None,
    ) -> None:
        self.rules = tuple(rules) if rules is not None else builtin_rules()
        self.french = load_french()
        self.french.keeps = paragraphs
        self.max_bytes = max_bytes
        self.corrections = tuple(corrections)
        self.timeout = timeout
        self._started = 0.0
        self.produced_by = produced_by(self.rules, self.corrections)
        self.timings: dict[str, float] = dict.fromkeys(STAGES, 0.0)

    def extract(self, path: str | Path, published: date | str | None = None) -> Record:
        """The record of one file (of a mail: of its own text). Raises StageError, a sentence, where there is none."""
        path = Path(path)
        for item in self.process(path, path.name, published):
            if isinstance(item, Record) and item.document.source == path.name:
                return item
            if isinstance(item, Failure) and item.path == path.name:
                raise StageError(item.stage, f"{item.path}: {item.reason}")
        raise StageError("read", f"{path.name}: Nothing in it could be read: look at its attachments one by one.")

    def extract_all(self, path: str | Path, published: date | str | None = None) -> list[Record]:
        """The records of a file and of what is attached to it. Raises StageError at the first that fails."""
        path = Path(path)
        records = []
        for item in self.process(path, path.name, published):
            if isinstance(item, Failure):
                raise StageError(item.stage, f"{item.path}: {item.reason}")
            records.append(item)
        return records

    def extract_text(self, text: str, published: date | str | None = None) -> Record:
        """The record of a plain text. `published` (a date or an ISO string) is what relative dates count from."""
        return self.record(_given(text), _day(published))

    def read(self, path: Path) -> Source:
        """The source of one file (of a mail: its own text). Raises StageError, a sentence, where it can't be read."""
        result = read(path, path.name)
        if not result.sources:
            failure = result.failures[0]
            raise StageError(failure.stage, failure.reason)
        return result.sources[0]

    def process(self, path: Path, name: str, published: date | str | None = None) -> Iterator[Record | Failure]:
        """A record or a failure for the file and for each of its attachments; never raises for what a file holds."""
        try:
            day = _day(published)
            with self._timed("read"):
                result = read(path, name, max_bytes=self.max_bytes)
        except StageError as error:
            yield Failure(name, error.stage, error.reason, error.lasting)
            return
        except MemoryError:  # it says less about the file than about who else was using memory: a batch tries again
            raise
        except Exception as error:  # noqa: BLE001 - a reader's library may raise anything on a broken file
            yield Failure(name, "read", _unexpected(error), not isinstance(error, OSError))
            return
        yield from (Failure(f.name, f.stage, f.reason) for f in result.failures)
        for source in result.sources:
            try:
                yield self.record(source, day)
            except StageError as error:
                yield Failure(source.name, error.stage, error.reason, error.lasting)

    def record(self, source: Source, published: date | None = None) -> Record:
        """The record of a source. Raises StageError with the stage that failed."""
        document, _, resolution = self.analyse(source, published)
        with self._stage("assemble"):
            record = assemble(document, resolution, self.produced_by)
            document.forget()
            return corrected(record, self.corrections) if self.corrections else record

    def analyse(
        self, source: Source, published: date | None = None
    ) -> tuple[Document, tuple[Evidence, ...], Resolution]:
        """All that a record is made from: the document, the evidence, and what was decided."""
        self._started = time.monotonic()
        source = _checked_language(source, self.french.rank)
        with self._stage("clean"):
            view = clean(source)
            if not view.text.strip():
                raise StageError(
                    "clean", "The text holds nothing but invisible characters: put the article's text into the file."
                )
        with self._stage("zones"):
            zones, tables, footnotes = find_zones(source, view)
        with self._stage("language"):
            document = self.french.read(source, view, zones, tables, footnotes)
        with self._stage("rules"):
            failed: list[Diagnostic] = []
            evidence = propose(document, self.rules, failed, self._in_time)
        with self._stage("resolve"):
            resolution = resolve_document(document, evidence, published)
        resolution.diagnostics += failed
        return document, evidence, resolution

    @contextmanager
    def _timed(self, stage: str) -> Iterator[None]:
        start = time.process_time()
        try:
            yield
        finally:
            self.timings[stage] += time.process_time() - start

    def _in_time(self) -> None:
        if self.timeout is not None and time.monotonic() - self._started > self.timeout:
            raise StageError(
                "rules", f"Reading took more than {self.timeout:g} s: split the article, or raise `timeout`.", False
            )

    @contextmanager
    def _stage(self, stage: str) -> Iterator[None]:
        try:
            with self._timed(stage):
                self._in_time()
                yield
        except (StageError, MemoryError):
            raise
        except Exception as error:  # a fault of ours on one article must not cost the rest of the folder
            raise StageError(stage, _unexpected(error), not isinstance(error, OSError)) from error


def produced_by(rules: Sequence[Rule], corrections: Sequence[Correction] = ()) -> ProducedBy:
    """What a record says of how it was made. No model is loaded. Raises RunError if it is not installed."""
    return ProducedBy(pressmine=VERSION, model=model_name(), rules=rules_digest(rules, corrections))


def rules_digest(rules: Sequence[Rule], corrections: Sequence[Correction] = ()) -> str:
    """A digest of what decides: the rules by id, with what stands for them, every file of the rooms that hold them,
    and the corrections.
    """
    digest = hashlib.sha256()
    for rule in sorted(rules, key=lambda r: r.id):
        digest.update(f"{rule.id}\0{rule.says}\0{rule.digest}\0".encode())
    digest.update(files("pressmine").joinpath("weights.toml").read_bytes())
    for room in ("french", "rules", "resolve", "zones"):
        for name, path in package_files(files("pressmine").joinpath(room)):
            digest.update(name.encode() + b"\0" + path.read_bytes())
    for correction in corrections:
        digest.update(correction.model_dump_json().encode())
    return digest.hexdigest()[:16]


def _given(text: str) -> Source:
    """The source of a text that the caller holds: it is taken letter for letter."""
    if not text.strip():
        raise StageError("read", "The text is empty: give the article's text.")
    if len(text) > MAX_CHARACTERS:
        raise StageError("read", f"The text has {len(text):,} characters, more than the {MAX_CHARACTERS:,} allowed.")
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise StageError("read", "The text has lone surrogates: decode it properly before handing it over.") from error
    return Source(name="text.txt", format="txt", sha256=hashlib.sha256(data).hexdigest(), text=text)


def _day(published: date | str | None) -> date | None:
    if isinstance(published, str):
        try:
            return date.fromisoformat(published[:10])
        except ValueError as error:
            raise StageError("read", f"{published!r} is not a date: write it as 2024-03-29.") from error
    return published


def _checked_language(source: Source, rank: Callable[[str], int | None]) -> Source:
    text = _without_frame(source)
    share = french_share(text)
    if share >= _LITTLE_FRENCH or is_of_common_words(text, rank):
        return source
    letters = sum(c.isalpha() for c in text)
    if letters >= ENOUGH_LETTERS and share < _HARDLY_FRENCH:
        raise StageError(
            "language", "The text is not French: take the file out of the folder, pressmine reads French releases only."
        )
    if letters >= ENOUGH_LETTERS or foreign_share(text) > share:
        note = Diagnostic("little-french", "the text has few French words: what was found may be wrong or incomplete")
        return replace(source, diagnostics=(*source.diagnostics, note))
    return source


def _without_frame(source: Source) -> str:
    """The text without what the format marks as no part of the article: keys and addresses speak no language."""
    pieces, at = [], 0
    for mark in sorted((m for m in source.marks if m.kind in _FRAME), key=lambda m: m.span):
        if mark.span.end > at:
            pieces.append(source.text[at : max(at, mark.span.start)])
            at = mark.span.end
    said = "".join([*pieces, source.text[at:]])
    return said if any(map(str.isalpha, said)) else source.text


def _unexpected(error: Exception) -> str:
    detail = " ".join(str(error).split())[:200]
    what = f"{type(error).__name__}: {detail}" if detail else type(error).__name__
    return f"Unexpected {what}; the file may be damaged, or this is a bug to report."
