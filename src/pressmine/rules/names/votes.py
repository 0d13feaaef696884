"""Votes: how the rules about names state what a range of words names."""

from __future__ import annotations

from functools import cache

from pressmine.evidence import Cue, EntityReading, Evidence
from pressmine.french.determiners import ARTICLES, DE
from pressmine.french.known import known_things, name_key
from pressmine.french.lexicon import forms
from pressmine.french.lists import folded_set, given_names, no_names, read_list
from pressmine.french.verbs import finite_forms, participle_forms, participles, third_persons
from pressmine.french.words import words_of
from pressmine.rules.names.lines import Range
from pressmine.rules.names.scan import Scan

#: Articles and numbers in front of several.
SEVERAL = (["les"], ["des"], ["aux"], ["nos"], ["ses"], ["leurs"], ["ces"], ["deux"], ["trois"], ["quatre"])


def vote(
    scan: Scan,
    rule: str,
    words: Range,
    label: str,
    confidence: float,
    *,
    type: str | None = None,
    name: str | None = None,
    code: str | None = None,
    acronym: str | None = None,
    cue: Range | None = None,
    factored: bool = False,
) -> Evidence:
    """Evidence that a range of words names an organisation, a person, a place, or none of these."""
    cues = (Cue(scan.folded(cue), scan.span(cue)),) if cue is not None and cue[1] > cue[0] else ()
    reading = EntityReading(label, type, name, acronym, code, factored=factored)
    return Evidence(rule, scan.span(words), reading, confidence, cues)


def before(scan: Scan, index: int, count: int = 4) -> list[str]:
    """Up to `count` folded words before a word, without punctuation in between, the nearest first."""
    found: list[str] = []
    at = index
    first = scan.line(index)[0]
    while at > first and len(found) < count and (scan.words[at].gap in (" ", "")):
        at -= 1
        found.append(scan.words[at].folded)
    return found


def with_article(view: Scan, first: int) -> bool:
    """True for `la CNVR`, `du GIRDEL`: firms have no article, so that an acronym which has one is rather an
    institution's, and its letters do not say of which kind.
    """
    if first == view.line(first)[0] or view.words[first].gap not in (" ", ""):
        return False
    return view.words[first - 1].folded in ("la", "le", "l'", "du", "au")


def holder(scan: Scan, index: int) -> tuple[int, bool]:
    """The word that governs a name through `de`, `du` or `de la`: its index and True; else the preceding index and
    False.
    """
    at = index - 1
    first = scan.line(index)[0]
    if at >= first and scan.words[index].gap in (" ", "") and scan.words[at].folded in ARTICLES:
        at -= 1
        if at < first or scan.words[at + 1].gap not in (" ", ""):
            return at + 1, False
    if at >= first and scan.words[at].folded in DE and scan.words[at + 1].gap in (" ", ""):
        return (at - 1, True) if at - 1 >= first and scan.words[at].gap == " " else (at, False)
    return index - 1, False


def personal(scan: Scan, words: Range) -> bool:
    """True if the words read as a person's name: a given name and more."""
    first = scan.words[words[0]].folded.split("-")[0]
    return words[1] - words[0] > 1 and first in given_names()


#: Words between an auxiliary and its participle.
_BETWEEN = frozenset(forms("between_auxiliary_and_verb"))
#: Third persons of `avoir`.
AUXILIARIES = frozenset("a ont avait avaient aura auront aurait auraient".split())
#: The most words of a bracket between a name and its verb.
_IN_BRACKET = 12
#: Words between a verb and the premises that it opens at most, and those with which something else begins.
_TO_PREMISES = 6
_LED_TO = frozenset(forms("leads_to_premises"))
#: Pronouns and negations between a name and its verb.
_BEFORE_VERB = frozenset(forms("before_verb"))
_KINDS = ("acts", "anything")
#: Words of a deal at most.
_LONGEST_DEAL = 7
#: Forms of `être` in front of a participle, with the auxiliary of `a été`.
_BEING = frozenset((*forms("auxiliary.be_now"), *forms("auxiliary.be"), *forms("auxiliary.have")))
_PASSIVE = frozenset("sera seront serait seraient".split())


def _past_bracket(view: Scan, index: int, last: int) -> int:
    """The index after the bracket that a word opens: `Valdor (ex-Norelec) recrute`; `last` for one too long."""
    for at in range(index + 1, min(last, index + _IN_BRACKET)):
        if view.words[at].gap.startswith(")"):
            acronym = at == index + 1 and view.words[index].upper and not _thing(view, index)
            return last if acronym else at  # the long form of an acronym has votes of its own
        if "(" in view.words[at].gap:
            break
    return last


