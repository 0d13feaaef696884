"""Lines of a signature block by their form: what heads one, and for whom somebody signs. All match folded text."""

from __future__ import annotations

import re
from functools import cache

from pressmine.french.alternatives import any_of
from pressmine.french.folding import fold
from pressmine.french.function_lexicon import is_function
from pressmine.french.head_nouns import is_head
from pressmine.french.lexicon import any_form, any_written, before_word
from pressmine.french.lists import read_list

_PARTICLE = any_written("particle")
#: Behind other particles; `la Fabrique du Canal` and `Pour la Drôme` name nobody.
_LAST_PARTICLE = any_written("particle.before_surname")
#: Behind an item of a list of people, and how many items such a list has at least.
_BEHIND_BRACKET = re.compile(r"\)\s?[,;.]?\s?(?:et\s)?")
_SEVERAL = 3
#: A person's name by its form alone, as it stands.
NAME = re.compile(
    rf"[A-ZÀ-ÖØ-Þ][\w'’.-]{{0,30}}(?:\s(?:[A-ZÀ-ÖØ-Þ]\.?|{_PARTICLE})){{0,2}}"
    rf"(?:\s(?:d'|l'|{_LAST_PARTICLE}\s)?[A-ZÀ-ÖØ-Þ][\w'’-]{{1,30}}){{1,3}}$"
)
#: `Pour la Région : Anne Roy`, or `Pour la Région` on a line of its own.
_THE = before_word("determiner.article", "of")
_FOR = re.compile(rf"\W{{0,3}}pour\s{_THE}?(?P<body>[^:,]{{2,100}}?)\s?(?:[:,]\s?|$)")
#: `Pour signer :`, `Pour en savoir plus :`, `Pour toute question :`
_TO_DO = re.compile(
    rf"{before_word('clitic')}?[a-z]{{2,12}}{any_form('infinitive_ending.sure')}\b(?!-)|(?:plus|tou(?:te?|s))\b"
)
#: `Ont signé :`, `Ils ont déjà signé la charte :`; bodies that sign a thing (`Deux villes ont signé l'accord : …`) make
#: a sentence, and no thing that is signed follows the colon.
_THIS = before_word("determiner.article", "determiner.demonstrative")
_A = any_form("determiner.indefinite", "determiner.demonstrative", "of.contracted", "of.bare")
_HAVE_SIGNED = (
    rf"(?:(?:(?:ils|elles)\s)?(?:ont|a)\s(?:[a-z]{{2,12}}\s){{0,2}}(?:co-?)?signe\b"
    rf"|(?:[a-z]{{2,14}}\s){{1,2}}(?:ont|a)\s(?:[a-z]{{2,12}}\s){{0,2}}(?:co-?)?signe\b(?!\s{_THIS}))"
    rf"[^:.]{{0,60}}:(?!\s{_A}\s)"
)
#: What comes before `signataires`, sorts of bodies apart.
_LED = rf"{any_form('before_signatories')},?|\d{{1,4}}"


def lists_people(text: str) -> bool:
    """True for a line of three people or more, each with a bracket behind the name.

    >>> lists_people("Anne Roy (Valdor), Luc Petit (maire de Dreux) et Inès Morel (CGT).")
    True
    """
    items = [item for item in _BEHIND_BRACKET.split(text) if item]
    return len(items) >= _SEVERAL and all(NAME.match(item.partition(" (")[0]) and " (" in item for item in items)


def signs_for(folded: str, start: int, end: int) -> re.Match[str] | None:
    """`Pour la Région` at the start of a span, with the group `body`; None if a purpose follows."""
    m = _FOR.match(folded, start, end)
    first = m.group("body").split()[0] if m else ""
    if m is None or is_function(first) or not is_head(first) and _TO_DO.match(m.group("body")):
        return None
    return m


@cache
def sorts() -> str:
    """Sorts of bodies in the plural, as an expression: `associations`, `syndicats`."""
    return any_of(map(fold, read_list("bodies")["plural"]["nouns"]), " ")


@cache
def sorted_by() -> re.Pattern[str]:
    """`Associations nationales : `, `Éleveurs et industriels :`: of which sort those are that stand behind or below."""
    return re.compile(rf"\W{{0,3}}(?:[a-z-]{{3,20}}s et )?{sorts()}(?:\s[a-z'-]{{2,20}}){{0,4}}\s?(?::\s?|$)")


@cache
def head() -> re.Pattern[str]:
    """What stands over or before who signs: `Signé :`, `Les organisations signataires`, `Ont déjà signé :`."""
    led = rf"(?:(?:{_LED}|{sorts()})\s){{0,4}}"
    return re.compile(
        r"\W{0,3}(?:signe(?:e?s?)?\s(?:a|le|en|conjointement)\s.{2,90}$"
        rf"|signe(?:e?s?)?\s?(?:(?:par)?\s*[,:]|$)|signatures?\s?(?::|$)|fait (?:a|en)\s[^:]{{2,90}}$|{_HAVE_SIGNED}"
        r"|[^:;.]{2,60}\s(?:co-?)?signe(?:e?s?)\s(?:[^:;.]{2,30}\s)?par\s?:(?!\S)"
        rf"|{led}suivante?s (?:ont|viennent de)\s(?:[a-z]{{2,12}}\s){{0,2}}(?:co-?)?signe[er]?\b[^:.]{{0,60}}:$"
        rf"|{led}(?:(?:co-?)?signataires?|soussigne(?:e?s?))\b[^:;.,]{{0,45}}(?::|$))"
    )
