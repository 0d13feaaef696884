"""Check digits: they tell a registered number from any other number of its length."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

_SIGN: Final = re.compile(r"[^A-Z0-9]")


def passes(check: str, text: str) -> bool:
    """True if the digits and letters of a text pass a check (one of `keys.CHECKS`), ignoring separators.

    >>> passes("luhn", "732 829 320"), passes("luhn", "732 829 321")
    (True, False)
    >>> passes("isin", "FR0000120271"), passes("lei", "5493001KJTIIGC8Y1R12")
    (True, True)
    """
    return _CHECKS[check](_SIGN.sub("", text.upper()))


def _luhn(code: str) -> bool:
    """The check of SIREN and SIRET numbers, and of cards."""
    if not code.isdecimal():
        return False
    total = 0
    for place, digit in enumerate(reversed(code)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _lei(code: str) -> bool:
    """ISO 17442: twenty signs, two check digits modulo 97; one of the signs is a letter."""
    return len(code) == 20 and not code.isdecimal() and int(_digits(code)) % 97 == 1


def _isin(code: str) -> bool:
    """ISO 6166: two letters, nine signs, a check digit."""
    return len(code) == 12 and _luhn(_digits(code))


def _digits(code: str) -> str:
    return "".join(str(int(sign, 36)) for sign in code)


_CHECKS: Final[dict[str, Callable[[str], bool]]] = {"luhn": _luhn, "lei": _lei, "isin": _isin}
