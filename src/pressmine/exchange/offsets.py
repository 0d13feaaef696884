"""Code points and UTF-16: Python counts the first, JavaScript and Java the second. The one place that converts."""

from __future__ import annotations

from bisect import bisect_left


class Utf16:
    """The offsets of one text. A character beyond U+FFFF (an emoji, say) counts two in UTF-16.

    >>> at = Utf16("a🌱b")
    >>> at.to_utf16(2), at.to_points(3), at.to_points(4)
    (3, 2, 3)
    """

    def __init__(self, text: str) -> None:
        self._wide = [index for index, sign in enumerate(text) if ord(sign) > 0xFFFF]
        self._ends = [index + count + 2 for count, index in enumerate(self._wide)]

    def to_utf16(self, point: int) -> int:
        """The UTF-16 offset of a code point's offset."""
        return point + bisect_left(self._wide, point)

    def to_points(self, unit: int) -> int:
        """The code point offset of a UTF-16 offset; within a pair, that of its character."""
        before = bisect_left(self._ends, unit + 1)
        point = unit - before
        if before < len(self._wide) and point > self._wide[before]:
            return self._wide[before]
        return point
