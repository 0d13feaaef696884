"""The forms by name: which file each writes, and what each reads back."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Literal, get_args

from pressmine.errors import RunError, reason_of, refused_as
from pressmine.exchange import cas, tools, web
from pressmine.exchange.annotations import Annotation, annotations_of
from pressmine.record import Record
from pressmine.sinks.files import record_path
from pressmine.sinks.whole_files import write_whole

Form = Literal["labelstudio", "brat", "spacy", "conll", "cas", "jsonld", "ninjs", "ics"]
Imported = Literal["labelstudio", "brat", "spacy", "conll", "cas"]
FORMS: tuple[Form, ...] = get_args(Form)
IMPORTED: tuple[Imported, ...] = get_args(Imported)
#: Forms with all records in one file: its name, and what makes a record's part of it.
_ONE_FILE: dict[str, tuple[str, Callable[[Record], str]]] = {
    "labelstudio": ("tasks.jsonl", lambda record: tools.to_labelstudio(record) + "\n"),
    "spacy": ("spans.jsonl", lambda record: tools.to_spacy(record) + "\n"),
    "conll": ("articles.conll", tools.to_conll),
    "jsonld": ("articles.jsonld.jsonl", lambda record: web.to_jsonld(record) + "\n"),
    "ninjs": ("items.jsonl", lambda record: web.to_ninjs(record) + "\n"),
}


def write_form(form: Form, records: Iterable[Record], folder: Path) -> int:
    """Write records into a folder in one of the `FORMS`; returns how many. Raises RunError.

    Label Studio takes the lines of `tasks.jsonl`; BRAT and CAS have a file or two for each article.
    """
    with refused_as(f"{folder} can't be written"):
        folder.mkdir(parents=True, exist_ok=True)
        if form in _ONE_FILE:
            name, part = _ONE_FILE[form]
            parts = [part(record) for record in records]
            write_whole(folder / name, "".join(parts))
            return len(parts)
        if form == "ics":
            kept = list(records)
            write_whole(folder / "events.ics", web.to_ics(iter(kept)))
            return len(kept)
        return _each(form, records, folder)


def _each(form: Form, records: Iterable[Record], folder: Path) -> int:
    count = 0
    for record in records:
        path = folder / _stem(record.document.source)
        if form == "brat":
            write_whole(path.with_name(f"{path.name}.txt"), record.text)
            write_whole(path.with_name(f"{path.name}.ann"), tools.to_brat(record))
        else:
            write_whole(path.with_name(f"{path.name}.xmi"), cas.to_cas(record))
        count += 1
    if form == "cas":
        write_whole(folder / "TypeSystem.xml", cas.type_system())
    return count


def read_form(form: Imported, where: Path, sources: Iterable[str]) -> Iterator[tuple[str, list[Annotation]]]:
    """Yield the articles of a file or folder with their annotations; `sources` are those of the records.

    Raises RunError if it can't be read.
    """
    try:
        if form in ("brat", "cas"):
            yield from _folder(form, where, sources)
            return
        text = where.read_text(encoding="utf-8")
        readers = {"labelstudio": tools.from_labelstudio, "spacy": tools.from_spacy, "conll": tools.from_conll}
        yield from readers[form](text)
    except OSError as error:
        raise RunError(f"{where} can't be read: {reason_of(error)}") from error
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise RunError(f"{where} is not a {form} file that pressmine can read: {error}") from None


def shown_in(form: Imported, record: Record) -> list[Annotation]:
    """The annotations of a record that a form can hold: of overlapping ones, CoNLL has the widest."""
    if form != "conll":
        return annotations_of(record)
    return [annotation for _, found in tools.from_conll(tools.to_conll(record)) for annotation in found]


def _folder(form: Imported, where: Path, sources: Iterable[str]) -> Iterator[tuple[str, list[Annotation]]]:
    for source in sources:
        path = where / _stem(source)
        if form == "brat":
            file = path.with_name(f"{path.name}.ann")
            if file.is_file():
                yield source, tools.from_brat(file.read_text(encoding="utf-8"))
        else:
            file = path.with_name(f"{path.name}.xmi")
            if file.is_file():
                yield source, cas.from_cas(file.read_text(encoding="utf-8"))[1]


def _stem(source: str) -> str:
    """One name for a source in a flat folder, its extension kept: `a/b.txt` is `a__b.txt`.

    What does not say its source letter for letter has a digest behind it, so that no two articles share a file:
    `a b.txt` is `a_b.txt-` and eight digits.
    """
    path = str(record_path(source).with_suffix(""))
    name = re.sub(r"[^\w.-]", "_", path.replace("/", "__"))
    if name.replace("__", "/") == source:
        return name
    return f"{name}-{hashlib.sha256(source.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
