"""The five kinds of finder: each compiles a `find` of a rule file and yields candidates on a page."""

from __future__ import annotations

import hashlib
import importlib
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from pressmine.document import Document
from pressmine.french.language import is_function_word
from pressmine.offsets import ViewSpan
from pressmine.rules.declared.candidates import Candidate, Finder, Names
from pressmine.rules.declared.literals import may_stand, needed
from pressmine.rules.declared.lookup import TermIndex, term_index
from pressmine.rules.declared.match import Pattern, Trace
from pressmine.rules.declared.nodes import Text
from pressmine.rules.declared.pattern import parse_pattern, slot_names
from pressmine.rules.declared.regexes import MAX_LINE, compile_regex
from pressmine.rules.declared.slots import SLOTS, Found
from pressmine.rules.declared.specs import Spec
from pressmine.rules.declared.terms import Term, read_terms
from pressmine.rules.declared.tokens import TokenFinder
from pressmine.rules.declared.words import Page

#: So many of the parts that might have come next are named.
_SHOWN = 3


def compile_find(spec: Spec, lists: Mapping[str, TermIndex]) -> Finder:
    """The finder of a rule. Raises RuleFileError."""
    if spec.kind == "terms":
        terms = [*read_terms(spec.source), *(read_terms(spec.added) if spec.added else ())]
        return TermFinder(terms)
    if spec.kind == "pattern":
        return PatternFinder((*spec.source, *spec.added), lists)
    if spec.kind == "regex":
        return RegexFinder((*spec.source, *spec.added))
    if spec.kind == "tokens":
        return TokenFinder((*spec.source, *spec.added))
    return CodeFinder(spec.source)


