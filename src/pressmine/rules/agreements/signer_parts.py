"""The parts of one item of a signature block: persons, functions, bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pressmine.document import Document
from pressmine.french.determiners import ARTICLES, DE
from pressmine.french.function_lexicon import is_function
from pressmine.french.head_nouns import is_head
from pressmine.french.lexicon import any_written
from pressmine.french.name_forms import TITLE
from pressmine.french.places import place_named
from pressmine.french.signature_lines import NAME
from pressmine.offsets import ViewSpan
from pressmine.rules.lists import word_list
from pressmine.rules.names.borrowed_names import is_borrowed
from pressmine.rules.names.person_names import person_at
from pressmine.rules.names.reading import scan

_PART = re.compile(r"\s?[,;:(\t|]\s?|\s[-–—]\s|\)|\s{3,}")
#: What leads to a person or a body inside a part: `et`, `représentée par`, `M.`, an article.
_LEAD = re.compile(rf"(?:(?:{any_written('leads_to_signer')}|{TITLE}\.?)\s|l'){{0,4}}")
#: After a function, the body in which it is held: `présidente de Valdor`.
_HELD_IN = re.compile(rf"\s{any_written('held_in')}\s?(?=[A-ZÀ-Þ])")
#: Signs around an item that are no part of it.
_AROUND = " .,;:|–—-\t\n"
#: How sure a name must be one of a person where nothing next to it tells.
_SURE = 0.6


@dataclass(slots=True)
class Part:
    """A part of an item: a `person`, a `function`, a `body` or `text`; a function may contain a body and a person."""

    span: ViewSpan
    kind: str
    body: ViewSpan | None = None
    person: ViewSpan | None = None


def parts_of(document: Document, start: int, end: int, by_form: bool = False) -> list[Part]:
    """The parts of an item between commas, dashes, brackets and wide gaps."""
    cuts = [start]
    for m in _PART.finditer(document.text, start, end):
        cuts += [m.start(), m.end()]
    cuts.append(end)
    bounds = list(zip(cuts[::2], cuts[1::2], strict=True))
    pieces = [s for a, b in bounds for left, right in _couple(document, a, b) if (s := _led(document, left, right))]
    functions = [is_post(document.folded[s.start : s.end]) for s in pieces]
    found: list[Part] = []
    for index, span in enumerate(pieces):
        text = document.text[span.start : span.end]
        if functions[index]:
            found.append(_post(document, span))
            continue
        bodily, formed = _bodily(document.folded[span.start : span.end]), NAME.match(text) is not None
        named = any(p.kind == "person" or p.person for p in found)
        told = by_form or index + 1 < len(pieces) and functions[index + 1]
        alone = len(pieces) == 1
        if formed and not bodily and (told or _human(document, span) or not alone and not named and not by_form):
            found.append(Part(span, "person"))
        elif any(c.isupper() for c in text[:2]) or text[0].islower() and bodily and not found:
            found.append(Part(span, "body"))
        else:
            found.append(Part(span, "text"))
    return found


def _couple(document: Document, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A part, or the two names in `Claire Petit et Luc Roy`."""
    both = re.search(r"\set\s", document.text[start:end])
    if both:
        left, right = (start, start + both.start()), (start + both.end(), end)
        names = [
            s for half in (left, right) if (s := _led(document, *half)) and NAME.match(document.text, s.start, s.end)
        ]
        if len(names) == 2 and any(s and _human(document, s) for s in names):
            yield left
            yield right
            return
    yield start, end


def _post(document: Document, span: ViewSpan) -> Part:
    """A function, with the body in which it is held, or the name after it."""
    text = document.text[span.start : span.end]
    name = re.search(r"(?<=[a-zà-ÿ])\s(?=[A-ZÀ-Þ])", text)
    if name and NAME.match(text[name.end() :]) and text[: name.start()].split()[-1] not in DE | ARTICLES:
        return Part(span, "function", person=ViewSpan(span.start + name.end(), span.end))
    held = _HELD_IN.search(text)
    if held is None or place_named(document.folded[span.start + held.end() : span.end]) is not None:
        return Part(span, "function")
    return Part(span, "function", body=ViewSpan(span.start + held.end(), span.end))


def _human(document: Document, span: ViewSpan) -> bool:
    """True if a given name or a title shows that a span is the name of a person from end to end."""
    view = scan(document)
    index = view.at(span.start)
    who = person_at(view, index) if index < len(view.words) and view.words[index].start == span.start else None
    if who is None or is_borrowed(view, who.words):
        return False
    return who.confidence >= _SURE and view.words[who.words[1] - 1].end >= span.end


def _led(document: Document, start: int, end: int) -> ViewSpan | None:
    """A span without spaces and without what leads to a name."""
    item = trimmed(document, start, end)
    lead = _LEAD.match(document.text, item.start, item.end) if item else None
    return ViewSpan(lead.end(), item.end) if lead and item and item.end - lead.end() > 1 else None


def trimmed(document: Document, start: int, end: int) -> ViewSpan | None:
    """A span without the spaces, points and dashes around it; None if no letter is left."""
    text = document.text[start:end]
    left, right = len(text) - len(text.lstrip(_AROUND)), len(text.rstrip(_AROUND))
    return ViewSpan(start + left, start + right) if any(c.isalpha() for c in text[left:right]) else None


def is_post(folded: str) -> bool:
    """True if the text begins with a function: `présidente`, `président-directeur général`, `La Gérante`."""
    words = folded.split()
    first = words[words[0] in ("la", "le") and len(words) > 1].strip(".")
    return is_function(first) or is_function(first.split("-")[0])


def _bodily(folded: str) -> bool:
    """True if a word says that this is a body: `association`, `union`, `institut`, `lycée`."""
    bodies = word_list("contacts")["bodies"]
    if is_head(re.split(r"[\s'’]+", folded)[0]):
        return True
    return any(w.strip(".") in bodies for w in re.split(r"[\s'’]+", folded))
