"""The CommonMark parser, with a record of where each inline rule matched: its tokens carry no positions themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from markdown_it import MarkdownIt, rules_inline
from markdown_it.rules_block import StateBlock, reference
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

#: Signs that an inline rule may begin with; a content without one is not looked into.
_SIGNS = re.compile(r"[\\`*_~\[\]!<&{^]|  \n")
#: Signs whose rules look far ahead, and how many of them a block may have.
_COSTLY = "[<`"
_MOST_COSTLY = 800
_MOST_SIGNS = 20_000
_EVENTS, _MUTED, _REFERENCES = "matched", "muted", "reference_lines"

InlineRule = Callable[[StateInline, bool], bool]

_DEFINED = re.compile(r"\[\^[\w-]{1,30}\]:")
_CALL = re.compile(r"\[\^([\w-]{1,30})\]")
_WIKI = re.compile(r"\[\[([^\[\]|\n]{1,200}\|)?([^\[\]|\n]{1,200})\]\]")
_BRACES = re.compile(r"\{(?::|#[^\s{}]|\.[\w-]|[\w-]{1,40}=)[^{}\n]{0,500}\}")
_LOOSE_IMAGE = re.compile(r"!\[[^\[\]\n]{0,500}\]\([^()\n]{0,1000}\)|!\[\[[^\[\]\n]{0,200}\]\]")
_CITATION = re.compile(r"\[-?@[\w:.-]{1,60}(?:[,;][^\[\]\n]{0,100})?\]")


@dataclass(frozen=True, slots=True)
class Matched:
    """An inline rule that matched `content[start:end]`; `inner` is where the label of a link ends."""

    rule: str
    start: int
    end: int
    inner: int = 0


@dataclass(slots=True)
class _Sign:
    token: Token
    at: int
    length: int


def parse_blocks(text: str) -> tuple[Sequence[Token], MutableMapping[str, Any]]:
    """The block tokens of a text, and the environment that its inline contents are to be read in."""
    env: MutableMapping[str, Any] = {_EVENTS: [], _MUTED: 0, _REFERENCES: []}
    return _parser().parse(text, env), env


def reference_lines(env: MutableMapping[str, Any]) -> Iterator[tuple[int, int]]:
    """The lines, half-open, of the definitions of links."""
    yield from env[_REFERENCES]


def parse_inline(content: str, env: MutableMapping[str, Any]) -> list[Matched]:
    """What the inline rules match in a block's content, in order. Nothing where it is made to cost time."""
    if not _SIGNS.search(content):
        return []
    if sum(content.count(sign) for sign in _COSTLY) > _MOST_COSTLY or len(_SIGNS.findall(content)) > _MOST_SIGNS:
        return []
    env[_EVENTS], env[_MUTED] = [], 0
    parser = _parser()
    parser.inline.parse(content, parser, env, [])
    return sorted(env[_EVENTS], key=lambda e: (e.start, -e.end))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": 20}).enable(["table", "strikethrough"])
    # Indented lines are paragraphs to those who write articles; code is between fences.
    parser.disable(["code"])
    parser.core.ruler.enableOnly(["normalize", "block"])
    parser.block.ruler.at("reference", _reference, {"alt": []})
    parser.block.ruler.before("reference", "note", _note, {"alt": ["paragraph"]})
    for name, rule in (
        ("newline", rules_inline.newline),
        ("escape", rules_inline.escape),
        ("backticks", rules_inline.backtick),
        ("link", rules_inline.link),
        ("image", rules_inline.image),
        ("autolink", rules_inline.autolink),
        ("html_inline", rules_inline.html_inline),
        ("entity", rules_inline.entity),
    ):
        parser.inline.ruler.at(name, _recorded(name, rule))
    parser.inline.ruler.at("emphasis", _signs(rules_inline.emphasis.tokenize))
    parser.inline.ruler.at("strikethrough", _signs(rules_inline.strikethrough.tokenize))
    for name, sign, pattern in (
        ("call", "[", _CALL),
        ("wiki", "[", _WIKI),
        ("citation", "[", _CITATION),
        ("braces", "{", _BRACES),
        ("loose_image", "!", _LOOSE_IMAGE),
    ):
        # A picture whose target no rule allows comes after the rule for pictures, the others before that for links.
        before = "autolink" if name == "loose_image" else "link"
        parser.inline.ruler.before(before, name, _recorded(name, _matching(sign, pattern)))
    parser.inline.ruler2.before("fragments_join", "collect", _collect)
    return parser