class TermFinder(Finder):
    """Finds the names of a list."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.index = term_index(terms)
        columns = ("type", "code", *(("siren",) if any(term.siren for term in self.index.terms) else ()))
        own: Names = dict.fromkeys(columns, ("text", ("text",)))
        self.names: Names = {"name": ("text", ("text", "name", *columns)), **own}

    def find(self, page: Page) -> Iterator[Candidate]:
        """Every term of the page."""
        for start, stop, term in self.index.find(page):
            known = {"name": term.name, "type": term.type, "code": term.code, "siren": term.siren}
            found = {
                name: Found("TERM", start, stop, value, tuple(known.items()))
                for name, value in known.items()
                if value is not None
            }
            if term.ambiguous:
                found["ambiguous"] = Found("TERM", start, stop, True)
            yield Candidate(start, stop, found)


class PatternFinder(Finder):
    """Finds matches of patterns: French text with slots."""

    def __init__(self, texts: tuple[Text, ...], lists: Mapping[str, TermIndex]) -> None:
        self.patterns = []
        names: dict[str, tuple[str, tuple[str, ...]]] = {}
        for text in texts:
            parts = parse_pattern(text, lists)
            self.patterns.append(Pattern(parts, lists))
            for slot in slot_names(parts):
                kind = SLOTS.get(slot.kind)
                known = (kind.type, kind.attributes) if kind else ("text", ("text", "name", "type", "code"))
                if names.setdefault(slot.name, known) != known:
                    raise text.place.error(f"the slot {slot.name!r} is of another kind in another pattern of the rule")
        self.names = names

    def find(self, page: Page) -> Iterator[Candidate]:
        """Every match of every pattern: the earliest first, then the longest, then by the order of the patterns."""
        hits = [hit for pattern in self.patterns for hit in pattern.find(page)]
        done = 0
        for hit in sorted(hits, key=lambda h: (h.first, -h.end)):
            if hit.first >= done:
                yield Candidate(page.words[hit.first].start, page.words[hit.end - 1].end, dict(hit.captures))
                done = hit.end

    def near(self, page: Page) -> Iterator[tuple[int, int, str]]:
        """Where a pattern began and did not end, and what it expected; if it began nowhere, where the rest stands."""
        for pattern in self.patterns:
            trace = Trace()
            hits = [range(hit.first, hit.end) for hit in pattern.find(page, trace)]
            for first, miss in trace.nearest():
                alone = miss.at == first + 1 and is_function_word(page.words[first].text)  # it stands everywhere
                if not alone and not any(first in hit for hit in hits):
                    ended = miss.at >= page.line(first)[1]
                    stop = "the end of the line" if ended else repr(page.words[miss.at].text)
                    expected = _one_of(miss.expected)
                    yield page.words[first].start, page.words[miss.at - 1].end, f"expected {expected}, found {stop}"
            for first, end, words in () if hits or trace.reached else islice(pattern.unopened(page), 1):
                opens = first in (line for line, _ in page.lines)
                stop = "the beginning of the line" if opens else repr(page.words[first - 1].text)
                yield (
                    page.words[first].start,
                    page.words[end - 1].end,
                    f"expected {_one_of(words)} before it, found {stop}",
                )


def _one_of(expected: list[str]) -> str:
    """What might have stood there.

    >>> _one_of(["{COUNT}"]), _one_of(["est", "a", "fut"]), _one_of(["a", "b", "c", "d"])
    ('{COUNT}', 'est, a or fut', 'a, b, c, …')
    """
    if len(expected) > _SHOWN:
        return ", ".join([*expected[:_SHOWN], "…"])
    return " or ".join(filter(None, (", ".join(expected[:-1]), expected[-1])))


class RegexFinder(Finder):
    """Finds matches of regular expressions in the lines of the view."""

    def __init__(self, texts: tuple[Text, ...]) -> None:
        self.patterns = [compile_regex(text) for text in texts]
        self.needed = [needed(text) for text in texts]
        self.names: Names = {name: ("text", ("text",)) for pattern in self.patterns for name in pattern.groupindex}

    def possible(self, folded: str) -> bool:
        """True if the letters of an expression may occur."""
        return any(may_stand(folded, choices) for choices in self.needed)

    def find(self, page: Page) -> Iterator[Candidate]:
        """Every match in every line, none overlapping another of the same expression."""
        text = page.document.text
        for start, end in _stretches(page):
            for pattern in self.patterns:
                for match in pattern.finditer(text[start:end]):
                    if match.end() > match.start():
                        found = {
                            name: Found("REGEX", start + match.start(name), start + match.end(name), value)
                            for name, value in match.groupdict().items()
                            if value is not None
                        }
                        yield Candidate(start + match.start(), start + match.end(), found)


def _stretches(page: Page) -> Iterator[tuple[int, int]]:
    """Lines as bounds in the view; one that is too long is cut at its sentences, and those at their length."""
    for start, end in page.stretches:
        if end - start <= MAX_LINE:
            yield start, end
            continue
        for sentence in page.document.sentences:
            if start <= sentence.start < end:
                for at in range(sentence.start, sentence.end, MAX_LINE):
                    yield at, min(at + MAX_LINE, sentence.end)


class CodeFinder(Finder):
    """Calls a function of an installed package, which gets the document and yields spans of its view.

    It yields `ViewSpan`s, or pairs of a `ViewSpan` and a mapping of names to values.
    """

    def __init__(self, source: Text) -> None:
        self.function = _load(source)
        module = getattr(sys.modules.get(self.function.__module__), "__file__", None)
        #: What the function does, as far as its own file says it.
        self.digest = hashlib.sha256(Path(module).read_bytes()).hexdigest() if module else ""

    def find(self, page: Page) -> Iterator[Candidate]:
        """What the function yields."""
        for item in self.function(page.document):
            span, values = item if isinstance(item, tuple) else (item, {})
            found = {str(name): Found("CODE", span.start, span.end, value) for name, value in values.items()}
            yield Candidate(span.start, span.end, found)


Function = Callable[[Document], Iterable[ViewSpan | tuple[ViewSpan, Mapping[str, Any]]]]


def _load(source: Text) -> Function:
    module, colon, name = source.partition(":")
    if not colon or not module or not name.isidentifier():
        raise source.place.error(f"a function is named `module:name`, found {str(source)!r}")
    try:
        loaded = importlib.import_module(module)
    except Exception as error:  # noqa: BLE001  # a module of the user's may raise anything while it is imported
        raise source.place.error(f"the module {module!r} can't be imported: {type(error).__name__}: {error}") from None
    function = getattr(loaded, name, None)
    if not callable(function):
        raise source.place.error(f"the module {module!r} has no function {name!r}")
    checked: Function = function
    return checked
