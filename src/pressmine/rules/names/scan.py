"""The names of a document, read once and shared by the rules about organisations, persons and places.

A `Scan` is a function of the document alone: it holds no evidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pressmine.document import Document
from pressmine.french.bodies import Body, body_at
from pressmine.french.body_extent import LONGEST_NAME, extent
from pressmine.french.determiners import ARTICLES, DE
from pressmine.french.function_lexicon import is_function
from pressmine.french.functions import taken_on
from pressmine.french.head_nouns import is_head
from pressmine.french.lexicon import forms
from pressmine.french.lists import folded_set, given_names, things
from pressmine.french.places import place_named
from pressmine.french.verbs import acts_form
from pressmine.french.words import opens_sentence
from pressmine.rules.names.capital_runs import CapitalRuns
from pressmine.rules.names.lines import Range

#: What is `de France` without being a body.
_EVENTS_OF_FRANCE = frozenset(forms("event_of_france"))
#: How nouns for people of a country end in the plural.
_DEMONYMS = tuple(forms("people_plural_ending"))


class Scan(CapitalRuns):
    """The words of a document's lines, which of them are names, and where names begin and end."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._bodies: dict[int, Body | None] = {}
        self.read = [(entity, self.trimmed(self.range_of(entity.span))) for entity in document.entities]
        self.entities = self._trimmed_entities()
        self.names: tuple[Range, ...] = ()
        self.people: tuple[object, ...] | None = None

    def find_names(self, persons: Sequence[Range]) -> Iterator[Range]:
        """Every run of capitals outside lines that are all in capitals, without common words at its start.

        A run that runs on into the name of a person ends before it.
        """
        starts = {p[0]: p for p in persons}
        index = 0
        while index < len(self.words):
            found = self.chunk(index) if self.words[index].cap and not self.in_capitals(index) else None
            if found is None:
                index += 1
                continue
            first, last = found
            last = next((i for i in range(first + 1, last) if i in starts), last)
            while first < last and self._leading(first, last):
                first += 1
            if first < last and not (
                last - first == 1 and is_function(self.words[first].folded) and not self.words[first].upper
            ):
                name = self.name_at(first) or (first, last)
                yield name if not any(i in starts for i in range(first + 1, name[1])) else (first, last)
            index = last

    def _leading(self, first: int, last: int) -> bool:
        """True for a capitalised word before a name that is not part of it: a common first word, a function,
        `Presse`.
        """
        body = self.body(first)
        if body is not None and body.end > last and body.confidence >= 0.4 or self._opening_phrase(first):
            return False  # `Fonderies du Layon` opens a sentence, too
        second = self.words[first + 1] if last - first > 1 else None
        if second is not None and (second.gap == " & " or second.folded in folded_set("cues", "partners")):
            return False  # `Pons & Vidal`, `Pelletier Frères`
        if last - first == 2 and self.words[first + 1].text.isdigit():
            return False  # `Quai 9`
        if last - first == 1 and place_named(self.words[first].folded) and self.stands_as_subject(last):
            return False  # `Givors et Texor`
        if self.common(first) and (last - first == 1 or not self.joined(first + 1) or self._dull(first)):
            return True
        word = self.words[first]
        if last - first == 1 and word.folded + "." in folded_set("titles", "titles"):
            return last < len(self.words) and self.words[last].gap == ". "  # `le directeur de Valdor, M. Dorme`
        if last - first == 1 or not self.joined(first + 1):
            return False
        if word.folded in folded_set("titles", "titles") and self.words[first + 1].gap in (" ", ". "):
            return True
        if is_function(word.folded) and not word.upper or word.folded in forms("function_acronym"):
            return True
        return (
            word.folded in ("presse", "medias", "communication")
            and first > 0
            and self.words[first - 1].folded.startswith(tuple(forms("desk_before_press")))
        )

    def _dull(self, index: int) -> bool:
        """True for a common first word that is unlikely to open a name: by its ending, a verb form or an adverb."""
        folded = self.words[index].folded
        noun = folded in folded_set("grammar", "not_infinitives")
        noun = noun or is_head(folded) or is_head(folded.removesuffix("s"))
        return not noun and folded.endswith(tuple(forms("dull_ending")))

    def _trimmed_entities(self) -> dict[int, int]:
        """The model's entities by their first word, trimmed: first word -> where it ends."""
        found: dict[int, int] = {}
        for _, words in self.read:
            if words is not None and self.words[words[1] - 1].cap:
                found[words[0]] = max(words[1], found.get(words[0], 0))
        return found

    def trimmed(self, words: Range) -> Range | None:
        """A range without titles, functions, articles and half names at its edges; None if no capital is left."""
        first, last = self._outside(words)
        while first < last and (
            self.words[first].folded in folded_set("openers", "edges")
            and not self._capital_article(first)
            or (is_function(self.words[first].folded) or self._rank(first))
            and last - first > 1
            or self._nameless(first, last)
        ):
            first += 1
        while last > first and self.words[last - 1].folded in folded_set("openers", "edges"):
            last -= 1
        if first >= last or not any(w.cap and not w.elision for w in self.words[first:last]):
            return None
        if self.line(first) != self.line(last - 1) or any(
            c in w.gap for w in self.words[first + 1 : last] for c in '«»"()!?:;/|\t'
        ):
            return None
        last = next(
            (
                i
                for i in range(first + 1, last)
                if self.words[i].gap.strip() in ("–", "—") or self.words[i].gap == " - "
            ),
            last,
        )
        for cut in range(first + 1, last):
            if cut in self.apposed:
                last = cut
                break
            aims = self.words[cut].folded == "pour" and cut + 1 < last and self.words[cut + 1].folded in ARTICLES
            if aims or self.joins_another(first, cut, last):
                last = cut
                break
        while first > self.line(first)[0] and self._goes_back(first):
            first -= 1
        while (
            last < self.line(first)[1]
            and self.words[last].cap
            and last not in self.posts
            and self.joined(last)
            and not self.words[last].initial
            and not self.in_capitals(first)
        ):
            last += 1
        return first, last

    def joins_another(self, first: int, at: int, last: int) -> bool:
        """True for the `et` or the comma behind which another name begins: `Solidaires et FSU`, `Ville de Nevers et
        Texor`, `Dravenn et Horizon`; everyday words are one name, `Terre et Partage`, and so may acronyms be.
        """
        word = self.words[at]
        comma = word.gap == ", "
        if self.in_capitals(first) or not comma and (word.folded not in ("et", "puis") or at + 1 >= last):
            return False
        behind = word if comma else self.words[at + 1]
        then = self.words[at + 2 - comma] if at + 2 - comma < last else None  # `et Compagnie des Eaux`
        ends = then is None or then.gap != " " or then.folded not in DE
        if not behind.cap or ends and behind.folded in folded_set("cues", "partners"):
            return False
        if comma or at > first + 1:
            return not self.ordinary(behind.text)
        front = self.words[first]
        if behind.upper or front.upper:
            return behind.upper != front.upper and len(behind.text) > 1
        whole = place_named(self.folded((first, at + 2)))
        return whole is None and not (self.ordinary(front.text) and self.ordinary(behind.text))

    def _outside(self, words: Range) -> Range:
        """The part of a range outside functions of several words."""
        first, last = words
        while first < last and (
            first in self.posts
            or first - 1 in self.posts
            and self.words[first].folded in folded_set("openers", "edges")
        ):
            first += 1
        return first, next((i for i in range(first, last) if i in self.posts), last)

    def _goes_back(self, first: int) -> bool:
        """True if the word before an entity belongs to the name, though the model left it out."""
        word = self.words[first - 1]
        if not self.joined(first) or not word.cap or word.initial or word.elision or self.in_capitals(first):
            return False
        if first - 1 in self.posts:
            return False
        person = self.words[first].folded.split("-")[0] in given_names()
        return not person and word.folded not in folded_set("titles", "titles") and not is_function(word.folded)

    def body(self, index: int) -> Body | None:
        """The long name of a body that begins at a word (`ministère de la Santé`), or None."""
        if index not in self._bodies:
            if (
                not is_head(self.words[index].folded)
                or index in self.posts
                or self.inside_name(index)
                or taken_on(self.words, index)
            ):
                return None
            self._bodies[index] = body_at(self.words, index, self._reach(index), self.in_capitals(index))
        return self._bodies[index]

    def _reach(self, index: int) -> int:
        """Where no name goes on that begins at a word: at the end of its line, or at the name of who holds a post."""
        last = self.line(index)[1]
        return next((at for at in range(index + 1, min(last, index + LONGEST_NAME)) if at in self.apposed), last)

    def inside_name(self, index: int) -> bool:
        """True for a capitalised noun that continues a name: `Conseil` of `M&B Conseil`."""
        word, front = self.words[index], self.words[index - 1] if index else None
        if front is not None and front.cap and not front.initial and front.folded in ARTICLES:
            return False  # `dans La Gazette de Dreux`
        if front is None or not word.cap or not front.cap or front.elision or front.initial or self.in_capitals(index):
            return False
        return self.joined(index) and not is_function(front.folded) and not is_head(front.folded)

    def name_at(self, index: int) -> Range | None:
        """The longest name that begins at a word: a body's long name, the model's entity, or a run of capitals."""
        if index >= len(self.words):
            return None
        found: list[Range] = []
        body = self.body(index)
        if body is not None and body.confidence >= 0.4:
            found.append((index, body.end))
        chunk = self.chunk(index)
        if chunk is not None:
            found.append(chunk)
            if index in self.entities and not self.in_capitals(index):
                found.append((index, self.entities[index]))
            if not self.words[index].initial and not self.in_capitals(index) and chunk[1] - index <= 2:
                found.append((index, self._common_noun_name(index, chunk[1])))
            if end := self._opening_phrase(index):
                found.append((index, end))
            if self._of_france(index, chunk[1]):
                found.append((index, chunk[1] + 2))
        return max(found, key=lambda r: r[1]) if found else None

    def name_or_brand(self, index: int) -> Range | None:
        """The longest name that begins at a word, or the brand in small letters that the word is."""
        name = self.name_at(index)
        brand = name is None and index in self.brands and not acts_form(self.words[index].folded)
        return (index, index + 1) if brand else name

    def _of_france(self, index: int, end: int) -> bool:
        """`Coop de France`, `Chambres d'agriculture de France`: the country is part of the name."""
        if end + 1 >= self.line(index)[1] or self.words[end].folded != "de" or self.words[end + 1].folded != "france":
            return False
        opens = self.words[index].folded
        return (
            self.joined(end)
            and self.joined(end + 1)
            and not is_function(opens)
            and opens not in things()
            and opens not in _EVENTS_OF_FRANCE
        )

    def _opening_phrase(self, index: int) -> int:
        """Where the name ends that a common noun opens at the start of a sentence: `Côte d'Ambre recrute`. No noun
        stands there without its article, unless it is a name with its complement. 0 for anything else.
        """
        word, last = self.words[index], self.line(index)[1]
        if index + 2 >= last or not word.initial or word.elision or word.upper or not self.ordinary(word.text):
            return 0
        if word.folded.endswith(("s", "x", "ment")) or opens_sentence(word) or is_head(word.folded):
            return 0
        thing = things().get(word.folded) not in (None, "place")
        if thing or self.words[index + 1].folded not in DE or is_function(word.folded):
            return 0
        end = extent(self.words, index + 1, last)
        named = end > index + 2 and self.words[end - 1].cap and self.words[index + 1].gap == " "
        return end if named and self.stands_as_subject(end) else 0

    def _common_noun_name(self, index: int, end: int) -> int:
        """The end of a name that begins with a capitalised common noun inside a sentence: `la Fabrique des communs`."""
        last = self.line(index)[1]
        if end >= last or self.words[end].folded not in DE or self.words[end].gap != " ":
            return end
        word = self.words[index]
        if (
            word.upper
            or not self.ordinary(word.text)
            or is_function(word.folded)
            or word.folded in things()
            or place_named(word.folded)
            or word.folded.endswith(_DEMONYMS)  # `les Hollandais de Kartonix`
        ):
            return end
        return max(end, extent(self.words, end, last)) if word.folded not in given_names() else end
