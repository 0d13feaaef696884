"""How well the article is told from the page around it: strings that must and must not be article.

python -m benchmarks.pages [FOLDER] [--errors] [--trafilatura]

FOLDER holds pages and, beside `NAME.html`, `NAME.strings.json`: `must` and `must_not` are lists of strings that must
and must not be article; `title`, `published` and `author` are what the page says, and may be left out. Without a
folder the pages of tests/readers are judged. `--trafilatura` judges trafilatura by the same strings.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pressmine.pipeline import Pressmine
from pressmine.record import Record
from tests.readers.pages import pages

FIELDS = ("title", "published", "author")


def read_by_pressmine(machine: Pressmine, path: Path) -> dict[str, str]:
    """The article's text, and what its head says."""
    record = next(item for item in machine.process(path, path.name) if isinstance(item, Record))
    kept = (record.text[z.start : z.end] for z in record.zones if z.kind != "boilerplate")
    names = {person.ref: person.name for person in record.persons}
    return {
        "article": "\n".join(kept),
        "title": record.document.title or "",
        "published": record.document.published or "",
        "author": ", ".join(names[ref] for ref in record.document.authors),
    }


def read_by_trafilatura(path: Path) -> dict[str, str]:
    """The same by trafilatura alone, in its default setting."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    found = bare_extraction(path.read_bytes(), include_comments=False, with_metadata=True)
    if not isinstance(found, Document):
        return dict.fromkeys(("article", *FIELDS), "")
    return {
        "article": found.text or "",
        "title": found.title or "",
        "published": found.date or "",
        "author": found.author or "",
    }


def folded(text: str) -> str:
    """The text without what two readers may set differently."""
    return " ".join(text.replace("’", "'").replace("\u00ad", "").split())


def judged(said: dict[str, str], wanted: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each string with its judgement, and each field of the head as `title right` or `title wrong`."""
    article = folded(said["article"])
    for text in wanted["must"]:
        yield ("kept" if folded(text) in article else "lost"), text
    for text in wanted["must_not"]:
        yield ("foreign" if folded(text) in article else "left out"), text
    for field in FIELDS:
        if wanted.get(field):
            right = folded(said[field]).lower() == folded(wanted[field]).lower()
            yield f"{field} {'right' if right else 'wrong'}", f"{wanted[field]!r} read as {said[field]!r}"


def report(folder: Path, read: Callable[[Path], dict[str, str]], errors: bool) -> Iterator[str]:
    """The lines of the report; with `errors` each fault in front of the figures."""
    counts: Counter[str] = Counter()
    for path in sorted(folder.glob("*.html")):
        wanted = json.loads(path.with_suffix(".strings.json").read_text("utf-8"))
        for judgement, text in judged(read(path), wanted):
            counts[judgement] += 1
            if errors and judgement.endswith(("lost", "foreign", "wrong")):
                yield f"{path.stem}: {judgement}: {text}"
    kept, lost, foreign = counts["kept"], counts["lost"], counts["foreign"]
    precision, recall = kept / ((kept + foreign) or 1), kept / ((kept + lost) or 1)
    f1 = 2 * precision * recall / ((precision + recall) or 1)
    sizes = f"({kept + lost} in, {foreign + counts['left out']} out)"
    yield f"strings   precision {precision:.3f}   recall {recall:.3f}   F1 {f1:.3f}   {sizes}"
    for field in FIELDS:
        right, wrong = counts[f"{field} right"], counts[f"{field} wrong"]
        if right + wrong:
            yield f"{field:<9} {right} of {right + wrong}"


def write_own(folder: Path) -> None:
    """The pages of tests/readers as files with their strings."""
    for page in pages():
        (folder / f"{page.name}.html").write_text(page.markup, "utf-8")
        head = {"title": page.article[0], "published": page.published, "author": page.author}
        strings = {"must": page.article[1:], "must_not": page.around, **head}
        (folder / f"{page.name}.strings.json").write_text(json.dumps(strings), "utf-8")


def main(arguments: list[str]) -> None:
    """Judge the pages of a folder, or our own."""
    named = [a for a in arguments if not a.startswith("--")]
    with tempfile.TemporaryDirectory() as own:
        folder = Path(named[0] if named else own)
        if not named:
            write_own(folder)
        if "--trafilatura" in arguments:
            lines = report(folder, read_by_trafilatura, "--errors" in arguments)
        else:
            machine = Pressmine()
            lines = report(folder, lambda path: read_by_pressmine(machine, path), "--errors" in arguments)
        for line in lines:
            print(line)


if __name__ == "__main__":
    main(sys.argv[1:])
