"""Does a sentence look back or ahead? By the endings of its verbs and the words of ``tense.toml``, around one place."""

import re
from functools import lru_cache
from typing import Any, Final, Literal

from pressmine.french.lexicon import any_written, written
from pressmine.french.lists import read_list

_WORDS: Final[dict[str, Any]] = read_list("tense")


def _any(words: list[str]) -> str:
    return "|".join(
        re.escape(w).replace(r"\ ", r"\s{1,3}").replace(r"\*", r"\w{0,4}").replace("'", "['’]")
        for w in sorted(words, key=lambda w: (-len(w), w))
    )


def _pronouns(words: list[str]) -> list[str]:
    """Each with what parts it from its verb."""
    return [word.replace("'", "['’]") if word.endswith("'") else word + r"\s" for word in words]


def _any_group(words: list[str]) -> str:
    return f"(?:{_any(words)})"


_NO_PARTICIPLE: Final = rf"(?!(?:{_any(_WORDS['not_participle'])})\b)"
_PAST_PARTICIPLE: Final = (
    rf"{_NO_PARTICIPLE}(?P<participle>[^\W\d_]{{2,18}}(?:ée?s?|i[es]?|ies|it|ites?|ue?s?|erte?s?))"
)
#: What the endings of the future and the conditional are put to.
_STEM: Final = r"(?:[^\W\d_]{2,20}(?:[ei]|nd|cev|dev|aud|r)|au|se|fe|i|dev|sau)"
#: "nous", "vous les", "je" in front: many a noun ends in "-erons" ("vignerons").
_OF_US: Final = "(?:{})".format(
    "|".join(
        rf"(?<=\b{who}\s{between})" for who in _WORDS["subjects"] for between in ("", *_pronouns(_WORDS["pronouns"]))
    )
)
_AHEAD: Final = (
    rf"(?!(?:{_any(_WORDS['not_future'])})\b)(?:[^\W\d_]{{1,20}}(?:[eidtvu]r|rr)(?:a|ont)|(?:au|se|fe|i)r(?:a|ont)"
    rf"|{_STEM}r(?:ait|aient)|{_any([*_WORDS['ahead'], *_WORDS['planned']])}|{_OF_US}{_STEM}r(?:ons|ez|ai))"
)
_BE: Final = any_written("auxiliary.be_now")
_BACK: Final = (
    rf"(?:(?:a|ont|ai|avons)\s{{1,3}}(?:(?:été|[^\W\d_]{{3,14}}ment|{any_written('within_verb')})\s{{1,3}})?{_PAST_PARTICIPLE}"
    rf"|{_BE}\s{{1,3}}(?:{any_written('within_verb')}\s{{1,3}})?{_any_group(_WORDS['past_with_be'])}e?s?"
    rf"|[^\W\d_]{{2,18}}(?:èrent|irent|urent|aient|ait)|{_any(_WORDS['back'])})"
)
_MARKER: Final = re.compile(rf"\b(?:(?P<ahead>{_AHEAD})|(?P<back>{_BACK}))\b", re.IGNORECASE)
_PLANNED: Final = re.compile(_any(_WORDS["planned"]), re.IGNORECASE)
_SET_TO: Final = re.compile(r"\s{1,3}(?:à|aux?|pour|en|jusqu)\b", re.IGNORECASE)
_FIRST: Final = [re.split(r"[^\w*]", entry)[0] for side in ("ahead", "planned", "back") for entry in _WORDS[side]]
#: A word that one of these may begin with, told by itself: most words of a sentence are none.
_OPENS: Final = re.compile(
    rf"[^\W\d_]{{1,20}}r(?:a|ont|ons|ez|ai)|{_BE}|va|vont|a|ont|ai|avons|[^\W\d_]{{2,18}}(?:[èiu]rent|aient|ait)"
    rf"|{_any(_FIRST)}",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"\w+")
