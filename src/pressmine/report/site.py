"""The site over a run: a page an article, an index in parts, an overview, what failed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol

from pressmine.errors import RunError, reason_of
from pressmine.french.folding import fold
from pressmine.record import Record
from pressmine.report import overview as counts
from pressmine.report.explained import told
from pressmine.report.overview import Overview
from pressmine.report.page import article_page
from pressmine.report.templating import environment
from pressmine.report.values import CHOICES, KINDS, names_of
from pressmine.report.why import Reasons
from pressmine.sinks.stored import Invalid, read_stored
from pressmine.wording import Lang, say

#: Entries in one part of the index: a part is some 150 kB.
PART = 500
#: The file that says that a folder is a report of ours, which the next one may replace.
MARKER = ".pressmine-report"
#: What the filter of fields asks for, a bit each: the lists of the record by kind, and whether it has diagnostics.
_BITS = (*(kind if kind == "extra" else f"{kind}s" for kind in KINDS), "diagnostics")


class Explainer(Protocol):
    """Looks at an article again and says why its values stand; None if it can't."""

    def __call__(self, record: Record) -> Reasons | None:
        """The reasons of a record's values."""


@dataclass(slots=True)
class Report:
    """What was written: the folder, its pages, bytes in all, and lines of the input that are not records."""

    folder: Path
    pages: int = 0
    size: int = 0
    invalid: list[str] = field(default_factory=list)

    @property
    def index(self) -> Path:
        """The page to open."""
        return self.folder / "index.html"


@dataclass(frozen=True, slots=True)
class _Entry:
    page: str
    title: str
    published: str | None
    issuer: str | None
    source: str
    row: list[Any]


