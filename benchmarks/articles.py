"""Make any number of articles out of the project's corpus: names, numbers and words renewed, a share returns.

    python -m benchmarks.articles FOLDER N [--seed 1]

The same seed makes the same articles. A paragraph is renewed in every article, so that it never returns; only RETURNING
of all paragraphs stand letter for letter in many articles, as `À propos`, contacts and legal lines do in real releases.
"""

from __future__ import annotations

import argparse
import html
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pressmine.readers import read

ROOT = Path(__file__).resolve().parent.parent
#: The share of paragraphs that stand letter for letter in other articles, too.
RETURNING = 0.2
#: How many such paragraphs there are for every one to choose from.
_POOL = 40
#: The share of an article's words that are exchanged for others with the same ending.
_WORDS = 0.3
_SYLLABLES = "bel dor fan ger kar lam mer nol par quin ros sel tan val vier zan bri cho dre fli gou jou".split()
_NAME = re.compile(r"(?<=[a-zéèêà,’'] )[A-ZÉÈ][a-zéèêëîïôûüç]{3,}")
_WORD = re.compile(r"\b[a-zéèêëîïôûüç]{5,}\b")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Mint:
    """The corpus as paragraphs, and what is needed to renew them."""

    articles: tuple[tuple[str, ...], ...]

    @cached_property
    def _lower(self) -> frozenset[str]:
        return frozenset(word for article in self.articles for text in article for word in _WORD.findall(text))

    @cached_property
    def _by_ending(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in sorted(self._lower):
            found.setdefault(word[-3:], []).append(word)
        return found

    @cached_property
    def _pool(self) -> list[str]:
        dice = random.Random(0)
        ends = [text for article in self.articles for text in article[-3:]]
        return dice.sample(ends, min(_POOL, len(ends)))

    def article(self, number: int, seed: int) -> list[str]:
        """The paragraphs of the article with this number."""
        dice = random.Random(f"{seed} {number}")
        names: dict[str, str] = {}
        return [
            dice.choice(self._pool) if dice.random() < RETURNING else self._renewed(text, names, dice)
            for text in dice.choice(self.articles)
        ]

    def _renewed(self, text: str, names: dict[str, str], dice: random.Random) -> str:
        text = _NUMBER.sub(lambda match: _number(match.group(), dice), text)
        text = _NAME.sub(lambda match: self._name(match.group(), names, dice), text)
        return _WORD.sub(lambda match: self._word(match.group(), dice), text)

    def _name(self, name: str, names: dict[str, str], dice: random.Random) -> str:
        if name.lower() in self._lower:
            return name  # `Région`, `Ville`: they are names by their company only
        return names.setdefault(name, "".join(dice.choices(_SYLLABLES, k=dice.randint(2, 4))).capitalize())

    def _word(self, word: str, dice: random.Random) -> str:
        return dice.choice(self._by_ending[word[-3:]]) if dice.random() < _WORDS else word


def _number(digits: str, dice: random.Random) -> str:
    if len(digits) == 4 and digits[:2] in ("19", "20"):
        return f"20{dice.randint(0, 25):02}"
    if len(digits) <= 2:
        return str(dice.randint(1, 28)).zfill(len(digits))[-2:]
    return str(dice.randint(1, 9)) + "".join(str(dice.randint(0, 9)) for _ in digits[1:])


def mint() -> Mint:
    """Read the corpus."""
    articles = []
    for path in sorted((ROOT / "corpus").iterdir()):
        if path.suffix in (".txt", ".md", ".html"):
            text = read(path, path.name).sources[0].text
            articles.append(tuple(part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()))
    return Mint(tuple(articles))


def make(folder: Path, count: int, seed: int = 1) -> list[str]:
    """Write so many articles, a thousand a folder; returns their texts."""
    source = mint()
    texts = []
    for number in range(count):
        paragraphs = source.article(number, seed)
        path = folder / f"{number // 1000:03}" / f"{number:06}"
        path.parent.mkdir(parents=True, exist_ok=True)
        texts.append("\n\n".join(paragraphs) + "\n")
        _write(path, number, paragraphs, texts[-1])
    return texts


def _write(path: Path, number: int, paragraphs: Sequence[str], text: str) -> None:
    """Seven of ten as text, two as HTML, one as a mail."""
    if number % 10 < 7:
        path.with_suffix(".txt").write_text(text, encoding="utf-8")
    elif number % 10 < 9:
        body = "".join(f"<p>{html.escape(part)}</p>\n" for part in paragraphs[1:])
        page = f"<html><head><meta charset='utf-8'></head><body><article><h1>{html.escape(paragraphs[0])}</h1>\n{body}"
        path.with_suffix(".html").write_text(page + "</article></body></html>\n", encoding="utf-8")
    else:
        head = "From: presse@orvelle.example\nSubject: Communique\nMIME-Version: 1.0\n"
        head += "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
        path.with_suffix(".eml").write_text(head + text, encoding="utf-8")


def main() -> None:
    """Make them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    texts = make(options.folder, options.count, options.seed)
    print(f"{len(texts)} articles, {sum(map(len, texts)):,} characters")


if __name__ == "__main__":
    main()
