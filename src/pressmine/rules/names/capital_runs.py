"""Runs of words with a capital: what may be a name before anything is known of whom it names."""

from __future__ import annotations

from pressmine.document import Document
from pressmine.french.determiners import ARTICLES, DE
from pressmine.french.function_lexicon import first_words, is_function
from pressmine.french.functions import core_end
from pressmine.french.lists import folded_set, given_names, no_names, things
from pressmine.french.verbs import acts_form
from pressmine.french.words import has_pronoun, opens_sentence
from pressmine.rules.names.apposed_names import apposed
from pressmine.rules.names.lines import Lines, Range


class CapitalRuns(Lines):
    """The words of a document's lines, and where runs of capitals begin and end among them."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._elided: set[tuple[str, str]] | None = None
        self._numbered: dict[str, set[str]] | None = None
        self.posts = self._posts()
        self.apposed = apposed(self)

    def _posts(self) -> frozenset[int]:
        """The words of functions with several words: no name begins or ends inside them, so they are found first."""
        found: set[int] = set()
        for index in self.where(first_words(), is_function):
            end = core_end(self.words, index, self.line(index)[1])
            if end - index > 1 and not self._surname_of_someone(index) and not self._of_partners(index):
                found.update(range(index, end))
        return frozenset(found)

    def _surname_of_someone(self, index: int) -> bool:
        """True for the word after a given name: `Luc Maire`."""
        word = self.words[index]
        return word.cap and self.joined(index) and self.words[index - 1].folded in given_names()

    def _of_partners(self, index: int) -> bool:
        """True for the trade that is a firm's name: `Boulanger Frères`."""
        following = self.words[index + 1 : index + 2]
        partners = folded_set("cues", "partners")
        return self.words[index].cap and any(w.cap and w.folded in partners and w.gap == " " for w in following)

    def name(self, index: int) -> bool:
        """True if the word may belong to a name: its capital is significant."""
        word = self.words[index]
        opens = word.initial and (opens_sentence(word) or has_pronoun(word))
        return word.cap and index not in self.posts and not word.elision and not opens

    def chunk(self, index: int) -> Range | None:
        """The run of capitalised words that begins at a word, including an elided article with a capital
        (`L'Oréal`).
        """
        last = self.line(index)[1]
        end = index
        if self.words[index].elision:
            end = index + 1
            if not self.words[index].cap or end >= last or not self.words[end].cap or not self._elision_of_name(index):
                return None
        elif not self.name(index):
            return None
        while end < last and (end == index or self.joined(end) or self.words[index].elision and end == index + 1):
            if not self.words[end].cap or self.words[end].elision:
                if self._english_link(index, end, last):
                    end += 2 if self.words[end + 1].cap else 3
                    continue
                end += self._partner(index, end, last) or self._number(index, end, last)
                break
            if end > index and (end in self.posts or self.words[end].folded in folded_set("titles", "titles")):
                break
            if end > index and end in self.apposed:
                break
            end += 1
        return (index, end) if end > index else None

    def _rank(self, index: int) -> bool:
        """True for a rank in small letters, which is part of no name: `le général Dorme`."""
        return not self.words[index].cap and self.words[index].folded in folded_set("titles", "ranks")

    def _nameless(self, first: int, last: int) -> bool:
        """True for an acronym that names nothing in front of whose it is: `R&D de Valdor`, and for that `de`; for a
        verb with its pronoun: `Soyons-en sûrs`.
        """
        if self.words[first].initial and has_pronoun(self.words[first]):
            return True
        following = self.words[first + 1 : last]
        if self.words[first].elision:
            return first > 0 and self.words[first - 1].folded in no_names()
        return self.words[first].folded in no_names() and bool(following) and following[0].folded in DE

    def _english_link(self, index: int, at: int, last: int) -> bool:
        """`Freedom of the Press`, `MedTech in France`: an English link inside a name."""
        if (
            at == index
            or self.words[at].folded not in ("of", "for", "in", "and")
            or at + 1 >= last
            or self.words[at + 1].gap != " "
        ):
            return False
        following = at + 2 if self.words[at + 1].folded == "the" and not self.words[at + 1].cap else at + 1
        return following < last and self.words[following].cap and self.words[following].gap == " "

    def _partner(self, index: int, at: int, last: int) -> int:
        """The words of `et Fils`, `et Associés` after a name."""
        if at == index or at + 1 >= last or self.words[at].folded not in ("et", "&"):
            return 0
        if not self.words[at + 1].cap or self.words[at + 1].folded not in folded_set("cues", "partners"):
            return 0
        behind = self.words[at + 2] if at + 2 < last else None  # `et Compagnie des eaux` is another body
        return 0 if behind is not None and behind.gap == " " and behind.folded in DE else 2

    def _number(self, index: int, at: int, last: int) -> int:
        """1 if a number belongs to the name (`Atelier 21`, `Quai 9`): it counts nothing after it and numbers no
        thing.
        """
        word = self.words[at]
        if at == index or not word.text.isdigit() or len(word.text) > 3 or word.gap != " ":
            return 0
        first = self.words[index]
        thing = things().get(first.folded, "unsure") != "unsure" or first.folded in no_names()
        if thing and not self._numbered_name(index, at, last):
            return 0
        behind = self.words[at + 1] if at + 1 < last else None
        goes_on = behind is not None and behind.gap == " " and not behind.cap
        if behind is None or not goes_on or behind.folded in folded_set("grammar", "stops") or acts_form(behind.folded):
            return 1
        if behind.folded in ("s'", "se"):
            return 1
        return int(behind.folded in ("et", "ou", "pour", *folded_set("cues", "locative")))

    def stands_as_subject(self, end: int) -> bool:
        """True in front of a verb of what bodies do, or of `et` and another name."""
        if end >= self.line(end - 1)[1] or self.words[end].gap != " " or self.words[end].cap:
            return False
        behind = self.words[end + 1] if end + 1 < self.line(end)[1] else None
        if self.words[end].folded in ("et", "puis"):
            return behind is not None and behind.cap and not behind.initial
        return self.words[end].text in ("a", "ont", "est", "se", "s'") or acts_form(self.words[end].folded)

    def _ends_item(self, end: int, last: int) -> bool:
        """True at a sign or the end of a line."""
        return end >= last or self.words[end].gap.startswith((",", " (", ")", ";"))

    def _numbered_name(self, index: int, at: int, last: int) -> bool:
        """True for `Quai 9`, `Atelier 21` without an article where a name stands: in front of a verb of what bodies do,
        of `et` or a sign, or behind `par`, `chez`; `Lot 2` beside `Lot 3` numbers things, and `Article 5` always does.
        """
        word = self.words[index]
        if word.folded in folded_set("cues", "numbered") or self._numbers_several(word.folded):
            return False
        if not word.initial and index > self.line(index)[0] and word.gap in (" ", ""):
            front = self.words[index - 1].folded
            placed = front in ARTICLES or front in folded_set("cues", "locative") - {"a", "sur", "en"}
            return not placed and front not in ("du", "des", "au", "aux", "ce", "cet", "cette", "chaque")
        behind = self.words[at + 1] if at + 1 < last else None
        if behind is None or behind.gap.strip():
            return not word.initial or behind is not None and behind.gap.startswith((",", " (", ")"))
        return behind.folded in ("et", "s'", "se") or behind.text in ("a", "ont") or acts_form(behind.folded)

    def _numbers_several(self, noun: str) -> bool:
        """True where the text has the noun with several numbers: `Atelier 1`, `Atelier 2`."""
        if self._numbered is None:
            self._numbered = {}
            for front, behind in zip(self.words, self.words[1:], strict=False):
                if behind.text.isdigit() and behind.gap == " ":
                    self._numbered.setdefault(front.folded, set()).add(behind.text)
        return len(self._numbered.get(noun, ())) > 1

    def _elision_of_name(self, index: int) -> bool:
        """True if a capital article before a name is part of it: it has it inside a sentence, too. A `D'` that opens a
        sentence is, where a subject or an item stands: `D'Arcy Conseil recrute`.
        """
        word = self.words[index]
        if word.initial and word.folded == "d'":
            last = self.line(index)[1]
            stops = (i for i in range(index + 2, last) if not self.words[i].cap or not self.joined(i))
            end = next(stops, last)
            return self.stands_as_subject(end) or end > index + 2 and self._ends_item(end, last)
        if word.initial and word.folded != "l'":
            return False
        if self._elided is None:
            self._elided = {
                (w.folded, self.words[i + 1].folded)
                for i, w in enumerate(self.words[:-1])
                if w.cap and w.elision and not w.initial
            }
        return not word.initial or (word.folded, self.words[index + 1].folded) in self._elided
