"""The patterns of numbers that are not figures and begin with a word, built from ``not_figures.toml``."""

import re
from functools import cache, lru_cache

from pressmine.french.alternatives import any_of
from pressmine.french.calendar import BEHIND_SHORT_YEARS
from pressmine.french.lexicon import any_form, forms
from pressmine.french.quantities.unfigure_patterns import Pattern, first_letters, pattern, word_lists

WORD = re.compile(r"[a-z][\w°.]*")
#: The next of several numbers of one kind, perhaps behind a word in brackets. A comma alone is not enough for the last,
#: and before a noun in the plural the number counts something: `les zones 3 à 5 et 12 communes`.
NEXT_NUMBER = re.compile(
    r"(?: \([^()\n]{1,60}\))?(?:,? (?:et|ou|a|puis|&) |, (?=\d{1,4}(?:, \d{1,4}){0,9},? (?:et|ou) \d))"
    r"((?:[lrd]\.? ?)?\d{1,4}(?:[.-]\d{1,3}){0,3})(?![\d%€])(?![,.]\d)"
    rf"(?! (?!(?:{any_of(BEHIND_SHORT_YEARS)})\b)[a-z]{{3,20}}s\b)"
)


@cache
def announcing() -> frozenset[str]:
    """The words that announce a number which is not a figure, with and without a full stop."""
    words = word_lists()
    starts = {w.rstrip(".") for w in words["labels"]} | {w.split()[0] for w in words["labels"]}
    starts |= {w.split()[0] for w in (*forms("number_label"), *words["calls"])}
    return frozenset(starts | {w + "." for w in starts})


@lru_cache(maxsize=2**12)
def announced_by(word: str) -> tuple[Pattern, ...]:
    """What may begin with a word (lower case, no accents, perhaps with full stops) that announces a number."""
    stem = word.rstrip(".")
    if stem in announcing() or (stem[:1] in "stqhjnp" and stem[1:2] in ("°", ".")):
        return tuple(p for p in announced() if p.shape.match(stem))
    return ()


@cache
def announced() -> tuple[Pattern, ...]:
    """All that may begin with a word."""
    return (
        pattern(
            "phone",
            first_letters([*forms("number_label.phone")], 2),
            rf"{any_form('number_label.phone')}\.?[ :]{{1,4}}[\d .()+/-]{{4,60}}\d",
        ),
        _short_call(),
        pattern("size", "fo", r"formats? \d[\d,]*(?: ?[x×] ?\d[\d,]*){1,2}(?: ?[mc]m)?\b"),
        pattern(
            "identifier",
            first_letters([*forms("number_label.identifier")], 2),
            rf"{any_form('number_label.identifier')}[^\d\n,;.]{{0,30}}\d(?:[ .-]?\d){{3,13}}[a-z]?",
        ),
        pattern("identifier", "fr|[a-z]{2}$", r"fr ?\d{2} ?\d{3} ?\d{3} ?\d{3}\b|[a-z]{2}00\d{8,10}\b"),
        pattern("address", "cs|bp|b[.]p|ts|ce", r"(?:cs|b\.?p\.?|tsa)[ -]?\d[\d ]{0,7}\d|cedex(?: \d{1,2}\b)?"),
        pattern(
            "page",
            "p",
            r"pages? \d{1,4}(?: sur \d{1,4}|-\d{1,4})?"
            r"|pp?\. ?\d{1,4}(?!\d)(?! ?100)(?:-\d{1,4})?",
        ),
        pattern(
            "article",
            first_letters(["art", *forms("number_label.law")], 2),
            r"(?:articles?|art\.) (?:[lrd]\.? ?)?\d{1,4}(?:[-.]\d{1,4}){0,4}"
            rf"|{any_form('number_label.law')}[^.\d\n]{{0,20}}\d{{2,4}}[-/]\d{{1,4}}(?:/(?:ce|ue|cee))?",
        ),
        *_labels(),
    )


def _short_call() -> Pattern:
    """The numbers of two to four digits that one dials: `appelez gratuitement le 3635`, `contactez le 17 ou le 112`."""
    calls, the = word_lists()["calls"], any_form("masculine.definite")
    number = r"(?:11[68] ?\d{3}|1\d{1,2}(?! ?\d)|3\d{3}|3\d \d{2}|1\d{3}|1\d \d{2})(?![\w%€'’-]| ?[€%$]|[.,]\d)"
    return pattern(
        "phone",
        first_letters([w.split()[0] for w in calls], 4),
        rf"(?:{any_of(calls, ' ')})(?: [a-z]{{4,14}}ment)? ?(?:(?:{the}|:|numero|n°) ?){{0,3}}{number}"
        rf"(?: (?:ou|et|puis) (?:(?:le|au) )?{number})?(?! [a-z]{{3,20}}s\b)",
    )


def _labels() -> tuple[Pattern, ...]:
    labels = word_lists()["labels"]
    no_unit = r"(?![\d%€])(?!,\d)"
    return (
        pattern(
            "label",
            first_letters([w.rstrip(".") for w in labels], 2),
            rf"(?:{any_of(labels, ' ')})[ -](?:n° ?|numeros? )?\d{{1,5}}(?:[.:/-]\d{{1,5}}){{0,3}}{no_unit}"
            r"(?:(?:, | et | a | ou )\d{1,3}(?![\d%€,])(?! [a-z%€]))?",
        ),
        pattern("label", "n", r"(?:n|no|num|ndeg)[°º]s? ?(?:[a-z]{1,3}[ -]?)?\d[\d./-]{0,12}"),
    )