def write_report(
    where: str | Path, out: Path | None = None, lang: Lang = "fr", explain: Explainer | None = None
) -> Report:
    """Write the report over the records at `where` (as `pressmine load` reads them) into `out`, by default
    `where/report`.

    An earlier report there is replaced once the new one is whole. Raises RunError if there are no records, or where
    `out` is something that pressmine did not write.
    """
    where = Path(where)
    out = out or (where if where.is_dir() else where.parent) / "report"
    if out.exists() and not (out / MARKER).is_file() and (not out.is_dir() or any(out.iterdir())):
        raise RunError(f"{out} is not a report that pressmine wrote: give another folder with --out")
    part = out.with_name(f".{out.name}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        (part / "articles").mkdir(parents=True)
        (part / "data").mkdir()
        report = _write(where, part, lang, explain)
        (part / MARKER).write_text("pressmine report\n", encoding="utf-8")
        if out.exists():
            shutil.rmtree(out)
        part.replace(out)
    except OSError as error:
        raise RunError(f"the report can't be written to {out}: {reason_of(error)}") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    report.folder = out
    return report


def _write(where: Path, out: Path, lang: Lang, explain: Explainer | None) -> Report:
    report, overview, failures = Report(out), Overview(), _failures(where)
    entries: list[_Entry] = []
    agreements: set[str] = set()
    part: list[list[Any]] = []
    parts = 0
    for record, page, before, after in _with_neighbours(_named(_records(where, report))):
        reasons = explain(record) if explain is not None else None
        html = article_page(record, lang, (before, after), reasons, len(failures))
        report.size += _put(out / "articles" / page, html)
        overview.add(record)
        agreements |= {agreement.kind for agreement in record.agreements}
        entry = _entry(record, f"articles/{page}")
        part.append(entry.row)
        if len(entries) < 100:
            entries.append(entry)
        report.pages += 1
        if len(part) == PART:
            report.size += _put(out / "data" / f"part-{parts:03d}.js", _script(part))
            parts, part = parts + 1, []
    part += [_failure(number, failure, lang) for number, failure in enumerate(failures, start=1)]
    if part or not parts:
        report.size += _put(out / "data" / f"part-{parts:03d}.js", _script(part))
        parts += 1
    if not report.pages:
        raise RunError(f"{where} holds no records: give a folder that pressmine run wrote, or a .jsonl file")
    pages = {
        "index": {"parts": parts, "total": report.pages, "first": entries, "agreements": sorted(agreements),
                  "bodies": counts.top(overview.documents), "fields": KINDS},
        "overview": _charts(overview),
        "failures": {"failures": failures},
    }  # fmt: skip
    for name, content in pages.items():
        if name != "failures" or failures:
            template = environment(lang).get_template(f"{name}.html.j2")
            report.size += _put(
                out / f"{name}.html", template.render(root="", here=name, failed=len(failures), **content)
            )
    report.size += _assets(out / "assets", lang)
    return report


def _records(where: Path, report: Report) -> Iterator[Record]:
    for stored, record in read_stored(str(where), BytesIO()):
        if isinstance(record, Invalid):
            report.invalid.append(f"{stored}: {record.reason}")
        else:
            yield record


def _named(records: Iterator[Record]) -> Iterator[tuple[Record, str]]:
    """Each record with the name of its page: the digest of its bytes, numbered where articles are copies."""
    seen: dict[str, int] = {}
    for record in records:
        digest = record.document.id[:16]
        seen[digest] = seen.get(digest, 0) + 1
        yield record, f"{digest}.html" if seen[digest] == 1 else f"{digest}-{seen[digest]}.html"


def _with_neighbours(named: Iterator[tuple[Record, str]]) -> Iterator[tuple[Record, str, str | None, str | None]]:
    before: str | None = None
    held = next(named, None)
    while held is not None:
        following = next(named, None)
        yield *held, before, following[1] if following else None
        before, held = held[1], following


def _entry(record: Record, page: str) -> _Entry:
    info = record.document
    names = names_of(record)
    issuer = names.get(info.issuer or "")
    title = info.title or info.source
    bodies = [form for o in record.organisations for form in (o.name, *o.aliases, o.acronym) if form]
    persons = [person.name for person in record.persons]
    bits = sum(1 << bit for bit, name in enumerate(_BITS) if getattr(record, name))
    folded = fold("\n".join([title, info.subtitle or "", info.source, *bodies, *persons]))
    kinds = sorted({agreement.kind for agreement in record.agreements})
    row = [page, title, info.published, issuer, info.source, info.kind, bits, kinds, fold("\n".join(bodies)), folded]
    return _Entry(page, title, info.published, issuer, info.source, row)


def _failure(number: int, failure: dict[str, str], lang: Lang) -> list[Any]:
    """The row of an article that gave no record: it is found by its name and its reason."""
    path, reason = failure["path"], told(lang, "failures", failure["reason"])
    said = fold(f"{path}\n{reason}")
    return [f"failures.html#f-{number}", path, None, say(lang, failure["stage"]), reason, "failed", 0, [], "", said]


def _script(rows: list[list[Any]]) -> str:
    # `<` never appears in it, so that no reader can take a title for a tag; U+2028 ends a line in old scripts
    data = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    for sign in "<\u2028\u2029":
        data = data.replace(sign, f"\\u{ord(sign):04x}")
    return f"pressmine.add({data});\n"


def _charts(overview: Overview) -> dict[str, Any]:
    bodies = [(name, mentions, overview.documents[name]) for name, mentions in counts.top(overview.mentions)]
    unit, times = counts.timeline(overview)
    return {
        "unit": unit,
        "times": times,
        "bodies": bodies,
        "pairs": counts.pairs(overview),
        "amounts": counts.largest(overview.amounts),
        "jobs": counts.largest(overview.jobs),
        "quoted": counts.top(overview.quoted),
    }


def _failures(where: Path) -> list[dict[str, str]]:
    try:
        manifest = json.loads((where / "manifest.json").read_text(encoding="utf-8"))
        return [{key: str(f[key]) for key in ("path", "stage", "reason")} for f in manifest["failures"]]
    except (OSError, ValueError, KeyError, TypeError):
        return []  # records without a manifest of ours: what failed is not known


def _assets(out: Path, lang: Lang) -> int:
    out.mkdir()
    choices = {key: [(code, say(lang, code)) for code in codes] for key, codes in CHOICES.items()}
    written = _put(out / "choices.js", f"window.pressmineChoices = {json.dumps(choices, ensure_ascii=False)};\n")
    return written + sum(
        _put(out / asset.name, asset.read_text(encoding="utf-8"))
        for asset in files("pressmine.report").joinpath("assets").iterdir()
    )


def _put(path: Path, text: str) -> int:
    data = text.encode("utf-8", "replace")
    path.write_bytes(data)
    return len(data)
