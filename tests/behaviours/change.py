"""Changes of typography and order after which an article must give the same values (the sort `same`).

The order is changed where a template's text stands in a layout: its sentences come in reverse, where none leans on the
one in front of it (`references.txt`), and they stand elsewhere among the paragraphs of the layout.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from tests.behaviours.fill import HERE, without_accents


def _straight(text: str) -> str:
    return text.replace("’", "'").translate(str.maketrans("«»“”", '""""')).replace('" ', '"', 1)


def _wrapped(text: str, width: int) -> str:
    blocks = []
    for block in text.split("\n\n"):
        if block.startswith(("#", "|", "-", ">")) or "\n" in block or len(block) < 90:
            blocks.append(block)
            continue
        lines, line = [], ""
        for word in block.split(" "):
            if line and len(line) + len(word) >= width and word not in ("»", ":", ";", "!", "?", "%", "€"):
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        blocks.append("\n".join([*lines, line]))
    return "\n\n".join(blocks)


def _quotes(opening: str, closing: str) -> Callable[[str], str]:
    return lambda text: re.sub(r"«\s*", opening, re.sub(r"\s*»", closing, text))


def _bold(text: str) -> str:
    """The second longest block in bold, as a lead is."""
    blocks = text.split("\n\n")
    plain = [i for i, b in enumerate(blocks) if len(b) > 90 and "\n" not in b and b[0] not in "#|->"]
    for i in plain[1:2] or plain[:1]:
        blocks[i] = f"**{blocks[i]}**"
    return "\n\n".join(blocks)


def _no_accents_on_capitals(text: str) -> str:
    return re.sub(r"[À-Ý]", lambda m: without_accents(m[0]), text)


#: Each keeps every value: the spaces, the marks, the lines are what changes.
CHANGES: dict[str, Callable[[str], str]] = {
    "apostrophe-curly": lambda text: text.replace("'", "’"),
    "apostrophe-modifier": lambda text: text.replace("'", "ʼ"),
    "apostrophe-prime": lambda text: text.replace("'", "´"),
    "quotes-english": _quotes("“", "”"),
    "quotes-straight": _quotes('"', '"'),
    "quotes-tight": _quotes("«", "»"),
    "quotes-no-break": _quotes("«\u00a0", "\u00a0»"),
    "spaces-no-break": lambda text: re.sub(r"(?<=\d) (?=\w|%|€)| (?=[:;!?»%€])", "\u00a0", text),
    "spaces-narrow": lambda text: re.sub(r"(?<=\d) (?=\w|%|€)| (?=[:;!?»%€])", "\u202f", text),
    "lines-crlf": lambda text: text.replace("\r\n", "\n").replace("\n", "\r\n"),
    "lines-wrapped-50": lambda text: _wrapped(text, 50),
    "lines-wrapped-65": lambda text: _wrapped(text, 65),
    "lines-wrapped-80": lambda text: _wrapped(text, 80),
    "emphasis-bold": _bold,
    "capitals-no-accents": _no_accents_on_capitals,
    "dash-short": lambda text: text.replace(" – ", " - ").replace(" — ", " - "),
    "dash-long": lambda text: re.sub(r"(?<=\S) [–-] (?=\S)", " — ", text),
    "byte-order-mark": lambda text: "\ufeff" + text,
}
#: The one that only Markdown has.
MARKDOWN_ONLY = ("emphasis-bold",)
#: Those that are made in the file, not in the text.
IN_THE_FILE = ("lines-crlf", "byte-order-mark")
#: The one that is made before the text stands in its layout.
ORDER = "sentences-other-order"
_HOLE = "{sentence}"
#: The end of a sentence, not of an abbreviation: two small letters or digits, a mark in front.
_ENDS = re.compile(r"(?<=[a-zà-ÿ\d]{2}\.) (?=[A-ZÀ-Ý])")


@cache
def _references() -> frozenset[str]:
    lines = (HERE / "references.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if line[:1] != "#" for word in line.split())


def _leans(sentence: str) -> bool:
    return not _references().isdisjoint(re.findall(r"\w+", without_accents(sentence).casefold()))


def other_order(text: str) -> str:
    """The sentences of a paragraph in reverse. What is said in quotation marks stays whole."""
    sentences = _ENDS.split(text)
    if "\n" in text.strip() or re.search('[«“"]', text) or any(map(_leans, sentences)):
        return text
    return " ".join(reversed(sentences))


def moved(layout: str) -> str:
    """A layout in which its first paragraph of prose comes last."""
    blocks = layout.strip("\n").split("\n\n")
    first = next(i for i, block in enumerate(blocks) if block == _HOLE or block.endswith(".") and block[0] != "#")
    if blocks[first] != _HOLE and blocks[first + 1] == _HOLE and " – " in blocks[first]:
        first += 1  # the paragraph that the dateline opens stays
    return "\n\n".join([*blocks[:first], *blocks[first + 1 :], blocks[first]]) + "\n"
