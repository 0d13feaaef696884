"""Names and functions at a word of a page: the model's entities, runs of capitals, nouns of functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pressmine.french.counted.words import is_verb
from pressmine.french.function_lexicon import is_function
from pressmine.french.functions import phrase_at
from pressmine.french.lexicon import forms, written
from pressmine.french.words import Word as LineWord
from pressmine.french.words import words_of
from pressmine.rules.contacts.channel_scan import channels
from pressmine.rules.declared.words import Page

#: The slots that hold names, and the articles that may come before one.
NAMES: Final = ("ORG", "PER", "LOC", "NAME")
ARTICLES: Final = frozenset((*forms("determiner.article"), *forms("determiner.indefinite")))
_LABELS: Final = {"ORG": "ORG", "PER": "PER", "LOC": "LOC"}
#: Words that join the capitals of one name.
_LINKS: Final = frozenset((*written("determiner.article"), *written("of"), "en", "sur", "sous", "&", "aux", "à"))
_PARTICLES: Final = frozenset(forms("particle"))
_LONGEST: Final = 10
_PLAIN: Final = forms("french_function_word")
_URL: Final = re.compile(r"(?:https?://|www\.)[^\s<>\"«»()]{3,300}(?<![.,;:!?])")


def opens_name(page: Page, index: int, last: int) -> bool:
    """True if a name, or an article before one, may begin at a word."""
    return capital(page, index) or (
        index + 1 < last and page.words[index].folded in ARTICLES and capital(page, index + 1)
    )


def names(page: Page, kind: str, index: int, last: int, strict: bool) -> Iterator[int]:
    """Where names that begin at a word may end, the likeliest first: the model's entity, then the longest run of
    capitals.
    """
    if index >= last or not capital(page, index):
        return
    ends: dict[int, None] = {}
    label = _LABELS.get(kind)
    for end, of in _entities(page).get(index, ()):
        if end <= last and (of == label or not strict):
            ends.setdefault(end)
    if not strict:
        for end in sorted(_runs(page, kind, index, last), reverse=True):
            ends.setdefault(end)
    ranked = sorted(ends, key=lambda end: -end)
    if page.sentence_starts[index] == index and page.words[index].folded in _PLAIN:
        ranked = [end for end in ranked if end > index + 1]  # `La`, `Notre`: the capital is the sentence's
    yield from (end for end in ranked if kind != "PER" or _is_person(page, index, end))


def functions(page: Page, index: int, last: int) -> Iterator[int]:
    """Where a function that begins at a word may end: before the body in which it is held, then after its noun."""
    if index >= last or not is_function(page.words[index].folded):
        return
    first, stop = page.line(index)
    key = ("words", first)
    if key not in page.read:
        start = page.words[first].start
        page.read[key] = words_of(page.document.text[start : page.words[stop - 1].end], start)
    words: list[LineWord] = page.read[key]
    at = next((i for i, w in enumerate(words) if w.start == page.words[index].start), None)
    phrase = None if at is None else phrase_at(words, at, len(words), lambda i: _capitals(words, i))
    if at is None or phrase is None:
        return
    verb = next((i for i in range(at + 1, phrase.end) if _acts(words[i].folded)), phrase.end)
    for end in dict.fromkeys((words[verb - 1].end, words[at].end)):
        behind = page.ends_at(end)
        if behind is not None and behind <= last:
            yield behind


def _acts(word: str) -> bool:
    """True for a verb that continues after a function: `directeur industriel prend effet`, but not `chargé`."""
    return is_verb(word) and not word.startswith(("charge", "delegue", "adjoint"))


def _capitals(words: list[LineWord], index: int) -> tuple[int, int] | None:
    """The run of capitalised words that begins at a word of a line."""
    end = index
    while end < len(words) and words[end].cap and (end == index or words[end].gap in (" ", "", "-")):
        end += 1
    return (index, end) if end > index else None


def address_at(page: Page, kind: str, index: int) -> tuple[int, str] | None:
    """Where the e-mail address, phone number or web address that begins at a word ends, and its value; or None."""
    start = page.words[index].start
    if kind == "URL":
        match = _URL.match(page.document.text, start)
        return (match.end(), match.group()) if match else None
    if "channels" not in page.read:
        page.read["channels"] = {c.span.start: c for c in reversed(page.document.once(channels))}
    channel = page.read["channels"].get(start)
    return (channel.span.end, channel.value) if channel is not None and channel.kind == kind.lower() else None


def capital(page: Page, index: int) -> bool:
    """True for a word with a capital that says something: `Dreux`, `iPhone`, `3D`."""
    text = page.words[index].text
    return text[0].isupper() or (text[0].isdigit() and any(c.isupper() for c in text)) or text[1:2].isupper()


def _runs(page: Page, kind: str, index: int, last: int) -> Iterator[int]:
    """The ends of the run of capitals that begins at a word, with the small words that such a name may contain."""
    links = _PARTICLES if kind == "PER" else _LINKS
    stop = min(last, index + _LONGEST)
    at = index
    while at < stop:
        if capital(page, at) and not page.words[at].text.endswith("'"):
            at += 1
            yield at
        elif _joins(page, at, links) if at > index else page.words[at].text in ("D'", "L'"):
            at += 1
        else:
            return


def _joins(page: Page, at: int, links: frozenset[str]) -> bool:
    word = page.words[at]
    return word.text in links or word.folded in ("&", "-", "et", "d'", "l'")


def _is_person(page: Page, index: int, end: int) -> bool:
    words = page.words[index:end]
    capitals = [w for w in words if w.text[0].isupper()]
    return 2 <= len(capitals) <= 5 and all(
        w.is_word and not any(c.isdigit() for c in w.text) for w in words if w.text != "-"
    )


def _entities(page: Page) -> dict[int, list[tuple[int, str]]]:
    """The model's entities by the word that they begin with, the longest first."""
    if "entities" not in page.read:
        found: dict[int, list[tuple[int, str]]] = {}
        for entity in page.document.entities:
            first, end = page.within(entity.span.start, entity.span.end)
            if first < end:
                found.setdefault(first, []).append((end, entity.label))
        page.read["entities"] = {first: sorted(ends, key=lambda e: (-e[0], e[1])) for first, ends in found.items()}
    entities: dict[int, list[tuple[int, str]]] = page.read["entities"]
    return entities