def _thing(view: Scan, index: int) -> bool:
    """True for what a bracket says of a body without being a form of its name: `la commune de Dreux (FSE+)`."""
    word = view.words[index]
    return word.folded in no_names() or known_things().get(name_key(word.text)) is not None


def deals(view: Scan, index: int) -> bool:
    """True for what firms do that change hands: `passe sous le contrôle`, `s'offre`, `a racheté`, `est rachetée`."""
    if index >= len(view.words):
        return False
    words, last = view.words, view.line(index)[1]
    said = [w.folded for w in words[index : min(last, index + _LONGEST_DEAL)]]
    if said[:1] in (["a"], ["ont"], ["est"], ["sont"], ["sera"], ["seront"]):
        done = next((k for k in range(1, len(said)) if said[k] not in _BETWEEN), 0)
        behind = said[done:] if done else []
        return bool(behind) and any(
            behind[0] in done_forms and behind[1 : 1 + len(rest)] == rest for done_forms, rest in _deals("done")
        )
    return any(said[:1] and said[0] in does and said[1 : 1 + len(rest)] == rest for does, rest in _deals("does"))


@cache
def _deals(kind: str) -> tuple[tuple[frozenset[str], list[str]], ...]:
    """The forms of each verb of a deal, and the words behind it."""
    found = []
    for phrase in read_list("verbs")["deals"]:
        verb, *rest = (w.folded for w in words_of(phrase))
        if verb == "s'":  # a reflexive verb has its pronoun in front: `s'offre`
            said = sorted(third_persons(rest[0])) if kind == "does" else ()
            found += [(frozenset({verb}), [form, *rest[1:]]) for form in said]
            continue
        found.append((third_persons(verb) if kind == "does" else participles(verb), rest))
    return tuple(found)


def founded_by(view: Scan, index: int) -> bool:
    """True for the verb of who founded a body: `a été fondée par Inès Robart`, `fut cofondée en 2012 par`."""
    words, last = view.words, view.line(index - 1)[1]
    behind = words[index : min(last, index + _LONGEST_DEAL)]
    done = next((k for k, w in enumerate(behind) if w.folded not in _BETWEEN | _BEING), len(behind))
    if not done or done == len(behind) or behind[done].folded not in participle_forms("founded"):
        return False
    rest = words[index + done + 1 : min(last, index + done + _LONGEST_DEAL)]
    stop = next((k for k, w in enumerate(rest) if w.gap not in (" ", "")), len(rest))
    return any(w.folded == "par" for w in rest[:stop])


def opens_premises(view: Scan, index: int) -> bool:
    """True for a verb with premises of a firm behind it: `ouvre un nouvel atelier`, `a fermé son usine`."""
    if index >= len(view.words):
        return False
    words, last = view.words, view.line(index)[1]
    verb = index + 1 if words[index].text in AUXILIARIES and index + 1 < last else index
    if words[verb].folded not in finite_forms("premises") | participle_forms("premises"):
        return False
    behind = words[verb + 1 : min(last, verb + _TO_PREMISES)]
    stop = next((k for k, w in enumerate(behind) if w.gap not in (" ", "") or w.folded in _LED_TO), len(behind))
    return any(w.folded in folded_set("cues", "premises") for w in behind[:stop])


def acts(view: Scan, index: int) -> str | None:
    """The kind of the verb that follows a name: `deals` for what firms do that change hands, `acts` for what bodies and
    persons do, `founded` for what is done to a body by its founder, `anything` for what things do as well; None if
    there is no such verb.
    """
    words, last = view.words, view.line(index - 1)[1]
    if index < last and words[index].gap == " (":
        index = _past_bracket(view, index, last)
    if index >= last or words[index].gap not in (" ", "", ") ") or words[index].cap:
        return None
    if deals(view, index):
        return "deals"
    if founded_by(view, index):
        return "founded"
    while index < last and words[index].folded in _BEFORE_VERB:
        index += 1
    if index >= last:
        return None
    if words[index].text in AUXILIARIES:
        index += 1
        while index < last and words[index].folded in _BETWEEN:
            index += 1
        said = words[index].folded if index < last else ""
        return next((kind for kind in _KINDS if said in participle_forms(kind)), None)
    said = words[index].folded
    if said in _PASSIVE:
        return "anything"
    if opens_premises(view, index):
        return "acts"
    return next((kind for kind in _KINDS if said in finite_forms(kind) and said not in AUXILIARIES), None)
