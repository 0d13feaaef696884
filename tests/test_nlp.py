"""The language stage: capitals recased, entities that stay in their line, ranks that tell names from words."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from spacy.tokens import Doc

from pressmine import nlp
from pressmine.cleaning import clean
from pressmine.document import MODEL, Document, Source
from pressmine.errors import RunError
from pressmine.french.language import foreign_share, french_share
from pressmine.french.sentences import LONGEST_SENTENCE
from pressmine.nlp import French, embeddings, load_french, model
from pressmine.zones import find_zones


def document(text: str) -> Document:
    source = Source("a.txt", "txt", "0" * 64, text)
    view = clean(source)
    return load_french().read(source, view, *find_zones(source, view))


def _read(french: French, text: str) -> Document:
    source = Source("a.txt", "txt", "0" * 64, text)
    view = clean(source)
    return french.read(source, view, *find_zones(source, view))


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch) -> French:
    french = load_french()
    monkeypatch.setattr(french, "_kept", {})
    monkeypatch.setattr(french, "keeps", french.keeps)
    return french


def named(text: str) -> list[str]:
    doc = document(text)
    return [doc.text[e.span.start : e.span.end] for e in doc.entities]


def test_a_line_in_capitals_is_read_in_a_case_that_the_model_understands() -> None:
    text = "LA RÉGION BRETAGNE OUVRE UN LYCÉE À QUIMPER"
    assert "QUIMPER" in named(text)
    assert document(text).text == text


def test_an_entity_never_runs_across_a_line_break() -> None:
    for line in named("Contacts presse Valdor :\n\nStéphanie Morvan\n\nService de presse\n\nRennes\n\nJean Roy"):
        assert "\n" not in line


def test_blocks_hold_their_own_text_and_sentences_cover_them() -> None:
    doc = document("Un titre pour voir\n\nUne phrase. Une autre phrase !\n\n- un point\n")
    for block in doc.blocks:
        assert block.doc is not None
        assert len(block.doc.text) == len(block.span)
        inside = [s for s in doc.sentences if block.span.contains(s)]
        assert (inside[0].start, inside[-1].end) == (block.span.start, block.span.end)
    assert sum(len(s) for s in doc.sentences) == sum(len(b.span) for b in doc.blocks)


@pytest.mark.parametrize(
    ("word", "expected"), [("Rennes", True), ("Réunie", False), ("Renforcer", False), ("Xyzvaldor", None)]
)
def test_frequency_tells_names_from_words_that_open_a_sentence(word: str, expected: bool | None) -> None:
    assert document("Un texte.").names(word) is expected


def test_nothing_is_read_in_residue() -> None:
    doc = document(
        "Valdor ouvre une usine à Brest\n\nLe groupe recrute à Brest.\n\nÀ lire aussi\n\nNantes gagne à Lyon"
    )
    assert "Nantes" not in {doc.text[e.span.start : e.span.end] for e in doc.entities}


def test_function_words_tell_french_from_its_neighbours() -> None:
    french = "La région et la ville ont signé une convention avec le syndicat pour trois ans."
    english = "The region and the city have signed an agreement with the union for three years."
    assert french_share(french) > 0.3 > 0.1 > french_share(english)
    assert foreign_share(english) > 0.3 > 0.1 > foreign_share(french)
    assert french_share("") == foreign_share("…") == 0.0


def test_a_line_that_returns_is_read_once_and_says_the_same(forgetful: French, monkeypatch: pytest.MonkeyPatch) -> None:
    french, about = forgetful, "Valdor, dont le siège est à Rennes, emploie 300 personnes.\n"
    given: list[str] = []
    asked = french._docs

    def watched(texts: Sequence[str]) -> Iterator[Doc]:
        given.extend(texts)
        return asked(texts)

    monkeypatch.setattr(french, "_docs", watched)
    first = _read(french, "Inès Robart dirige Valdor.\n" + about)
    again = _read(french, "Luc Dorme, de Nantes, rejoint Norelec.\n" + about + about)
    assert given == ["Inès Robart dirige Valdor.", about.strip(), "Luc Dorme, de Nantes, rejoint Norelec."]
    french.keeps = 0
    french._kept.clear()
    afresh = _read(french, "Luc Dorme, de Nantes, rejoint Norelec.\n" + about + about)
    assert given[3:] == ["Luc Dorme, de Nantes, rejoint Norelec.", about.strip()]
    assert again.entities == afresh.entities
    assert {e.label for e in first.entities} >= {"PER", "LOC"}


def test_of_the_lines_that_were_read_only_the_last_are_kept(forgetful: French) -> None:
    french = forgetful
    french.keeps = 3
    for number in range(5):
        _read(french, f"La ville de Rennes compte {number} ponts.\nUn pont.\n")
    assert sorted(french._kept) == [
        "La ville de Rennes compte 3 ponts.",
        "La ville de Rennes compte 4 ponts.",
        "Un pont.",
    ]


def test_what_the_model_says_of_a_line_does_not_depend_on_its_neighbours() -> None:
    french = load_french()
    corpus = sorted((Path(__file__).parent.parent / "corpus").rglob("*.md"))
    lines = [line for path in corpus for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    together = [[(e.text, e.label_) for e in doc.ents] for doc in french._docs(lines)]
    backwards = [[(e.text, e.label_) for e in doc.ents] for doc in french._docs(lines[::-1])][::-1]
    alone = [[(e.text, e.label_) for doc in french._docs([line]) for e in doc.ents] for line in lines]
    assert together == backwards == alone
    assert sum(map(len, together)) > 100


def test_the_matrix_product_can_be_chosen_and_is_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    for said in ("blis", "numpy"):
        monkeypatch.setenv(model.GEMM, said)
        assert model.matrix_product() == said
    for faster, said in ((True, "numpy"), (False, "blis")):
        monkeypatch.delenv(model.GEMM)
        monkeypatch.setattr(model, "_numpy_serves", lambda: True)
        monkeypatch.setattr(model, "_numpy_is_faster", lambda faster=faster: faster)
        model.matrix_product()
        assert os.environ[model.GEMM] == said  # a worker that is started anew finds it
    monkeypatch.setenv(model.GEMM, "schnell")
    with pytest.raises(RunError, match="PRESSMINE_GEMM is 'schnell': write numpy or blis"):
        model.matrix_product()


@pytest.mark.parametrize("unit", ["(", "**", "l'", "\u2026", "👩\u200d👩\u200d👧\u200d👦", "a@b.fr", "1/2"])
def test_what_is_too_long_to_be_a_word_keeps_its_characters(unit: str) -> None:
    text = f"La Région ouvre {unit * 300} un lycée à Rennes."
    doc = document(text)
    (block,) = doc.blocks
    assert block.doc is not None
    assert block.doc.text == doc.text
    assert [t.text for t in block.doc][:3] == ["La", "Région", "ouvre"]
    for token in block.doc:
        assert block.doc.text[token.idx : token.idx + len(token)] == token.text
        assert len(token) <= nlp.LONGEST_RUN
    assert "Rennes" in [doc.text[e.span.start : e.span.end] for e in doc.entities]


def test_a_line_that_is_too_long_is_looked_at_in_pieces_that_hold_all_of_it() -> None:
    for text in ("La ville de Rennes ouvre un lycée. " * 500, "mot " * 4_000, "x" * 20_000):
        doc = document(text)
        assert all(len(block.span) <= nlp.LONGEST_LINE for block in doc.blocks)
        assert all(len(sentence) <= LONGEST_SENTENCE for sentence in doc.sentences)
        said = "".join(doc.text[block.span.start : block.span.end] for block in doc.blocks)
        assert said.replace(" ", "") == doc.text.strip().replace(" ", "")
    first, *_ = document("La ville de Rennes ouvre un lycée. " * 500).blocks
    assert first.doc is not None
    assert first.doc.text.endswith("lycée.")


def test_a_word_goes_through_the_first_layer_once_and_means_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    french = load_french()
    memory = _tok2vec(french).layers[0]._func
    docs = [french.nlp.make_doc(t) for t in ("Le Leem et le Leem.", "Inès Robart dirige le Leem.", "Le")]
    for words in (32_768, 7, 3):  # room for all; for one Doc, not for another beside it; for none
        monkeypatch.setattr(embeddings, "_WORDS", words)
        memory._row_of.clear()
        for given in (docs, docs[1:2], docs[:1]):
            assert (memory.rows(given) == np.concatenate(memory._embed.predict(given))).all()
        assert len(memory._row_of) == {32_768: 8, 7: 5, 3: 0}[words]


def _tok2vec(french: French) -> Any:
    ner: Any = french.nlp.get_pipe("ner")
    return ner.model.get_ref("tok2vec")


@pytest.mark.parametrize("product", ["numpy", "blis"])
def test_the_encoder_says_what_spacys_layers_say_and_of_a_line_alone_the_same(product: str) -> None:
    import spacy

    theirs: Any = spacy.load(MODEL, exclude=model._NOT_NEEDED)
    layers = theirs.get_pipe("ner").model.get_ref("tok2vec").layers[0]
    text = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
    lines = [line for line in [*text.split("\n")[:60], text[:8_000]] if line.strip()]
    docs = [theirs.make_doc(line) for line in lines]
    expected = np.concatenate(layers.predict(docs))
    assert embeddings.keep_embeddings(theirs, model._products()[product])
    ours = theirs.get_pipe("ner").model.get_ref("tok2vec").layers[0]
    together = ours.predict(docs)
    assert np.abs(np.concatenate(together) - expected).max() < 1e-4
    for doc, said in zip(docs, together, strict=True):
        assert (ours.predict([doc])[0] == said).all()


@pytest.mark.skipif(sys.platform != "linux", reason="threads are counted in /proc")
def test_the_matrix_product_has_one_thread_whatever_is_imported_first() -> None:
    code = """
