"""What a run says of itself: versions, counts, what failed and why, seconds per stage."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pressmine.errors import Failure
from pressmine.record import SCHEMA_VERSION, ProducedBy, Record

#: The lists of a record that the summary counts, in its order.
LISTS = (
    "organisations",
    "persons",
    "places",
    "dates",
    "figures",
    "agreements",
    "signatories",
    "quotes",
    "contacts",
    "diagnostics",
)
#: What becomes of a text's characters.
COVERAGE = ("read", "set_aside", "not_understood")
#: The fields of `document` that may be null, in its order.
HEADER = ("title", "subtitle", "published", "place", "issuer", "embargo", "replaces")


@dataclass(frozen=True, slots=True)
class Tally:
    """What one record adds to the manifest: values by field (fields without any are left out), rules left out, and
    whether the text has so little French that what was found may be wrong.
    """

    values: Mapping[str, int]
    rules_failed: tuple[str, ...] = ()
    little_french: bool = False


def tally_of(record: Record) -> Tally:
    """Count a record's values."""
    values = {name: 1 for name in HEADER if getattr(record.document, name) is not None}
    values |= {name: len(getattr(record, name)) for name in LISTS if getattr(record, name)}
    values |= _read(record)
    values |= {f"extra.{name}": len(found) for name, found in record.extra.items()}
    failed = tuple(d.message for d in record.diagnostics if d.code == "rule-failed")
    return Tally(values, failed, any(d.code == "little-french" for d in record.diagnostics))


def _read(record: Record) -> dict[str, int]:
    """Characters read, set aside and not understood; what is 0 is left out."""
    account = record.coverage
    counts = {"read": account.read, "set_aside": sum(item.characters for item in account.set_aside)}
    counts |= {"not_understood": account.not_understood}
    return {f"coverage.{name}": count for name, count in counts.items() if count}


@dataclass(slots=True)
class Manifest:
    """A running tally. `folder` is the name of the folder that was read.

    `files` counts the articles found, attachments come on top as records or failures; `skipped` says by path why a
    file was, `little_french` names the texts that hardly speak it.

    `records_with` says for each field in how many records it is filled, `values` how many values that makes;
    `rules_failed` in how many records a rule was left out, by the sentence that says why; `seconds` is CPU time by
    stage, of all workers together, and wall-clock time as `total`; `kept` names the sources of records of earlier
    runs that stay next to those of this one: of articles that are `gone`, and of such as `failed` for now.
    """

    folder: str = ""
    files: int = 0
    skipped: Mapping[str, str] = field(default_factory=dict)
    produced_by: ProducedBy | None = None
    records: int = 0
    records_with: Counter[str] = field(default_factory=Counter)
    values: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)
    rules_failed: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)
    little_french: list[str] = field(default_factory=list)

    def add(self, result: Record | Failure) -> None:
        """Count one result."""
        if isinstance(result, Failure):
            self.failures.append(result)
        else:
            self.count(tally_of(result), result.document.source)

    def count(self, tally: Tally, source: str) -> None:
        """Count one record."""
        if tally.little_french:
            self.little_french.append(source)
        self.records += 1
        for name, values in tally.values.items():
            self.records_with[name] += values > 0
            self.values[name] += values
        self.rules_failed.update(tally.rules_failed)

    def names(self) -> tuple[str, ...]:
        """The fields that are counted: those of the record, then users' own by name."""
        return (*HEADER, *LISTS, *sorted(name for name in self.values if name.startswith("extra.")))

    def coverage(self) -> dict[str, int]:
        """Characters of all texts that were read, set aside, and read without being understood."""
        return {name: self.values[f"coverage.{name}"] for name in COVERAGE}

    def to_json(self, status: str) -> str:
        """Write it as JSON; `status` is `complete`, or `incomplete` while the run is under way or was cut short."""
        return json.dumps(self.data(status), ensure_ascii=False, indent=2) + "\n"

    def data(self, status: str) -> dict[str, Any]:
        """What the file says, as plain data."""
        return {
            "status": status,
            "schema_version": SCHEMA_VERSION,
            "produced_by": self.produced_by.model_dump() if self.produced_by else None,
            "folder": self.folder,
            "files": self.files,
            "records": self.records,
            "failed": len(self.failures),
            "kept": len(self.kept),
            "skipped": len(self.skipped),
            "skipped_why": dict(sorted(Counter(self.skipped.values()).items())),
            "skipped_files": [{"path": path, "reason": reason} for path, reason in sorted(self.skipped.items())],
            "little_french": self.little_french,
            "fields": {
                name: {"records": self.records_with[name], "values": self.values[name]} for name in self.names()
            },
            "coverage": self.coverage(),
            "failures": [{"path": f.path, "stage": f.stage, "reason": f.reason} for f in self.failures],
            "rules_failed": [
                {"message": message, "records": count} for message, count in sorted(self.rules_failed.items())
            ],
            "seconds": rounded(self.seconds),
        }


def rounded(seconds: Mapping[str, float]) -> dict[str, float]:
    """Seconds to the millisecond: more is noise."""
    return {stage: round(value, 3) for stage, value in seconds.items()}
