"""Where a correction's place is in a text that may have changed: by position, then by what is there and around."""

from __future__ import annotations

from pressmine.corrections.lines import CONTEXT, Correction


def place_of(correction: Correction, text: str) -> tuple[int, int] | None:
    """The bounds of a correction in a text, in code points; None if it can't be told.

    Where the same words stand several times, what stands around them decides; a draw decides nothing.
    """
    start, quoted = correction.start, correction.text
    if start is None or not quoted:
        return None
    if text[start : start + len(quoted)] == quoted and _fit(correction, text, start) > 0:
        return start, start + len(quoted)
    best, fits, drawn = -1, -1, False
    at = text.find(quoted)
    while at >= 0:
        fit = _fit(correction, text, at)
        if fit > fits:
            best, fits, drawn = at, fit, False
        elif fit == fits:
            drawn = True
        at = text.find(quoted, at + 1)
    if best < 0 or drawn:
        return None
    return best, best + len(quoted)


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a span."""
    return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def _fit(correction: Correction, text: str, at: int) -> int:
    """How many characters around agree, counted from the place outwards; one more where there is nothing to compare."""
    before, after = around(text, at, at + len(correction.text))
    agreed = _shared(before[::-1], correction.before[::-1]) + _shared(after, correction.after)
    return agreed + (not correction.before and not correction.after)


def _shared(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
