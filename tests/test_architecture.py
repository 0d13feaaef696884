"""The house keeps its floors: the import contract holds, files and functions stay small, the front door stays light."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.word_lists import ceilings, counts, lists_in

SOURCES = sorted((ROOT / "src").rglob("*.py"))
LONGEST_FILE, LONGEST_FUNCTION = 300, 50
#: Methods that compare the ends of a text.
ENDS = (".startswith", ".endswith", ".removeprefix", ".removesuffix")
#: What takes its time to import; the front door opens without it.
HEAVY = (
    "spacy",
    "thinc",
    "numpy",
    "trafilatura",
    "pypdfium2",
    "docx2python",
    "dateparser",
    "pyspark",
    "pandas",
    "pyarrow",
)


def test_import_contract() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: p.relative_to(ROOT / "src/pressmine").as_posix())
def test_files_and_functions_stay_small(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    written = sum(1 for line in lines if line.strip())
    assert written <= LONGEST_FILE, f"{written} lines: this room wants a wall"
    for name, length in functions(path):
        assert length <= LONGEST_FUNCTION, f"{name} has {length} lines: this function wants a wall"


def test_a_module_and_what_it_holds_have_two_names() -> None:
    shared = []
    for path in SOURCES:
        name = path.parent.name if path.name == "__init__.py" else path.stem
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == name:
                shared.append(path.relative_to(ROOT).as_posix())
    assert shared == [], "`from a import b` must say whether b is a module or a function"


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            yield node.name, node.end_lineno - node.lineno + 1


def test_resolution_knows_no_french() -> None:
    """Facts reach `resolve/` in readings; the words that say them stand in `french/` and in rules."""
    from pressmine.rules import builtin_rules

    ids = {rule.id for rule in builtin_rules()}
    found = []
    for path in SOURCES:
        if path.parent.name == "resolve":
            for line, text, is_pattern in strings(path):
                words = is_pattern and re.search(r"(?<!\\)[a-z]{2,}", re.sub(r"\(\?P<\w+>|\[[^]]*\]", "", text))
                if words or text in ids or re.search("[à-öø-ÿœ]", text):
                    found.append(f"{path.name}:{line}: {text!r}")
    assert not found, "French, or the id of a rule, in resolve/:\n" + "\n".join(found)


def test_weights_stand_in_their_table() -> None:
    """Thresholds have a name and a meaning in `weights.toml`, and each of them is asked for."""
    table = tomllib.loads((ROOT / "src/pressmine/weights.toml").read_text(encoding="utf-8"))
    texts = {path: path.read_text(encoding="utf-8") for path in SOURCES}
    asked = "\n".join(texts.values())
    named = [name for name in table if f'"{name}"' in asked or f'"{name.partition("_")[0]}_{{' in asked]
    assert named == list(table)
    found = [
        f"{path.name}:{node.lineno}: {node.value}"
        for path in SOURCES
        if path.parent.name == "resolve"
        for node in ast.walk(ast.parse(texts[path]))
        if isinstance(node, ast.Constant) and isinstance(node.value, float) and node.value not in (0.0, 1.0)
    ]
    assert found == []


def strings(path: Path) -> Iterator[tuple[int, str, bool]]:
    """The strings of a file that are no docstrings, each with its line and whether a text is compared with it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    calls = [c for c in ast.walk(tree) if isinstance(c, ast.Call) and isinstance(c.func, ast.Attribute)]
    patterns = {
        id(part)
        for call in calls
        if ast.unparse(call.func).startswith("re.") or ast.unparse(call.func).endswith(ENDS)
        for part in ast.walk(call)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.lineno, node.value, id(node) in patterns


@pytest.mark.parametrize("statement", ["import pressmine", "import pressmine.cli", "import pressmine.spark"])
def test_the_front_door_imports_nothing_heavy(statement: str) -> None:
    code = f"import sys; sys.path.insert(0, 'src'); {statement}; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("command", ["run", "spark-run"])
def test_help_imports_nothing_heavy(command: str) -> None:
    code = (
        "import sys; sys.path.insert(0, 'src')\n"
        "from pressmine.cli import main\n"
        f"try: main([{command!r}, '--help'])\n"
        f"except SystemExit: print([m for m in {HEAVY} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert f"Usage: pressmine {command}" in done.stdout
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_face_has_what_it_promises() -> None:
    import pressmine

    for name in pressmine.__all__:
        assert getattr(pressmine, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'recrod'"):
        _ = pressmine.recrod


def test_words_stand_in_the_lexicon() -> None:
    """A list of words in code only gets shorter: it belongs to a class of `french/lexicon/`, whose entries are run."""
    now, most = counts(), ceilings()
    longer = {
        name: f"{number} words, {most.get(name, 0)} allowed"
        for name, number in now.items()
        if number > most.get(name, 0)
    }
    assert not longer, (
        "word lists in code: `python -m tests.word_lists FILE` shows them, a class of the lexicon takes them"
    )
    shorter = [name for name in most if now[name] < most[name]]
    assert not shorter, "shorter than word_lists.csv says: `python -m tests.word_lists --accept`"


def test_what_counts_as_a_word_list() -> None:
    source = """
A = ("de", "du", "des", "chez")
B = ("de", "du")
C = re.compile(rf"(?:le|la|les|{x})|(?:hier|demain|lundi|mardi)s?")
"""
    assert [words for _, words in lists_in(source)] == [
        ["de", "du", "des", "chez"],
        ["hier", "demain", "lundi", "mardi"],
    ]


def test_every_class_of_the_lexicon_is_asked_for() -> None:
    """Words that no code asks for are dead."""
    from pressmine.french.lexicon import classes

    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    asked = set(re.findall(r"""["']([a-z_]+)(?:\.[a-z_]+)?["']""", code))
    assert sorted(classes().keys() - asked) == []