def _matching(sign: str, pattern: re.Pattern[str]) -> InlineRule:
    """A rule that takes what a pattern matches."""

    def run(state: StateInline, silent: bool) -> bool:
        m = pattern.match(state.src, state.pos, state.posMax) if state.src[state.pos] == sign else None
        if m is None:
            return False
        state.pos = m.end()
        return True

    return run


def _recorded(name: str, rule: InlineRule) -> InlineRule:
    """`rule`, with what it matches noted in the environment. A label inside an image is no text: it is not noted."""

    def run(state: StateInline, silent: bool) -> bool:
        if silent or state.env[_MUTED]:
            return rule(state, silent)
        start = state.pos
        inner = _label_end(state) if name == "link" else 0
        state.env[_MUTED] += name == "image"
        matched = rule(state, silent)
        state.env[_MUTED] -= name == "image"
        if matched:
            state.env[_EVENTS].append(Matched(name, start, state.pos, inner))
        return matched

    return run


def _label_end(state: StateInline) -> int:
    return state.md.helpers.parseLinkLabel(state, state.pos, True) if state.src[state.pos] == "[" else 0


def _signs(rule: InlineRule) -> InlineRule:
    """`rule`, which only lays out signs that may open or close; which of them do is known at the end."""

    def run(state: StateInline, silent: bool) -> bool:
        at, before = state.pos, len(state.tokens)
        matched = rule(state, silent)
        if matched and not silent and not state.env[_MUTED]:
            end = state.pos
            for token in reversed(state.tokens[before:]):
                if end <= at:
                    break  # text that stood before the signs, and was only now laid out
                end -= len(token.content)
                state.env[_EVENTS].append(_Sign(token, end, len(token.content)))
        return matched

    return run


def _collect(state: StateInline) -> None:
    """The signs that opened or closed an emphasis, and those struck through, as matches."""
    if state.env[_MUTED]:
        return
    events = state.env[_EVENTS]
    found: list[Matched] = [e for e in events if isinstance(e, Matched)]
    struck: list[int] = []
    for sign in sorted((e for e in events if isinstance(e, _Sign)), key=lambda e: e.at):
        end = sign.at + sign.length
        if sign.token.type == "s_open":
            struck.append(sign.at)
        elif sign.token.type == "s_close" and struck:
            found.append(Matched("struck", struck.pop(), end))
        elif sign.token.type != "text" or not sign.token.content:
            found.append(Matched("emphasis", sign.at, end))
        else:
            found.append(Matched("loose_sign", sign.at, end))
    state.env[_EVENTS] = found


def _reference(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    matched = reference(state, start_line, end_line, silent)
    if matched and not silent:
        state.env[_REFERENCES].append((start_line, state.line))
    return matched


def _note(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A note's definition is a paragraph of its own, whatever line stands before or after it."""
    at, end = state.bMarks[start_line] + state.tShift[start_line], state.eMarks[start_line]
    if not _DEFINED.match(state.src, at, end):
        return False
    if silent:
        return True
    last = start_line + 1
    while last < end_line and not state.isEmpty(last) and state.src[state.bMarks[last] + state.tShift[last]] != "[":
        last += 1
    state.line = last
    token = state.push("paragraph_open", "p", 1)
    token.map = [start_line, last]
    token = state.push("inline", "", 0)
    token.content = state.getLines(start_line, last, state.blkIndent, False).strip()
    token.map, token.children = [start_line, last], []
    state.push("paragraph_close", "p", -1)
    return True
