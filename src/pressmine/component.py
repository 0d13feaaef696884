"""pressmine in a spaCy pipeline: `nlp.add_pipe("pressmine")` on a French one puts the record and its spans on the Doc.

    doc._.pressmine          the Record, its offsets counted in doc.text
    doc.spans["pressmine"]   its values as spans: label is the field (organisation, date, extra.levees, …), id the ref

The component brings its own model for its own tokens; the pipeline it is in may be blank.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any
from weakref import finalize

from spacy.language import Language
from spacy.tokens import Doc, Span

from pressmine.document import Source
from pressmine.errors import RunError
from pressmine.pipeline import Pressmine
from pressmine.record import Record
from pressmine.rulebook import load_rules

#: Under this key the record's JSON lies in `doc.user_data`, so that a Doc goes to bytes and back with it.
KEY = "pressmine"
_LISTS = {"organisations": "organisation", "persons": "person", "places": "place"}
_PLACED = {"dates": "date", "figures": "figure", "quotes": "quote"}


def record_of(doc: Doc) -> Record | None:
    """The record on a Doc; None if the component has not seen it."""
    data = doc.user_data.get(KEY)
    return None if data is None else Record.model_validate_json(data)


class Component:
    """The pipe. `rules` are rule files or folders; they are loaded, tests and all, with the first Doc."""

    def __init__(self, rules: Iterable[str] = (), builtin: bool = True, installed: bool = True) -> None:
        self.paths = [Path(rule) for rule in rules]
        self.builtin = builtin
        self.installed = installed
        self._engine: Pressmine | None = None

    @property
    def engine(self) -> Pressmine:
        """The loaded pipeline. Raises RuleFileError or RunError as `pressmine.load` does."""
        if self._engine is None:
            self._engine = Pressmine(load_rules(self.paths, self.builtin, self.installed).rules)
        return self._engine

    def __call__(self, doc: Doc) -> Doc:
        """Put the record and its spans on a Doc. Raises StageError if its text gives no record."""
        text = doc.text
        source = Source("doc.txt", "txt", hashlib.sha256(text.encode()).hexdigest(), text)
        record = self.engine.record(source)
        doc.user_data[KEY] = record.model_dump_json(by_alias=True)
        doc.spans[KEY] = list(_spans(doc, record))
        return doc

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the settings, and copies of the rule files with what lies next to them."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in self._files().items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        settings = {"builtin": self.builtin, "installed": self.installed, "rules": self._names()}
        (folder / "settings.json").write_text(json.dumps(settings), encoding="utf-8")

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Component:
        """Take over what `to_disk` wrote."""
        folder = Path(path)
        settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
        self.builtin, self.installed = settings["builtin"], settings["installed"]
        self.paths = [folder / name for name in settings["rules"]]
        self._engine = None
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The settings and the rule files as bytes."""
        data = {"builtin": self.builtin, "installed": self.installed, "rules": self._names(), "files": self._files()}
        return json.dumps(data, ensure_ascii=False, sort_keys=True).encode()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Component:
        """Take over what `to_bytes` gave; the rule files are unpacked for as long as the component lives."""
        held = json.loads(data)
        folder = Path(mkdtemp(prefix="pressmine-rules-"))
        finalize(self, rmtree, folder, ignore_errors=True)
        for name, text in held["files"].items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        (folder / "settings.json").write_text(
            json.dumps({k: v for k, v in held.items() if k != "files"}), encoding="utf-8"
        )
        return self.from_disk(folder)

    def _names(self) -> list[str]:
        """Where each rule file or folder lies in what is written."""
        return [f"rules/{index}/{path.name}" for index, path in enumerate(self.paths)]

    def _files(self) -> dict[str, str]:
        """The rule files, and the CSV files next to them."""
        found: dict[str, str] = {}
        for name, path in zip(self._names(), self.paths, strict=True):
            if not path.exists():
                raise RunError(f"{path} does not exist: the rules can't be saved")
            files = [path, *path.parent.glob("*.csv")] if path.is_file() else path.rglob("*")
            for file in sorted(file for file in files if file.suffix in (".yaml", ".yml", ".csv")):
                below = file.relative_to(path.parent) if path.is_file() else file.relative_to(path)
                top = Path(name).parent if path.is_file() else Path(name)
                found[(top / below).as_posix()] = file.read_text(encoding="utf-8")
        return found


@Language.factory(
    "pressmine",
    default_config={"rules": [], "builtin": True, "installed": True},
    assigns=["doc._.pressmine", "doc.spans"],
)
def create(nlp: Language, name: str, rules: list[str], builtin: bool, installed: bool) -> Component:
    """The factory after `nlp.add_pipe("pressmine", config={"rules": ["regles"]})`."""
    if nlp.lang != "fr":
        raise RunError(f"pressmine reads French: the pipeline is {nlp.lang!r}")
    return Component(rules, builtin, installed)


def _spans(doc: Doc, record: Record) -> Iterator[Span]:
    for field, label in _LISTS.items():
        for entity in getattr(record, field):
            for mention in entity.mentions:
                yield from _span(doc, mention, label, entity.ref)
    for field, label in _PLACED.items():
        for item in getattr(record, field):
            yield from _span(doc, item, label)
    for name, values in record.extra.items():
        for value in values:
            yield from _span(doc, value, f"extra.{name}")


def _span(doc: Doc, item: Any, label: str, ref: str = "") -> Iterator[Span]:
    """The tokens that show a span; a span that begins or ends inside a token takes all of it."""
    span = doc.char_span(item.start, item.end, label=label, span_id=ref, alignment_mode="expand")
    if span is not None:
        yield span


if not Doc.has_extension(KEY):
    Doc.set_extension(KEY, getter=record_of)
