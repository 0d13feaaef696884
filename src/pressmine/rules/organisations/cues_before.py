"""The cue that comes right before a body's name: `chez X`, `conçu par X`, `salariés de X`, `a racheté X`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pressmine.french.body_extent import ADJECTIVE_ENDINGS
from pressmine.french.determiners import ARTICLES
from pressmine.french.lexicon import forms, written
from pressmine.french.lists import folded_set, read_list, things
from pressmine.french.verbs import finite_forms, giving_forms, participle_forms, taking_forms
from pressmine.french.words import Word, words_of
from pressmine.rules.names.lines import Range
from pressmine.rules.names.scan import Scan

_LAST = {"du": "de", "des": "de", "d'": "de", "au": "a", "aux": "a"}
#: The most words that a cue has.
_LONGEST = 6
#: The most words between a verb of giving and its `à`.
_OBJECT = 12
_ADVERBS = forms("holds_on")
#: Ends of what `par` may follow.
_PARTICIPLES = tuple(written("agent_participle_ending"))


def cues_in_front(view: Scan, first: int) -> Iterator[tuple[str, str, Range]]:
    """The cue that comes right before a name: the rule, the weight's name, its words."""
    line = view.line(first)[0]
    at = first - 1
    if at < line or view.words[first].gap not in (" ", "", " « ", ' "', " “"):
        return
    if view.words[at].folded in ARTICLES and at > line:
        at -= 1
        if view.words[at + 1].gap not in (" ", ""):
            return
    said = _words_before(view, line, at)
    if not said:
        return
    for kind in ("strong", "saying", "weak"):
        length = _phrase(said, kind)
        if length:
            yield "organisations.preposition", f"before_{kind}", (at + 1 - length, at + 1)
            return
    share = said == ["par"] and view.words[at].gap.strip() == "%"  # `détenu à 60 % par Valdor`
    if share or said[-1] == "par" and _done(view, at, len(said)):
        yield "organisations.agent", "agent", (at - 1, at + 1)
    elif said[-1] == "de" and view.words[first].folded not in ("etat", "gouvernement"):
        if length := _relation(said[:-1], next((k for k in range(4) if view.words[at - 1 - k].cap), 4)):
            yield "organisations.of", "of", (at - length, at)
        elif view.words[at].folded in ("de", "d'") and (owned := _owned(view, line, at)) is not None:
            yield "organisations.owns", "owned", (owned, at)
    elif said[-1] == "a" and (verb := _given(view, line, at)) is not None:
        yield "organisations.given", "given_to", (verb, verb + 1)
    elif said[-1] in taking_forms() and view.words[at].text not in ("a", "ont") and not view.words[at].cap:
        taken = finite_forms("takes_over") | participle_forms("takes_over")
        over = said[-1] in taken or said[-2:] == ["s'", "offre"]
        yield "organisations.object", "object_taken" if over else "object", (at, at + 1)


def _given(view: Scan, line: int, at: int) -> int | None:
    """The verb of giving in the clause before `à X`: `confie la gestion du site à X`."""
    for back in range(at - 1, max(line, at - _OBJECT) - 1, -1):
        word = view.words[back]
        if word.folded in giving_forms() and not word.cap:
            return back
        if view.words[back + 1].gap not in (" ", "") or word.folded in folded_set("clauses", "clause_openers"):
            return None
    return None


def _owned(view: Scan, line: int, at: int) -> int | None:
    """What one has before `de X`, an adjective between them at most: `le dernier modèle électrique de X`."""
    for back in range(at - 1, max(line, at - 3) - 1, -1):
        word = view.words[back]
        if word.cap or view.words[back + 1].gap not in (" ", ""):
            return None
        kind = things().get(word.folded) or things().get(word.folded.removesuffix("s"))
        if kind is not None:
            return back if kind in ("product", "event", "programme") else None
        if not _adjective(word.folded):
            return None
    return None


def _words_before(view: Scan, line: int, at: int) -> list[str]:
    """Up to six folded words that end at one, with no punctuation between them; the last one in its plain form."""
    said: list[str] = []
    while at >= line and len(said) < _LONGEST:
        word = view.words[at]
        said.append(word.folded)
        if word.gap not in (" ", ""):
            break
        at -= 1
    said.reverse()
    if said:
        said[-1] = _LAST.get(said[-1], said[-1])
    return said


def _phrase(said: list[str], kind: str) -> int:
    """How many words the longest phrase of a class has that ends the words; 0 for none."""
    known = _phrases(kind)
    return next((n for n in range(len(said), 0, -1) if tuple(said[-n:]) in known), 0)


@cache
def _phrases(kind: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(w.folded for w in words_of(phrase)) for phrase in read_list("cues")["before"][kind])


def _done(view: Scan, at: int, size: int) -> bool:
    """True for a participle in front of `par`, adverbs between them at most: `exploité depuis longtemps par`."""
    for back in range(1, min(size, 4)):
        word = view.words[at - back]
        if _participle(word):
            return True
        if not word.folded.endswith("ment") and word.folded not in _ADVERBS:
            return False
    return False


def _participle(word: Word) -> bool:
    """True for what `par` may follow: `dessiné`, `conçues`, `détenu`, `offert`; but `passe par`."""
    said = word.text.lower()
    return len(said) > 2 and (said.endswith(_PARTICIPLES) or word.upper and word.folded.endswith(("e", "es")))


def _relation(said: list[str], small: int) -> int:
    """How many words the noun has that ends the words and is said of bodies, adjectives after it included; only the
    last `small` words may be adjectives: `l'usine Valdor de Salaise` is in a town.
    """
    nouns = _relations()
    for skipped in range(min(3, len(said), small + 1)):
        stop = len(said) - skipped
        if skipped and not _adjective(said[stop]):
            return 0
        for length in (3, 2, 1):
            if length <= stop and tuple(said[stop - length : stop]) in nouns:
                return length + skipped
    return 0


@cache
def _relations() -> frozenset[tuple[str, ...]]:
    nouns = (*read_list("cues")["of"], *forms("members"))
    return frozenset(tuple(w.folded for w in words_of(noun)) for noun in nouns)


def _adjective(folded: str) -> bool:
    return folded.endswith(ADJECTIVE_ENDINGS) and len(folded) > 3
