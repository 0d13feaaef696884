"""What the slot `{SUBJECT}` matches: bodies, and all that may be between them and their verb.

`Valdor et la Ville de Dreux ont, le 3 mars dernier, officiellement ⟨signé⟩`: a relative pronoun, auxiliaries, adverbs,
dates, a phrase between commas. The words are in `data/subjects.toml`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from pressmine.french.clauses import has_finite_verb
from pressmine.rules.declared.words import Page
from pressmine.rules.lists import word_list

#: Steps that are passed over at most, and words between two commas.
_MOST_STEPS, _LONGEST_ASIDE = 8, 12
_AFTER_DATES = frozenset(word_list("subjects")["after_dates"])


def verbs_behind(page: Page, end: int, last: int, date: Callable[[int], int | None]) -> Iterator[int]:
    """Where the verb of a subject that ends before a word may stand, the farthest place first.

    `date` tells where a date that begins at a word ends.
    """
    last = min(last, page.sentence_ends[end - 1])
    places, reached = [end], {end}
    for at in places:
        if len(places) > _MOST_STEPS:
            break
        for behind in _steps(page, at, last, date):
            if behind not in reached and behind < last:
                reached.add(behind)
                places.append(behind)
    yield from sorted(reached, reverse=True)


def _steps(page: Page, at: int, last: int, date: Callable[[int], int | None]) -> Iterator[int]:
    word = page.words[at] if at < last else None
    if word is None:
        return
    if word.text == ",":
        yield at + 1
        yield from _aside(page, at, last)
        return
    for phrase in _phrases().get(word.folded if word.text != "à" else word.text, ()):
        stop = at + len(phrase)
        if stop <= last and all(page.words[at + i].folded == p for i, p in enumerate(phrase)):
            yield stop
    if word.folded.endswith("ment") and len(word.folded) > 6:
        yield at + 1
    behind = date(at)
    if behind is not None:
        yield behind + (behind < last and page.words[behind].folded in _AFTER_DATES)


def _aside(page: Page, at: int, last: int) -> Iterator[int]:
    """After what is between two commas and has no verb of its own: `, lors d'une cérémonie à Dreux, `."""
    for index in range(at + 1, min(last, at + _LONGEST_ASIDE)):
        if page.words[index].text == ",":
            inside = page.document.text[page.words[at].end : page.words[index].start]
            if not has_finite_verb(inside):
                yield index + 1
            return


@cache
def _phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Auxiliaries and adverbs by their first word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    lists = word_list("subjects")
    for entry in (*lists["auxiliaries"], *lists["adverbs"]):
        words = tuple(entry.replace("'", "' ").split())
        found.setdefault(words[0], []).append(words)
    return {first: tuple(entries) for first, entries in found.items()}
