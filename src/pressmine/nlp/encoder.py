"""The model's encoder: four layers that look at a word with its neighbours, computed in columns.

A column of the result is the same, bit for bit, whatever the other columns are, so that what the model says of a line
does not depend on the lines that are read with it. OpenBLAS computes the first and the last columns of a product, and
those of what is wider than a block of its own, with other kernels, which round otherwise: so products are narrow, and
their outermost columns belong to nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from thinc.api import Model

    Floats = np.ndarray[Any, np.dtype[np.float32]]
    Product = Callable[[Floats, Floats], Floats]

#: Columns of a product at most, how many at each side belong to nobody, and what their number is a multiple of.
WIDTH, EDGE, _UNIT = 256, 8, 16
_MARGIN, _STEP = 2 * EDGE, WIDTH - 2 * EDGE
#: Empty columns before each line and at the end: as many as there are layers, each of which looks one column further.
_BETWEEN = 4
_LAYER = "residual(expand_window>>maxout>>layernorm>>dropout)"


class Encoder:
    """The layers of a model's encoder. Raises ValueError if it is not built as this one computes."""

    def __init__(self, model: Model[Any, Any], product: Product) -> None:
        if model.name != f"with_array({'>>'.join([_LAYER] * _BETWEEN)})":
            raise ValueError(f"the encoder is {model.name}")
        self._product = product
        maxouts, norms = ([node for node in model.walk() if node.name == name] for name in ("maxout", "layernorm"))
        self._layers = [(*_by_piece(a), *_columns(b)) for a, b in zip(maxouts, norms, strict=True)]
        self._width = maxouts[0].get_dim("nO")

    def __call__(self, words: Floats, lengths: Sequence[int]) -> Floats:
        """The words (a row each) of lines of these lengths, encoded."""
        line = np.repeat(np.arange(len(lengths)), lengths)
        at = np.arange(len(words)) + _MARGIN + _BETWEEN * (line + 1)
        inner = len(words) + _BETWEEN * (len(lengths) + 1)
        state = np.zeros((self._width, inner + -inner % _UNIT + 2 * _MARGIN), dtype="f")
        state[:, at] = words.T
        for layer in self._layers:
            state = self._through(layer, state)
        return np.ascontiguousarray(state[:, at].T)

    def _through(self, layer: tuple[Floats, ...], state: Floats) -> Floats:
        weights, bias, gain, offset = layer
        size, out = self._width, state.copy()
        end = state.shape[1] - _MARGIN
        for start in range(_MARGIN, end, _STEP):
            stop = min(end, start + _STEP)
            left, right = start - EDGE, stop + EDGE
            window = np.concatenate([state[:, left + by : right + by] for by in (-1, 0, 1)])
            pieces = self._product(weights, window)[:, EDGE:-EDGE]
            pieces += bias
            best = np.maximum(pieces[:size], pieces[size : 2 * size])
            np.maximum(best, pieces[2 * size :], out=best)
            best -= best.mean(axis=0)
            best *= gain / np.sqrt(np.square(best).mean(axis=0) + np.float32(1e-8))
            best += offset
            out[:, start:stop] += best
        return out


def _by_piece(maxout: Model[Any, Any]) -> tuple[Floats, Floats]:
    """Weights and bias of a maxout layer, piece after piece: the first of each unit, the second, the third."""
    units, pieces, inputs = (maxout.get_dim(name) for name in ("nO", "nP", "nI"))
    weights, bias = (np.asarray(maxout.get_param(name)) for name in "Wb")
    return weights.swapaxes(0, 1).reshape(pieces * units, inputs), bias.T.reshape(-1, 1)


def _columns(norm: Model[Any, Any]) -> tuple[Floats, Floats]:
    gain, offset = (np.asarray(norm.get_param(name)).reshape(-1, 1) for name in "Gb")
    return gain, offset