# A participle alone in front of the date: "créée le", "réunis les". In the present ("restent fermées le") it is mute.
_PARTICIPLE: Final = re.compile(
    rf"\b{_NO_PARTICIPLE}[^\W\d_]{{2,18}}(?:ée?s?|ies?|(?<![qg])ue?s?|uite?s?|erte?s?)\s{{1,3}}(?:{any_written('before_day')}\s{{1,3}})?\Z",
    re.IGNORECASE,
)
#: A participle that opens a sentence, with the words up to its date.
_OPENED: Final = re.compile(
    rf"\W{{0,3}}{_NO_PARTICIPLE}[^\W\d_]{{2,18}}(?:ée?s?|ies?|(?<![qg])ue?s?|erte?s?)\s{{1,3}}(?:[^\W\d_]{{1,12}}\s{{1,3}}){{0,2}}\Z",
    re.IGNORECASE,
)
#: What opens a sentence with something that comes before what its verb says: `Après les crues de mai, on rebâtira`.
_AFTERMATH: Final = re.compile(
    rf"(?:\w{{2,14}},?\s)?(?:{_any(_WORDS['aftermath'])})\s{{1,3}}(?:l[ae]s?\b|l'|un|sa|son|ses|ce)", re.IGNORECASE
)
_FAR: Final = 40
_SMALL: Final = written("before_day")
_ENDINGS: Final = tuple(
    end + s for end in ("é", "ée", "ie", "u", "ue", "uit", "uite", "ert", "erte") for s in ("", "s")
)
_NEAR_VERB: Final = 14
# The present passive says no more than a plan does: "est organisée le".
_PRESENT: Final = re.compile(rf"\b(?:{_BE}|être|soi(?:en)?t|reste(?:nt)?)\s{{1,3}}\Z", re.IGNORECASE)


@lru_cache(maxsize=512)
def _markers(sentence: str) -> tuple[tuple[int, int, bool], ...]:
    """The words of a sentence that look back or ahead: start, end, whether ahead."""
    found: list[tuple[int, int, bool]] = []
    done = 0
    for word in _WORD.finditer(sentence):
        start = word.start()
        if start >= done and _opens(word.group()) and (m := _MARKER.match(sentence, start)):
            done = m.end()
            found.append((start, done, m["ahead"] is not None or _is_set(m)))
    return tuple(found)


def _is_set(m: re.Match[str]) -> bool:
    """Whether a verb in the past sets a day to come: `a été reporté au 3 mai`."""
    planned = m["participle"] is not None and _PLANNED.fullmatch(m["participle"]) is not None
    return planned and _SET_TO.match(m.string, m.end()) is not None


@lru_cache(maxsize=2**14)
def _opens(word: str) -> bool:
    return _OPENS.fullmatch(word) is not None


def leaning(text: str, start: int, end: int, sentence: tuple[int, int]) -> Literal[-1, 0, 1]:
    """-1 where the words nearest to ``text[start:end]`` look back, 1 where they look ahead, 0 where none says it.

    >>> phrase = "Le pont sera inauguré le 3 mai."
    >>> leaning(phrase, 25, 30, (0, len(phrase)))
    1
    """
    best: tuple[int, bool] | None = None
    for begin, stop, ahead in _markers(text[sentence[0] : sentence[1]]):
        begin, stop = begin + sentence[0], stop + sentence[0]
        if begin < end and start < stop:
            continue
        distance = start - stop if stop <= start else begin - end + 8  # words in front weigh a little more
        if best is None or distance < best[0]:
            best = (distance, ahead)
    if behind_participle(text, start, sentence) or best is not None and _opening(text, start, sentence):
        return -1
    if best is None or best[1] and _aftermath(text, start, sentence[0]):
        return 0
    return 1 if best[1] else -1


def _aftermath(text: str, start: int, opening: int) -> bool:
    """Whether a place is in the words that open a sentence with what was before: the verb behind them is of later."""
    m = _AFTERMATH.match(text, opening)
    return m is not None and m.end() < start and "," not in text[m.end() : start]


def _opening(text: str, start: int, sentence: tuple[int, int]) -> bool:
    """Whether a participle opens the sentence and says what was, up to a verb that looks back: `Ouvert du 3 au 9 mai,
    le concours a attiré`.
    """
    if start - sentence[0] > _FAR or not _OPENED.match(text, sentence[0], start):
        return False
    markers = _markers(text[sentence[0] : sentence[1]])
    verbs = [
        ahead for begin, stop, ahead in markers if not ahead or text[: sentence[0] + stop].endswith(("ra", "ront"))
    ]
    return bool(verbs) and not any(verbs)


def behind_participle(text: str, start: int, sentence: tuple[int, int]) -> bool:
    """Whether a participle alone stands in front: ``annoncée en juin``, not ``sera livrée en`` or ``prévue en``.

    >>> phrase = "Lancé en 2015, le salon se tiendra le 3 mai."
    >>> behind_participle(phrase, 9, (0, len(phrase)))
    True
    """
    near = text[max(sentence[0], start - 40) : start].lower().split()
    while near and near[-1] in _SMALL:
        near.pop()
    if not near or not near[-1].endswith(_ENDINGS):
        return False
    participle = _PARTICIPLE.search(text, max(sentence[0], start - 40), start)
    if participle is None or _PRESENT.search(text, sentence[0], participle.start()):
        return False
    first = participle.start() - sentence[0]
    return not any(
        ahead and stop > first - _NEAR_VERB and begin < start - sentence[0]
        for begin, stop, ahead in _markers(text[sentence[0] : sentence[1]])
    )
