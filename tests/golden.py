"""Golden records: what every article of the corpus becomes, on lines that a reader can compare.

`python -m tests.golden` shows what differs from `tests/golden/`, `--accept` takes it over. A golden file holds the
whole record but for `text` (of which it keeps length and digest) and the digest of the rules: one line an item, without
keys that are null or empty.
"""

from __future__ import annotations

import argparse
import difflib
import hashlib
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pressmine.batch import run
from pressmine.errors import Failure
from pressmine.record import Record
from pressmine.sinks.json_text import plain, to_line

if TYPE_CHECKING:
    from pressmine.pipeline import Pressmine

ROOT = Path(__file__).resolve().parent.parent
CORPUS, GOLDEN = ROOT / "corpus", ROOT / "tests" / "golden"
#: The scores on the corpus that were accepted with them.
SCORES = ROOT / "tests" / "evaluate" / "corpus.json"


def project(result: Record | Failure) -> str:
    """The lines of one result."""
    if isinstance(result, Failure):
        return f"failure {result.stage}: {result.reason}\n"
    return "".join(f"{line}\n" for line in _lines(plain(result)))


def golden_name(result: Record | Failure) -> str:
    """The golden file of a result; an attachment's has its mail's name before its own."""
    source = result.path if isinstance(result, Failure) else result.document.source
    return source.replace("/", "__") + ".golden"


def read_corpus(pm: Pressmine) -> list[Record | Failure]:
    """The records of the corpus as it is read now."""
    return list(run(CORPUS, load=lambda: pm))


def current(results: list[Record | Failure]) -> dict[str, str]:
    """What the corpus becomes now: golden file name to its text."""
    return {golden_name(result): project(result) for result in results}


def measured(results: list[Record | Failure], *options: str | Path) -> int:
    """`pressmine evaluate` on these records and the gold of the corpus; returns its exit code."""
    from pressmine.cli import main as pressmine

    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "records.jsonl"
        lines.write_text("".join(to_line(r) for r in results if isinstance(r, Record)), encoding="utf-8")
        try:
            pressmine(["evaluate", str(lines), str(CORPUS), *map(str, options)])
        except SystemExit as ended:
            return int(ended.code or 0)
    raise AssertionError("the command line always exits")


def accepted() -> dict[str, str]:
    """What was accepted."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(GOLDEN.glob("*.golden"))}


def differences(was: dict[str, str], now: dict[str, str]) -> Iterator[str]:
    """Lines of a unified difference, file by file."""
    for name in sorted({*was, *now}):
        before, after = was.get(name, "").splitlines(), now.get(name, "").splitlines()
        yield from difflib.unified_diff(before, after, f"accepted/{name}", f"now/{name}", lineterm="", n=0)


def _lines(record: dict[str, Any]) -> Iterator[str]:
    text: str = record["text"]
    yield f"text {len(text)} characters {hashlib.sha256(text.encode()).hexdigest()[:16]}"
    yield f"model {record['produced_by']['model']}"
    for key, value in record["document"].items():
        yield f"document.{key} {_json(value)}"
    for zone in record["zones"]:
        yield f"zone {zone['start']}-{zone['end']} {zone['kind']}"
    for field, items in record.items():
        if isinstance(items, list) and field != "zones":
            yield from (_item(field, item) for item in items)
    for field, items in record["extra"].items():
        yield from (_item(f"extra.{field}", item) for item in items)


def _item(field: str, item: dict[str, Any]) -> str:
    mentions = [
        f"{m['start']}-{m['end']} {m['text']} ({m['source']} {m['confidence']})" for m in item.pop("mentions", [])
    ]
    said = {key: value for key, value in item.items() if value is not None and value != []}
    return " ".join([field, _json(said), *([_json(mentions)] if mentions else [])])


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def main() -> int:
    """Show the differences; accept them where asked. Exit code 1 where there are some and they were not accepted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--accept", action="store_true", help="take the differences over into tests/golden/")
    arguments = parser.parse_args()
    from pressmine.pipeline import Pressmine

    results = read_corpus(Pressmine())
    was, now = accepted(), current(results)
    changed = list(differences(was, now))
    sys.stdout.write("".join(f"{line}\n" for line in changed))
    if not arguments.accept:
        return 1 if changed else 0
    GOLDEN.mkdir(exist_ok=True)
    for name in was.keys() - now.keys():
        (GOLDEN / name).unlink()
    for name, text in now.items():
        (GOLDEN / name).write_text(text, encoding="utf-8")
    measured(results, "--json", SCORES)
    sys.stdout.write(f"accepted: {len(now)} golden records, {len(changed)} lines of difference\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
