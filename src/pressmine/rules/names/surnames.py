"""How far a person's name goes on: particles, surnames of several words, surnames that are common nouns, too."""

from __future__ import annotations

from pressmine.french.function_lexicon import is_function
from pressmine.french.lexicon import forms
from pressmine.french.lists import folded_set, read_list
from pressmine.rules.names.scan import Scan

PARTICLES = frozenset(forms("particle"))
CAPITAL_PARTICLES = frozenset(forms("capital_particle"))

#: Words that end a person's name though they have a capital.
_NOT_SURNAMES = frozenset(forms("no_surname"))


def surname_end(view: Scan, index: int, last: int) -> int:
    """Where the words of a name that go on at `index` end; `index` where none does."""
    at, count = index, 0
    words = view.words
    while at < last and count < 4:
        word = words[at]
        if at in view.apposed:
            break  # `de Jean Caron Inès Robart`: another name
        if word.gap not in (" ", "", "-") and not (word.gap == ". " and is_initial(view, at - 1)):
            break
        if word.folded in PARTICLES and (not word.cap or word.folded in CAPITAL_PARTICLES):
            step = at
            while step < last and step - at < 3 and words[step].folded in PARTICLES and words[step].gap in (" ", ""):
                step += 1
            if count and words[at - 1].upper and len(words[at - 1].text) > 1 and step < last and not words[step].upper:
                break  # `Habib THIAM de Diamniadio`: of where
            if (
                step < last
                and words[step].cap
                and words[step].gap in (" ", "")
                and (surname_word(view, step) or words[step - 1].cap and is_function(words[step].folded))
                and not _body_behind(view, at, step)
            ):
                at, count = step + 1, count + 1
                continue
            break
        if not word.cap or not (surname_word(view, at) or count == 0 and _borne(view, at, last)):
            break
        at, count = at + 1, count + 1
    return at


def is_initial(view: Scan, index: int) -> bool:
    """True for `L`, `J-P`, and for two letters that are one sound: `Ph`, `Ch`, `Th`."""
    word = view.words[index]
    single = all(len(part) == 1 and part.isalpha() for part in word.text.replace("-", ".").split("."))
    return word.cap and not word.elision and (single or word.text.endswith("h") and len(word.text) == 2)


def is_incorporated(view: Scan, end: int) -> bool:
    """True for a name that a legal form ends, or follows: `Jean Caron SAS` is a firm."""
    joined = end < len(view.words) and view.joined(end)
    return any(view.words[i].text in read_list("cues")["legal_forms"] for i in range(end - 1, end + joined))


def _borne(view: Scan, at: int, last: int) -> bool:
    """True for a surname that is a function's noun, too: `Luc Maire, préfet`, no complement follows it."""
    if not is_function(view.words[at].folded) or at in view.posts or view.words[at].upper:
        return False
    if at + 1 == last or view.words[at + 1].gap != " ":
        return True
    following = view.words[at + 1]
    return not following.cap and following.folded not in PARTICLES and following.folded not in ("chez", "adjoint")


def surname_word(view: Scan, index: int) -> bool:
    """True for a word that may be a part of a surname: no title, function, number or desk."""
    word = view.words[index]
    return (
        (
            word.text[0].isalpha()
            and word.folded not in _NOT_SURNAMES
            and not any(c.isdigit() for c in word.text)
            and word.folded not in folded_set("titles", "titles")
            and not (is_function(word.folded) and not word.upper)
            and not word.elision
        )
        or word.elision
        and word.folded == "d'"
    )


def _body_behind(view: Scan, particle: int, index: int) -> bool:
    """True where `de` leads to a body, not to a surname: `Claire de l'Institut Curie`, `Luc Dorme de la CGT`."""
    body = view.body(index)
    front = view.words[particle - 1]
    acronym = view.words[index].upper and 1 < len(view.words[index].text) < 6 and not view.words[particle].cap
    if acronym and not front.upper and not front.initial:
        return True
    return (
        body is not None
        and body.confidence >= 0.5
        or view.words[particle].folded in ("du", "des")
        and view.words[index].upper
    )
