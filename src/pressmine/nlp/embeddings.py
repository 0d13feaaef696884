"""What the model's first layer says of a word, kept.

That layer looks at a word alone: its form, prefix, suffix and shape, and its vector; what stands around it comes in
later (`encoder`). So each form goes through it once, not each time that it is in a text. A row of BLIS' product is the
same, bit for bit, whatever the other rows are, so that entities do not depend on what was kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import NORM, ORTH, PREFIX, SHAPE, SUFFIX, intify_attr  # type: ignore[import-not-found]
from thinc.api import Model

from pressmine.nlp.encoder import Encoder

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from pressmine.nlp.encoder import Floats, Product

#: What the layer asks of a word; the first two say which word it is, the others follow from its form.
_COLUMNS: list[int | str] = [ORTH, NORM, PREFIX, SUFFIX, SHAPE]
#: Words that are kept: with 96 numbers each some 13 MB. When they are too many, all are forgotten.
_WORDS = 32_768


def keep_embeddings(nlp: Language, product: Product) -> bool:
    """Put the memory before the first layer of `ner`, and our encoder behind it; False, and nothing changed, where a
    model is built otherwise than the one that this was made for.
    """
    tok2vec = nlp.get_pipe("ner").model.get_ref("tok2vec")  # type: ignore[attr-defined]
    try:
        whole = tok2vec.layers[0]
        embed, encode = whole.layers
        encoder = Encoder(encode, product)
    except (IndexError, ValueError):
        return False
    if not (embed.name.startswith("extract_features") and embed.name.endswith("ragged2list")):
        return False
    return bool(tok2vec.replace_node(whole, Model("kept_words", _Kept(embed, embed.get_dim("nO"), encoder))))


class _Words:
    """Words as the layer asks for them, instead of a Doc: rows of `_COLUMNS`."""

    def __init__(self, vocab: Vocab, rows: np.ndarray[Any, np.dtype[np.uint64]]) -> None:
        self.vocab = vocab
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def to_array(self, wanted: Any) -> np.ndarray[Any, np.dtype[np.uint64]]:
        """The columns of one attribute (a vector) or of several (a matrix), as `Doc.to_array` gives them."""
        if isinstance(wanted, list | tuple):
            return np.ascontiguousarray(self._rows[:, [_COLUMNS.index(intify_attr(name)) for name in wanted]])
        return np.ascontiguousarray(self._rows[:, _COLUMNS.index(intify_attr(wanted))])


class _Kept:
    """The forward pass: a row for each word of each Doc, from the memory or from the layer itself, encoded."""

    def __init__(self, embed: Model[Any, Any], width: int, encoder: Encoder) -> None:
        self._embed = embed
        self._encoder = encoder
        self._row_of: dict[tuple[int, int], int] = {}
        self._table = np.zeros((_WORDS, width), dtype="f")

    def __call__(
        self, model: Model[Any, Any], docs: Sequence[Doc], is_train: bool
    ) -> tuple[list[Floats], Callable[[Any], Any]]:
        if is_train:
            raise RuntimeError("the model that names entities is not trained here")
        lengths = [len(doc) for doc in docs]
        return np.split(self._encoder(self.rows(docs), lengths), np.cumsum(lengths)[:-1]), _no_training

    def rows(self, docs: Sequence[Doc]) -> Floats:
        """What the first layer says of each word of the Docs."""
        rows = np.concatenate([doc.to_array(_COLUMNS) for doc in docs])
        words = list(zip(rows[:, 0].tolist(), rows[:, 1].tolist(), strict=True))
        if not self._learn(docs[0].vocab, words, rows):
            return np.concatenate(self._embed.predict(docs))
        return self._table[[self._row_of[word] for word in words]]

    def _learn(
        self, vocab: Vocab, words: Sequence[tuple[int, int]], rows: np.ndarray[Any, np.dtype[np.uint64]]
    ) -> bool:
        """Keep the words that are new; False if there are more than can be kept."""
        first = {word: at for at, word in reversed(list(enumerate(words))) if word not in self._row_of}
        if len(self._row_of) + len(first) > _WORDS:
            self._row_of.clear()
            first = {word: at for at, word in reversed(list(enumerate(words)))}
            if len(first) > _WORDS:
                return False
        if first:
            start = len(self._row_of)
            new = _Words(vocab, rows[list(first.values())])
            self._table[start : start + len(first)] = self._embed.predict([new])[0]
            self._row_of.update((word, start + number) for number, word in enumerate(first))
        return True


def _no_training(_: Any) -> Any:
    raise RuntimeError("a pass that was not for training has no way back")
