"""Try rules on a sentence: what every rule finds in it, and which declared rules came near."""

from __future__ import annotations

from collections.abc import Iterator

from pressmine.document import ZoneKind
from pressmine.errors import RunError
from pressmine.pipeline import read_sentence
from pressmine.rules import propose
from pressmine.rules.declared.book import Book
from pressmine.workshop.explanation import says


def try_sentence(book: Book, text: str, zone: str, everything: bool = False) -> Iterator[str]:
    """What the user's rules find in a sentence, line by line; what all find with `everything`, or where there are none.

    Raises RunError if the zone is not one.
    """
    if zone not in {kind.value for kind in ZoneKind}:
        raise RunError(f"--zone {zone!r}: expected one of {', '.join(kind.value for kind in ZoneKind)}")
    if not text.strip():
        raise RunError('the sentence is empty: `pressmine rules try "Orvelle a levé 4 M€."`')
    document = read_sentence(text, ZoneKind(zone))
    own = {rule.spec.id for rule in book.own}
    found = propose(document, book.rules)
    evidence = [item for item in found if item.rule in own]
    if everything or not own:
        evidence += [item for item in found if item.rule not in own]
    for item in evidence:
        said = " ".join(text[item.span.start : item.span.end].split())
        reading = says(document, item.reading)
        yield f"{item.span.start}-{item.span.end} “{said}”  {item.rule}  {reading}  ({item.confidence:g})"
    if not evidence:
        others = len(found)
        more = f"; --all shows the {others} that other rules find" if others > 1 else ""
        yield f"no rule {'of yours ' if own else ''}finds anything{more}"
    for rule in book.own:
        for miss in rule.near(document):
            yield f"near  {miss.rule} at “{text[miss.span.start : miss.span.end]}”: {miss.failed}"
