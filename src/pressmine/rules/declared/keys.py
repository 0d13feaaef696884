"""The keys of a rule file, said once: reader, reference and JSON Schema are made from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pressmine.document import ZoneKind

#: The version of the format, the value of the key `pressmine` on top of a file.
VERSION: Final = 1
#: Lists of the record that a rule may fill; `extra.NAME` is a field of the user's own.
LISTS: Final = (
    "organisations",
    "persons",
    "places",
    "dates",
    "figures",
    "agreements",
    "signatories",
    "quotes",
    "contacts",
    "identifiers",
)
#: Fields of `document` that a rule may fill.
HEADER: Final = ("kind", "title", "subtitle", "published", "place", "issuer", "embargo", "replaces")
#: What a rule may deny: `not.dates` says that a span is not a date, `not.names` that it names nobody.
DENIED: Final = ("dates", "figures", "names")
#: Types of a field of the user's own.
TYPES: Final = (
    "text",
    "number",
    "money",
    "percent",
    "duration",
    "date",
    "boolean",
    "organisation",
    "person",
    "place",
    "object",
)
POSITIONS: Final = ("line-start", "line", "sentence-start", "first")
WITHIN: Final = ("match", "clause", "sentence", "line", "zone", "text")
SIDES: Final = ("any", "before", "after")
#: Check digits that a value may have to have.
CHECKS: Final = {"luhn": "of SIREN and SIRET numbers", "lei": "of LEI codes", "isin": "of ISIN codes"}
#: What a value may be by its own letters and the capitals around it.
IS: Final = {
    "whole-name": "a name from its first to its last word, as capitals show it",
    "goes-on": "a word with a capital follows right behind, as in `Orvelle` of `Orvelle Bretagne`",
    "common-word": "one word of everyday French, whose capital only opens its sentence",
    "short": "three letters or fewer",
    "in-capitals": "its line is all in capitals, which say nothing there",
    "ambiguous": "the list says that a common word, a town or a person bears the name, too",
    "aside": "it stands inside of an address or of another word, or in a file header that names no one",
}


@dataclass(frozen=True, slots=True)
class Key:
    """A key: its shape, what it says, an example.

    Shapes: text, texts (one or a list), whole, number, truth, choice, choices (one or a list), any, map (of `inside`),
    maps (a list of it), words (a condition: texts, or maps of `inside`), lists (names to words), find.
    """

    name: str
    shape: str
    says: str
    example: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    inside: tuple[Key, ...] = ()
    low: float | None = None
    high: float | None = None


_NEAR: Final = (
    Key("words", "texts", "The words to look for, as in `pattern` but without slots.", '["<annoncer>", "prêt"]'),
    Key(
        "is",
        "choices",
        "Instead of words: what the value itself is, one of these. " + "; ".join(f"`{n}`: {s}" for n, s in IS.items()),
        "goes-on",
        choices=tuple(IS),
    ),
    Key("within", "choice", "Where to look; the sentence where it is left out.", "sentence", choices=WITHIN),
    Key("side", "choice", "On which side of the match; any where it is left out.", "before", choices=SIDES),
    Key("distance", "whole", "At most so many words away from the match.", "5", low=0, high=1000),
)
_MOVES: Final = (
    Key("by", "number", "What is added to the confidence; a negative number lowers it.", "-0.3", low=-1, high=1),
    Key("to", "number", "Instead of `by`: the confidence is this at most.", "0.6", low=0, high=1),
)
_TEST: Final = (
    Key("text", "text", "A sentence of a release, composed for the test.", "Orvelle a levé 4 M€.", required=True),
    Key(
        "gives",
        "any",
        "What is found: its text; or a mapping with `text` and any of what the rule sets; or a list of such.",
        "{text: Orvelle, value: 4000000}",
        required=True,
    ),
    Key(
        "zone", "choice", "The zone that the sentence stands in.", "headline", choices=tuple(z.value for z in ZoneKind)
    ),
)
_NO_TEST: Final = (_TEST[0], _TEST[2])

WHERE: Final = (
    Key(
        "zones",
        "choices",
        "The kinds of zone to look at; all but boilerplate where it is left out.",
        "[headline, lead, body]",
        choices=tuple(z.value for z in ZoneKind),
    ),
    Key(
        "position",
        "choice",
        "`line-start` and `sentence-start`: the match opens its line or sentence; `line`: it is the whole line; "
        "`first`: only the first match of the text counts.",
        "line-start",
        choices=POSITIONS,
    ),
)
FIND: Final = (
    Key(
        "terms",
        "terms",
        "Names to look up: a list, a CSV file beside the rule file, or a folder of them.",
        "secteurs.csv",
    ),
    Key("terms+", "terms", "Names that are added to those of the rule that is extended.", "[Orvelle, Ardemix]"),
    Key(
        "pattern",
        "texts",
        "French text with slots, optional parts and alternatives.",
        '"{ORG} <lever> {MONEY:montant}"',
    ),
    Key(
        "pattern+",
        "texts",
        "Patterns that are added to those of the rule that is extended.",
        '"{ORG} <boucler> un tour"',
    ),
    Key("regex", "texts", "A regular expression of Python on the cleaned line.", "'lot n° ?(?P<numero>\\d{1,3})'"),
    Key(
        "regex+", "texts", "Expressions that are added to those of the rule that is extended.", "'marché n° ?\\d{1,6}'"
    ),
    Key("tokens", "tokens", "Patterns of spaCy's Matcher.", "[[{LOWER: appel}, {LOWER: à}, {LOWER: projets}]]"),
    Key(
        "tokens+",
        "tokens",
        "Matcher patterns that are added to those of the rule that is extended.",
        "[[{LOWER: ami}]]",
    ),
    Key("python", "text", "A function of an installed package: `module:name`.", "mon_paquet.regles:trouve"),
)
RULE: Final = (
    Key(
        "id",
        "text",
        "The rule's name: lower-case words with dots and dashes. It is the `source` of what it finds.",
        "levee.montant",
    ),
    Key("says", "text", "What the rule reads, one French sentence.", "Une levée de fonds et son montant."),
    Key("field", "field", "The list of the record that it fills, or `extra.NAME`.", "extra.levees"),
    Key("type", "choice", "For a field under `extra`: the type of its values.", "money", choices=TYPES),
    Key("where", "map", "Where to look.", "{zones: [lead, body]}", inside=WHERE),
    Key(
        "find",
        "find",
        "What to look for: exactly one of terms, pattern, regex, tokens, python.",
        "{terms: [BTP]}",
        inside=FIND,
    ),
    Key("set", "set", "What the values become: constants, or `{slot}`.", '{value: "{montant}"}'),
    Key(
        "check",
        "choice",
        "The check digits that the value must have: " + ", ".join(f"`{n}` {s}" for n, s in CHECKS.items()) + ".",
        "luhn",
        choices=tuple(CHECKS),
    ),
    Key("when", "words", "Conditions one of which must hold: words that must stand near.", '["<lever>"]', inside=_NEAR),
    Key("unless", "words", "Conditions none of which may hold.", '["prêt", "emprunt"]', inside=_NEAR),
    Key(
        "unless+",
        "words",
        "Conditions that are added to those of the rule that is extended.",
        '["<exemple>"]',
        inside=_NEAR,
    ),
    Key("context", "maps", "Words near that raise or lower the confidence.", "", inside=(*_NEAR, *_MOVES)),
    Key("context+", "maps", "What is added to the context of the rule that is extended.", "", inside=(*_NEAR, *_MOVES)),
    Key("confidence", "number", "How sure a match is, 0.8 where it is left out.", "0.9", low=0, high=1),
    Key(
        "least",
        "number",
        "Below this confidence nothing is found; 0.5 where it is left out. Of names, a low vote counts, too.",
        "0.3",
        low=0,
        high=1,
    ),
    Key(
        "priority",
        "whole",
        "Of two values that overlap, the one of higher priority stands.",
        "10",
        low=-1000,
        high=1000,
    ),
    Key(
        "extends",
        "text",
        "The id of a rule that this one changes (no `id`), or starts from (with an `id`).",
        "levee.montant",
    ),
    Key("enabled", "truth", "`false` switches the rule off.", "false"),
    Key(
        "tests",
        "map",
        "At least one text that must match, and one that must not.",
        "",
        inside=(
            Key("match", "maps", "Texts that must match, and what they give.", "", inside=_TEST),
            Key(
                "no_match",
                "words",
                "Texts in which nothing may be found.",
                '["Orvelle a emprunté 4 M€."]',
                inside=_NO_TEST,
            ),
        ),
    ),
)
FILE: Final = (
    Key("pressmine", "whole", "The version of the format.", str(VERSION), required=True, low=VERSION, high=VERSION),
    Key(
        "lists",
        "lists",
        "Word lists for slots: a lower-case name, and a list of words or a CSV file.",
        "{energies: [solaire]}",
    ),
    Key("rules", "maps", "The rules.", "", required=True, inside=RULE),
)
