"""Patterns of spaCy's Matcher, as they are known, on the tokens of each line.

pressmine runs neither tagger nor parser: `POS`, `DEP` and their like say nothing there and are refused; `LEMMA` is
turned into the forms of the lemma.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from pressmine.rules.declared.candidates import Candidate, Finder
from pressmine.rules.declared.lemmas import forms_of
from pressmine.rules.declared.nodes import Place, Text, unknown, without_places
from pressmine.rules.declared.words import Page

if TYPE_CHECKING:
    from spacy.matcher import Matcher

_KEYS: Final = (
    "ORTH", "TEXT", "LOWER", "NORM", "LEMMA", "LENGTH", "SHAPE", "PREFIX", "SUFFIX", "IS_ALPHA", "IS_ASCII", "IS_DIGIT",
    "IS_LOWER", "IS_UPPER", "IS_TITLE", "IS_PUNCT", "IS_SPACE", "IS_STOP", "IS_SENT_START", "LIKE_NUM", "LIKE_URL",
    "LIKE_EMAIL", "IS_BRACKET", "IS_QUOTE", "IS_LEFT_PUNCT", "IS_RIGHT_PUNCT", "IS_CURRENCY", "ENT_TYPE", "OP",
)  # fmt: skip
_UNREAD: Final = ("POS", "TAG", "DEP", "MORPH", "_", "ENT_ID", "ENT_KB_ID", "SENT_START", "SPACY")


class TokenFinder(Finder):
    """Matcher patterns; the longest match wins."""

    def __init__(self, patterns: tuple[tuple[Place, Any], ...]) -> None:
        self.patterns = [_checked(place, pattern) for place, pattern in patterns]
        self._matcher: Matcher | None = None
        self._vocab: Any = None
        _try(patterns, self.patterns)

    def find(self, page: Page) -> Iterator[Candidate]:
        """The longest matches of every line."""
        for block in page.document.blocks:
            if block.doc is None:
                continue
            matcher = self._matcher_of(block.doc.vocab)
            for span in matcher(block.doc, as_spans=True):
                yield Candidate(block.span.start + span.start_char, block.span.start + span.end_char)

    def _matcher_of(self, vocab: Any) -> Matcher:
        """The matcher on the vocabulary of the model, built at the first document."""
        if self._matcher is None or self._vocab is not vocab:
            from spacy.matcher import Matcher

            self._matcher, self._vocab = Matcher(vocab), vocab
            self._matcher.add("tokens", self.patterns, greedy="LONGEST")
        return self._matcher


def _checked(place: Place, pattern: Any) -> list[dict[str, Any]]:
    if not isinstance(pattern, list) or not pattern:
        raise place.error("a Matcher pattern is a list of tokens, as in [{LOWER: appel}, {LOWER: à}, {LOWER: projets}]")
    return [_token(place, token) for token in pattern]


def _token(place: Place, token: Any) -> dict[str, Any]:
    if not isinstance(token, dict):
        raise place.error("a token of a Matcher pattern is a mapping, as in {LOWER: appel}; {} is any token")
    out: dict[str, Any] = {}
    for key, value in token.items():
        name = key.upper()
        if name in _UNREAD:
            raise key.place.error(f"{name} says nothing here: no tagger is run; use LEMMA, LOWER or ENT_TYPE")
        if name not in _KEYS:
            raise key.place.error(unknown(name, _KEYS, "attribute"))
        if name == "LEMMA":
            name, value = "LOWER", {"IN": _lemma(key, value)}
        if name in out:
            raise key.place.error(f"{name} stands twice in one token (LEMMA is turned into LOWER)")
        out[name] = without_places(value)
    return out


def _lemma(key: Text, value: Any) -> list[str]:
    lemmas = value.get("IN") if isinstance(value, dict) else [value]
    if not isinstance(lemmas, list) or not all(isinstance(lemma, str) for lemma in lemmas):
        raise key.place.error("LEMMA is a word, or {IN: [words]}")
    return [form for lemma in lemmas for form in forms_of(lemma)]


def _try(patterns: tuple[tuple[Place, Any], ...], checked: list[list[dict[str, Any]]]) -> None:
    """Let spaCy itself check each pattern."""
    from spacy.matcher import Matcher
    from spacy.vocab import Vocab

    matcher = Matcher(Vocab(), validate=True)
    for (place, _), pattern in zip(patterns, checked, strict=True):
        try:
            matcher.add("try", [pattern])
        except Exception as error:  # noqa: BLE001  # spaCy raises several classes, each with a long text
            raise place.error(f"spaCy's Matcher refuses the pattern: {' '.join(str(error).split())[:200]}") from None
