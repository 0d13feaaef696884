"""Loading records: batches in one transaction each, a row in `runs`, and what to do with those that don't fit."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Generic, Self, TypeVar

from sqlalchemy import Connection, insert, update
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, StatementError

from pressmine.record import Record
from pressmine.sinks.database import sources, tables, writing
from pressmine.sinks.database.bounds import stamp
from pressmine.sinks.database.connection import Database, DatabaseError
from pressmine.sinks.database.replacing import link_replacements
from pressmine.sinks.database.rows import Prepared, Unloadable, prepare
from pressmine.sinks.database.writing import Counts
from pressmine.version import VERSION

#: Records that are written in one transaction.
BATCH = 100
#: An index of PostgreSQL holds some 2,700 bytes for a collection, a path and an id together.
_COLLECTION = 200
Token = TypeVar("Token")


@dataclass(frozen=True, slots=True)
class Refused(Generic[Token]):
    """A record that the database can't hold: the caller's token for it, and why."""

    token: Token
    reason: str


class Loader(Generic[Token]):
    """Loads records into a collection. Used as a context manager; `finish` at the end of what there was to load.

    Every record comes with a token by which the caller knows it again if it is refused. `refused` is emptied by the
    caller. Raises DatabaseError; what was written before stays, whole.
    """

    def __init__(self, database: Database, collection: str, command: str, batch: int = BATCH) -> None:
        if not collection.strip() or len(collection.encode()) > _COLLECTION:
            raise DatabaseError(f"--collection: a name of 1 to {_COLLECTION} bytes is needed")
        self._database = database
        self._collection = collection
        self._command = command
        self._size = batch
        self._waiting: list[tuple[Prepared, Token]] = []
        self._run = 0
        self.counts = Counts()
        self.refused: list[Refused[Token]] = []

    def __enter__(self) -> Self:
        row = {"command": self._command, "collection": self._collection, "pressmine": VERSION, "started_at": _now()}
        with self._database.writing() as connection:
            added = connection.execute(insert(tables.runs).values({**row, **asdict(self.counts)}))
            key = added.inserted_primary_key
            assert key is not None, "a row that was inserted has a key"
            self._run = key[0]
        return self

    def __exit__(self, *_: object) -> None:
        self._waiting.clear()

    def add(self, record: Record, token: Token) -> None:
        """Load a record, with the others of its batch."""
        try:
            prepared = prepare(record)
        except Unloadable as error:
            self.reject(token, str(error))
            return
        self._waiting.append((prepared, token))
        if len(self._waiting) >= self._size:
            self.flush()

    def reject(self, token: Token, reason: str) -> None:
        """Count what was not a record at all."""
        self.counts.rejected += 1
        self.refused.append(Refused(token, reason))

    def flush(self) -> None:
        """Write what waits. A record that the database refuses costs itself alone."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        try:
            self._write([item for item, _ in waiting])
        except _OneRecord as refusal:
            if len(waiting) == 1:
                self.reject(waiting[0][1], refusal.reason)
                return
            for one in waiting:
                self._waiting = [one]
                self.flush()

    def _write(self, batch: Sequence[Prepared]) -> None:
        with self._database.writing() as connection:
            try:
                done = writing.write(connection, self._run, self._collection, batch)
            except DBAPIError as error:
                if isinstance(error, (DataError, IntegrityError)) or _too_long(error):
                    raise _OneRecord(error.orig) from error
                raise
            except (StatementError, ValueError, OverflowError) as error:  # what the driver can't even send
                raise _OneRecord(error) from error
            total = Counts(**{name: count + getattr(done, name) for name, count in asdict(self.counts).items()})
            self._note(connection, total)
        self.counts = total

    def _note(self, connection: Connection, counts: Counts, finished: str | None = None) -> None:
        values = {**asdict(counts), "finished_at": finished}
        connection.execute(update(tables.runs).where(tables.runs.c.id == self._run).values(values))

    def finish(self) -> Counts:
        """Write what waits, link what replaces what, and close the run."""
        self.flush()
        with self._database.writing() as connection:
            link_replacements(connection)
            self._note(connection, self.counts, _now())
        return self.counts

    def vanish(self, present: Collection[str], failed: Collection[str] = (), prune: bool = False) -> str | None:
        """Mark the collection's documents whose path is not `present`; `prune` removes those that are marked.

        Paths that `failed`, and attachments below them, are there but could not be read: they are not marked.
        Returns a sentence where none of the collection's paths is present: then it is another folder, and nothing is
        marked.
        """
        self.flush()
        with self._database.writing() as connection:
            pairs = sources.current_pairs(connection, self._collection)
            gone = [pair for pair in pairs if pair[0] not in present and not _below(pair[0], failed)]
            if pairs and len(gone) == len(pairs):
                return (
                    f"none of the {len(pairs)} documents of collection {self._collection!r} is in this folder: nothing "
                    "was marked as vanished; name another --collection for another folder"
                )
            sources.vanish(connection, self._collection, gone)
            events = [("vanished", pair) for pair in gone]
            if prune:
                forgotten = sources.forget_vanished(connection, self._collection)
                removed = sources.homeless(connection, [document for _, document in forgotten])
                writing.remove(connection, removed)
                sources.refresh_states(connection, {document for _, document in forgotten} - set(removed))
                events += [("pruned", pair) for pair in forgotten]
                self.counts.pruned += len(forgotten)
            self.counts.vanished += len(gone)
            rows = [
                {"run_id": self._run, "document_id": document, "action": action, "source": source}
                for action, (source, document) in events
            ]
            if rows:
                connection.execute(insert(tables.history), rows)
        return None


class _OneRecord(Exception):
    """What a single record caused, as far as one can tell."""

    def __init__(self, error: BaseException | None) -> None:
        said = str(error).strip().splitlines()
        self.reason = f"the database refuses it: {said[0] if said else type(error).__name__}"
        super().__init__(self.reason)


def _too_long(error: DBAPIError) -> bool:
    """Whether a value is longer than an index or a text search vector holds (SQLSTATE 54000)."""
    return str(getattr(error.orig, "sqlstate", "")).startswith("54") or "too big" in str(error.orig)


def _below(source: str, failed: Collection[str]) -> bool:
    """Whether the path, or that of a mail which brought it, is among those that failed."""
    parts = source.split("/")
    return any("/".join(parts[:count]) in failed for count in range(1, len(parts) + 1))


def _now() -> str:
    return stamp(datetime.now(UTC))
