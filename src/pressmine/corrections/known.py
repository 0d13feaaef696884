"""Bodies that corrections name, as lines of a list for `--known`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from pressmine.corrections.lines import Correction
from pressmine.errors import RunError
from pressmine.french.folding import fold
from pressmine.french.known import TableError, read_table

HEAD = ("name", "aliases", "type")


def known_bodies(corrections: Iterable[Correction]) -> Iterator[tuple[str, str, str]]:
    """Name, another form, type of each body that was accepted, added or changed; the last word on a name counts."""
    rows: dict[str, tuple[str, str, str]] = {}
    for correction in corrections:
        if correction.field != "organisations":
            continue
        said = " ".join(correction.text.split())
        name = " ".join(str(correction.value.get("name") or said).split())
        kind = str(correction.value.get("type") or "")
        rows.pop(fold(name), None)
        if correction.action != "reject":
            rows[fold(name)] = (name, said if fold(said) != fold(name) else "", kind)
    yield from rows.values()


def add_to_list(path: Path | None, rows: Iterable[tuple[str, str, str]]) -> tuple[str, int]:
    """The list at `path` with the bodies that it has not yet, and how many are new. Raises RunError.

    Without a path, or where no file is there, it is begun. What is in it stays as it is.
    """
    text, head, mark, known = "", list(HEAD), ";", set[str]()
    if path is not None and path.exists():
        try:
            known = {fold(form) for row in read_table(path) for form in (row.name, *row.forms)}
        except (OSError, TableError) as error:
            raise RunError(f"{path} can't be added to: {error}") from None
        text = path.read_text(encoding="utf-8-sig")
        mark = ";" if ";" in text.split("\n", 1)[0] else ","
        head = [cell.strip() for cell in next(csv.reader(io.StringIO(text), delimiter=mark))]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=mark, lineterminator="\n")
    if not text:
        writer.writerow(head)
    elif not text.endswith("\n"):
        out.write("\n")
    count = 0
    for name, form, kind in rows:
        if fold(name) not in known:
            cells = {"name": name, "aliases": form, "alias": form, "type": kind}
            writer.writerow([cells.get(column, "") for column in head])
            count += 1
    return text + out.getvalue(), count
