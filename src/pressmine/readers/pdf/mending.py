"""What a page draws in pieces, put together: accents apart from their letters, initials over several lines."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from pressmine.readers.pdf.segments import Char, Segment

#: Accents that fonts draw by themselves, and the sign that joins them to a letter.
_ACCENTS = {
    "´": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    "ˆ": "\u0302",
    "¨": "\u0308",
    "~": "\u0303",
    "˜": "\u0303",
    "¸": "\u0327",
}
#: Heights of the text next to it from which a letter is an initial, and the lines that it may reach over.
_TALL, _REACH = 1.8, 6.0


def with_accents(chars: list[Char]) -> Iterator[Char]:
    """The glyphs, an accent that is drawn over a letter before or after it joined to it."""
    taken = -1
    for at, char in enumerate(chars):
        if at == taken:
            continue
        accent = _ACCENTS.get(char.char)
        if accent is None:
            following = chars[at + 1] if at + 1 < len(chars) else None
            joined = _joined(char, following, _ACCENTS.get(following.char)) if following else None
            if joined:
                char.char, taken = joined, at + 1
        elif at + 1 < len(chars) and (joined := _joined(chars[at + 1], char, accent)):
            chars[at + 1].char = joined
            continue
        yield char


def _joined(letter: Char, mark: Char, accent: str | None) -> str | None:
    """The letter with the accent, where one stands over the other and such a letter exists."""
    if accent is None or not letter.char.isalpha() or abs(letter.y - mark.y) > letter.height:
        return None
    middle = (mark.left + mark.right) / 2
    if not letter.left <= middle <= letter.right or mark.left >= letter.right - 0.2 * (letter.right - letter.left):
        return None
    whole = unicodedata.normalize("NFC", letter.char + accent)
    return whole if len(whole) == 1 else None


def with_initials(segments: list[Segment]) -> list[Segment]:
    """The segments, an initial that reaches over several lines joined to the first of them."""
    initials = [s for s in segments if len(s.text) == 1 and s.text.isalpha() and s.text.isupper()]
    for initial in initials:
        beside = [s for s in segments if s is not initial and _stands_beside(s, initial)]
        if not beside:
            continue
        first = max(beside, key=lambda s: s.y)
        if initial.height < _TALL * first.height:
            continue
        gap = "" if first.text[:1].islower() or first.text[:1] in "'’" else " "
        first.text = initial.text + gap + first.text
        shift = len(initial.text + gap)
        first.calls = [(a + shift, b + shift, label) for a, b, label in first.calls]
        first.first_word += first.x0 - initial.x0
        for segment in beside:
            segment.x0 = initial.x0
        segments = [s for s in segments if s is not initial]
    return segments


def _stands_beside(segment: Segment, initial: Segment) -> bool:
    near = -0.3 * segment.height <= segment.x0 - initial.x1 <= 1.5 * segment.height
    return near and -0.2 * segment.height <= segment.y - initial.y <= min(initial.height, _REACH * segment.height)
