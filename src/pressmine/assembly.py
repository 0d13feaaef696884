"""Resolution -> Record: the items that resolution has made are put in order and validated, all at once."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import ValidationError

from pressmine import record as r
from pressmine.coverage import measure_coverage, much_set_aside
from pressmine.document import Diagnostic, Document
from pressmine.errors import StageError
from pressmine.resolution import Resolution, change, draft

#: The fields of a record that a resolution has under the same name.
_SAME = tuple(name for name in r.Record.model_fields if name in Resolution.__dataclass_fields__)


def assemble(document: Document, resolution: Resolution, produced_by: r.ProducedBy) -> r.Record:
    """The validated record. Raises StageError("assemble") where the resolution breaks the contract: a fault of ours."""
    bodies_and_persons: list[r.Organisation | r.Person] = [*resolution.organisations, *resolution.persons]
    for who in bodies_and_persons:
        change(who, roles=who.roles or ("mentioned",))
    for entity in resolution.entities():
        change(entity, mentions=tuple(sorted(entity.mentions, key=_place_of)))
    account = measure_coverage(document, resolution)
    notes = (*document.source.diagnostics, *resolution.diagnostics, *much_set_aside(document, account))
    zones = [draft(r.Zone, kind=z.kind.value, start=z.source.start, end=z.source.end) for z in document.zones]
    try:
        return r.Record.model_validate(
            {
                **{name: getattr(resolution, name) for name in _SAME},
                "schema_version": r.SCHEMA_VERSION,
                "document": resolution.header,
                "produced_by": produced_by,
                "zones": zones,
                "coverage": account,
                "diagnostics": list(_notes(notes)),
            }
        )
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise StageError(
            "assemble", f"the record is not valid ({where or 'record'}: {first['msg']}): please report this document"
        ) from error


def _place_of(mention: r.Mention) -> tuple[int, int, str]:
    return mention.start, mention.end, mention.source


def _notes(notes: Iterable[Diagnostic]) -> Iterable[r.Diagnostic]:
    for note in notes:
        at = {"start": note.span.start, "end": note.span.end} if note.span else {}
        other = {"other_start": note.other.start, "other_end": note.other.end} if note.other else {}
        yield draft(r.Diagnostic, code=note.code, message=note.message, **at, **other)
