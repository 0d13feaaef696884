"""Functions on the lines around a name, column by column: `Le maire de Dreux,` above `Luc Dorme`; `Luc Dorme` above
`Maire de Dreux`.

In a signature block the function above its holder has its article, the one below has none.
"""

from __future__ import annotations

from bisect import bisect_left

from pressmine.french.determiners import DE
from pressmine.french.functions import Phrase, phrase_at
from pressmine.french.places import place_named
from pressmine.offsets import ViewSpan
from pressmine.rules.column_cells import cells
from pressmine.rules.names.lines import Range
from pressmine.rules.names.person_names import Name, candidates, person_at
from pressmine.rules.names.scan import Scan
from pressmine.rules.persons.rows import names_by_end

#: Signs in front of a name that begins its line all the same.
_OPENS = frozenset(("-", "–", "—", "•", ":", "»", '"', "”", ""))
#: Words of a line that is a function, and line breaks between it and the name, at most.
_LONGEST, _APART = 16, 2


def function_below(view: Scan, name: Name) -> Range | None:
    """The words of the line under a name, in its column, where a function begins with them."""
    line = view.line(name.words[0])
    if name.opens != line[0] and view.words[name.opens].gap.strip(" \t") not in _OPENS:
        return None
    start, end = _neighbour(view, name, 1)
    if bracket_below(view, name) is not None:
        start, end = _next_line(view, end)
    if start >= end or phrase_at(view.words, start, end, view.name_at) is None:
        return None
    return None if _is_led(view, start, end) else (start, end)


def bracket_below(view: Scan, name: Name) -> Range | None:
    """The body that fills the line under a name, in brackets: `(Valdor)`."""
    start, end = _neighbour(view, name, 1)
    if start >= end or not view.words[start].gap.endswith("(") or not view.words[start].cap:
        return None
    closed = view.document.text.startswith(")", view.words[end - 1].end)
    whole = closed and all(w.cap or w.folded in _INSIDE for w in view.words[start:end])
    return (start, end) if whole and place_named(view.folded((start, end))) is None else None


def in_bracket_below(view: Scan, name: Name) -> bool:
    """True for a name that is the body in brackets under the name of somebody."""
    first, last = view.line(name.words[0])
    front = view.document.once(names_by_end).get(first)
    return front is not None and bracket_below(view, front) == (first, last) and name.words != front.words


def _next_line(view: Scan, end: int) -> Range:
    """The words of the line that follows right under the one that ends before a word, if they are few."""
    if end >= len(view.words):
        return end, end
    first, last = view.line(end)
    apart = view.document.text.count("\n", view.words[end - 1].end, view.words[end].start)
    return (first, last) if apart == 1 and last - first <= _LONGEST else (end, end)


def phrase_above(view: Scan, name: Name) -> Phrase | None:
    """The function with its article that fills the line above a name, in its column; the name is alone on its own."""
    if not _alone(view, name):
        return None
    start, end = _neighbour(view, name, -1)
    if start >= end or view.words[start].folded not in _ARTICLES or not view.words[start].cap:
        return None
    phrase = phrase_at(view.words, start, end, view.name_at)
    return phrase if phrase is not None and phrase.stop == end else None


def body_below(view: Scan, start: int) -> Range | None:
    """The name that fills the line under the line of a function: the body of a signature of three lines. The name of
    the next person, with a function of its own on the line below, is none.
    """
    number = bisect_left(view.lines, view.line(start)) + 1
    if number >= len(view.lines) or view.lines[number][0] == view.lines[number][1]:
        return None
    first, last = view.lines[number]
    if view.document.text.count("\n", view.words[first - 1].end, view.words[first].start) > 1:
        return None
    if last - first == 1 and view.common(first):
        return None
    name = view.name_at(view.skip(first))
    if name is None or name[1] != last or person_at(view, name[0]) or place_named(view.folded(name)) is not None:
        return None
    after = view.lines[number + 1] if number + 1 < len(view.lines) else (last, last)
    held = after[0] < after[1] and phrase_at(view.words, *after, view.name_at) is not None
    return None if held else name


_ARTICLES = frozenset(("le", "la", "l'"))
#: Small words inside of the name of a body.
_INSIDE = DE | {"et", "&"}


def _is_led(view: Scan, start: int, end: int) -> bool:
    """True for a line that says the function of the one who is named on the line under it."""
    if view.words[start].folded not in _ARTICLES:
        return False
    following = bisect_left(view.lines, view.line(start)) + 1
    if following >= len(view.lines):
        return False
    first, last = view.lines[following]
    return any(n.opens in range(first, last) and phrase_above(view, n) is not None for n in candidates(view))


def _alone(view: Scan, name: Name) -> bool:
    """True for a name that fills its line, or its cell of the line."""
    first, last = view.line(name.words[0])
    row = cells(view.document, ViewSpan(view.words[first].start, view.words[last - 1].end))
    at = view.words[name.opens].start
    cell = next(((a, b) for a, b in row if a <= at < b), (at, at))
    return view.at(cell[0]) == name.opens and view.at(cell[1]) == name.words[1]


def _neighbour(view: Scan, name: Name, step: int) -> Range:
    """The words of the line above or below that stand in the column of a name; none where it is far or long."""
    line = view.line(name.words[0])
    number = bisect_left(view.lines, line) + step
    if not 0 <= number < len(view.lines):
        return line[0], line[0]
    start, end = view.lines[number]
    if start == end:
        return start, start
    upper, lower = (line[1], start) if step > 0 else (end, line[0])
    between = view.document.text.count("\n", view.words[upper - 1].end, view.words[lower].start)
    start, end = _own_column(view, name, line, (start, end))
    return (start, start) if end - start > _LONGEST or between > _APART else (start, end)


def _own_column(view: Scan, name: Name, line: Range, other: Range) -> Range:
    """The part of another line that stands in the column of the name, where both lines are laid out side by side."""
    rows = [cells(view.document, ViewSpan(view.words[a].start, view.words[b - 1].end)) for a, b in (line, other)]
    if len(rows[0]) < 2 or len(rows[0]) != len(rows[1]):
        return other
    at = view.words[name.words[0]].start
    column = next((i for i, (a, b) in enumerate(rows[0]) if a <= at < b), 0)
    start, end = rows[1][column]
    return view.at(start), view.at(end)
