"""What is in Markdown files and is not Markdown: templates of site builders, Pandoc's fences, emoji codes.

It is taken out of what the parser sees, sign for sign, so that every position stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmine.document import Mark, MarkKind
from pressmine.offsets import Span

#: Tags whose contents are not text either.
_SILENT = re.compile(
    r"\{%-?[ \t]{0,5}comment[ \t]{0,5}-?%\}.{0,20000}?\{%-?[ \t]{0,5}endcomment[ \t]{0,5}-?%\}"
    r"|\{\{[<%][ \t]{0,5}comment[ \t]{0,5}[>%]\}\}.{0,20000}?\{\{[<%][ \t]{0,5}/comment[ \t]{0,5}[>%]\}\}",
    re.DOTALL,
)
_COMMENT = re.compile(r"<!--(?:(?!<!--).){0,20000}?-->", re.DOTALL)
#: Liquid, Jinja and the shortcodes of Hugo.
_TEMPLATE = re.compile(r"\{\{(?:(?!\{\{).){0,2000}?\}\}|\{%(?:(?!\{%).){0,2000}?%\}", re.DOTALL)
#: The shortcodes of WordPress: `[gallery ids="3,4"]`, `[caption width="300"]…[/caption]`; what they enclose stays.
_SHORTCODE = re.compile(
    r"\[[a-z][\w-]{1,30}(?:\s{1,4}[\w-]{1,30}=(?:\"[^\"\n]{0,400}\"|'[^'\n]{0,400}'|[\w-]{1,60})){1,20}\s{0,4}/?\](?!\()"
    r"|\[/[a-z][\w-]{1,30}\](?!\()|\[(?:embed|gallery|audio|video|playlist)\](?!\()"
)
#: The signs of an admonition or a tab; what its title says stays.
_ADMONITION = re.compile(
    r"^[ \t]{0,12}(?:!!!|\?\?\?\+?|===\+?)[ \t]+[\w-]{0,40}[ \t]*"
    r"(?:[\"“](?P<title>[^\"”\n]{0,200})[\"”])?[ \t]*(?=\r?$)",
    re.M,
)
_FENCE = re.compile(
    r"^[ \t]{0,12}:{3,20}(?:[ \t{][^\r\n]{0,200})?(?=\r?$)|^[ \t]{0,3}\[(?:TOC|\[_TOC_\])\][ \t]*(?=\r?$)"
    r"|^\*[ \t]{1,4}TOC(?=[ \t]*\r?\n\{:toc\})",
    re.M | re.I,
)
_ALERT = re.compile(r"(?<=^> )\[!\w{2,20}\][+-]?", re.M)
_TASK = re.compile(r"(?<=[-*+] )\[[ xX]\] ")
_EMOJI = re.compile(r"(?<![\w:]):[a-z][a-z0-9_+-]{1,40}:(?:\{[^{}\n]{0,200}\})?(?![\w:])")
#: A sign that no rule of Markdown knows.
_HOLD = "\ue000"


def blank_foreign(text: str, start: int) -> tuple[str, list[Mark]]:
    """`text` of the same length with what is foreign blanked from `start` on, and the marks of what was."""
    spans = sorted(set(_spans(text, start)), key=lambda s: (s[0], -s[1]))
    if not spans:
        return text, []
    pieces, marks, at = [], [], 0
    for a, b in spans:
        if a < at:
            continue
        alone = not text[text.rfind("\n", 0, a) + 1 : a].strip() and not text[b : _line_end(text, b)].strip()
        hold = " " if alone else _HOLD
        pieces += [text[at:a], "".join(c if c in "\r\n" else hold for c in text[a:b])]
        marks.append(Mark(MarkKind.MARKUP, Span(a, b)))
        at = b
    return "".join([*pieces, text[at:]]), marks


def _spans(text: str, start: int) -> Iterator[tuple[int, int]]:
    if "{%" in text or "{{" in text:
        for pattern in (_SILENT, _TEMPLATE):
            yield from (m.span() for m in pattern.finditer(text, start))
    if "<!--" in text:
        yield from (m.span() for m in _COMMENT.finditer(text, start))
    for sign, pattern in (
        ("=", _SHORTCODE),
        ("[/", _SHORTCODE),
        (":::", _FENCE),
        ("TOC", _FENCE),
        ("[!", _ALERT),
        ("] ", _TASK),
        (":", _EMOJI),
    ):
        if sign in text:
            yield from (m.span() for m in pattern.finditer(text, start))
    for m in _ADMONITION.finditer(text, start):
        if m["title"]:
            yield m.start(), m.start("title")
            yield m.end("title"), m.end()
        else:
            yield m.span()


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