from pathlib import Path
from pressmine.batch import prepared
list(prepared([])().extract_text("La ville de Rennes compte trois ponts, dit Luc Dorme.").places)
status = Path("/proc/self/status").read_text().splitlines()
print(next(line for line in status if line.startswith("Threads")).split()[1])
"""
    environment = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    said = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["1"]


def test_the_tokenizer_cuts_as_spacy_loads_it() -> None:
    """The pattern for words with hyphens is written shorter than the model has it: it must say the same."""
    import spacy

    theirs: Any = spacy.load(MODEL, exclude=["ner", *model._NOT_NEEDED]).tokenizer
    ours: Any = load_french().nlp.tokenizer
    corpus = sorted((Path(__file__).parent.parent / "corpus").rglob("*.txt"))
    said = " ".join(path.read_text("utf-8", errors="replace") for path in corpus)
    words = sorted({*said.split(), *theirs.rules})
    heads = ("anti", "arrière", "saint", "Aix-en", "là-bas", "entr", "vice", "ANTI", "Éco", "x", "prud")
    ends = ("métal", "Lô", "s", "3", "l'eau", "Provence", "hommes", "président-adjoint")
    pieces = [f"{head}{sign}{end}" for head in heads for sign in "-‐'’" for end in ends]
    assert [w for w in (*words, *pieces) if bool(ours.token_match(w)) is not bool(theirs.token_match(w))] == []
    assert sum(bool(ours.token_match(word)) for word in (*words, *pieces)) > 20
    assert [token.text for token in ours(said[:200_000])] == [token.text for token in theirs(said[:200_000])]
    assert ours.rules.keys() == theirs.rules.keys()
