"""What the pages explain, in French: every reason that resolution can give, every remark, and what the corpus shows."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import product

import pressmine
from pressmine.assembly import assemble
from pressmine.batch.workers import _NO_MEMORY
from pressmine.pipeline import STAGES
from pressmine.readers import read
from pressmine.report.explained import Part, cue_in_french, in_french, table
from pressmine.report.page import article_page
from pressmine.report.why import reasons
from pressmine.wording import in_french as french_codes
from tests.conftest import ROOT

SRC = ROOT / "src/pressmine"
DECIDES = {"keep", "complete", "merge", "lose"}
_READ = "its lines were read one by one"
#: What may stand for a placeholder of a reason in the code.
SAMPLES = (
    "'Orvelle'",
    "organisation",
    "title",
    "agr-1",
    "publication date",
    "2024-03-29",
    "date.day",
    "a b",
    "1 line",
    _READ,
)


class Source:
    """The strings that an expression of some files can be, each placeholder of an f-string as `{}`."""

    def __init__(self, *globs: str) -> None:
        paths = sorted(path for glob in globs for path in SRC.glob(glob))
        self.trees = [ast.parse(path.read_text("utf-8")) for path in paths]
        nodes = [node for tree in self.trees for node in ast.walk(tree)]
        self.all = [node for node in nodes if isinstance(node, ast.FunctionDef)]
        self.functions = {function.name: function for function in self.all}
        self.calls = [node for node in nodes if isinstance(node, ast.Call)]

    def called(self, *names: str) -> Iterator[ast.Call]:
        """The calls of functions and methods of these names."""
        for call in self.calls:
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            if name in names:
                yield call

    def function_of(self, inner: ast.AST) -> ast.FunctionDef:
        """The function in which a node stands."""
        return next(f for f in self.all if any(node is inner for node in ast.walk(f)))

    def strings(self, expression: ast.expr, at: ast.FunctionDef) -> Iterator[str]:
        """What the expression can be. Raises AssertionError for what the test has to learn to follow."""
        if isinstance(expression, ast.Constant):
            if expression.value is not None:
                yield str(expression.value)
        elif isinstance(expression, ast.JoinedStr):
            yield "".join(str(p.value) if isinstance(p, ast.Constant) else "{}" for p in expression.values)
        elif isinstance(expression, ast.IfExp):
            yield from self.strings(expression.body, at)
            yield from self.strings(expression.orelse, at)
        elif isinstance(expression, ast.Tuple):
            yield from self.strings(expression.elts[-1], at)
        elif isinstance(expression, ast.Call) and getattr(expression.func, "id", "") in self.functions:
            yield from self.returned(self.functions[getattr(expression.func, "id", "")])
        elif isinstance(expression, ast.Attribute) and expression.attr in ("reason", "inferred"):
            return  # of denials and of completed dates, which are collected apart
        elif isinstance(expression, ast.Name):
            found = list(self.assigned(expression.id, at))
            assert found, f"{expression.id} in {at.name}: nothing says what it can be"
            for value in found:
                yield from self.strings(value, at)
        else:
            raise AssertionError(f"{ast.unparse(expression)} in {at.name}")

    def returned(self, function: ast.FunctionDef) -> Iterator[str]:
        """What a function returns, the last of several values."""
        for node in ast.walk(function):
            if isinstance(node, ast.Return) and node.value is not None:
                yield from self.strings(node.value, function)

    def assigned(self, name: str, at: ast.FunctionDef) -> Iterator[ast.expr]:
        """What a name is given in a function, by assignment or from a list that is filled there."""
        for node in ast.walk(at):
            if isinstance(node, ast.Assign) and name in _last(node.targets[0]):
                yield node.value
            elif isinstance(node, ast.For) and name in _last(node.target) and isinstance(node.iter, ast.Name):
                for call in self.called("append"):
                    if isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) == node.iter.id:
                        yield call.args[0]


def _last(target: ast.expr) -> list[str]:
    last = target.elts[-1] if isinstance(target, ast.Tuple) else target
    return [last.id] if isinstance(last, ast.Name) else []


def _has_french(part: Part, english: str) -> bool:
    places = english.count("{}")
    filled = product(SAMPLES, repeat=places)
    return any(in_french(part, english.format(*values)) for values in filled)


def decided() -> set[str]:
    """The reasons in the code of resolution."""
    source = Source("resolve/*.py")
    given = [call for call in source.called(*DECIDES) if len(call.args) > 1]
    values = [call for call in source.called("_Value") if len(call.args) > 1]
    found = [(call, call.args[-1]) for call in (*given, *values)]
    found = [(c, e) for c, e in found if not (isinstance(e, ast.Name) and source.function_of(c).name in DECIDES)]
    said: set[str] = set()
    for call, expression in found:
        if isinstance(call.func, ast.Name) and isinstance(expression, ast.IfExp):
            expression = expression.body  # a date that nothing completes has no reason
        if ast.unparse(call.func) in ("complete",):
            continue  # completing a date's value, no decision
        said |= set(source.strings(expression, source.function_of(call)))
    return said


def denied() -> set[str]:
    """The reasons why a number is no figure, in the code of rules."""
    source = Source("french/quantities/unfigure*.py")
    said = {c.args[0].value for c in source.called("pattern") if isinstance(c.args[0], ast.Constant)}
    for call in source.called("claim"):
        said |= set(source.strings(call.args[2], source.function_of(call)))
    return {str(reason) for reason in said}


def remarks() -> set[str]:
    """The messages of diagnostics in the code."""
    source = Source("*.py", "resolve/*.py", "rules/*.py", "readers/**/*.py")
    calls = [c for c in source.called("Diagnostic", "diagnose") if len(c.args) > 1]
    said: set[str] = set()
    for call in calls:
        at = source.function_of(call)
        if at.name != "diagnose" and not isinstance(call.args[1], ast.Attribute):
            said |= set(source.strings(call.args[1], at))
    return said


def test_every_reason_of_resolution_is_said_in_french() -> None:
    said = decided()
    assert {"says the same", "the post of {}", "a pronoun points at no one whom the text names"} <= said
    assert len(said) > 55
    assert [reason for reason in sorted(said) if not _has_french("reasons", reason)] == []


def test_every_reason_for_no_figure_is_said_in_french() -> None:
    said = denied()
    assert {"phone", "list_mark", "footnote_mark", "version"} <= said
    assert [reason for reason in sorted(said) if in_french("reasons", reason) is None] == []


def test_every_remark_is_said_in_french() -> None:
    said = remarks()
    assert len(said) > 10
    assert [remark for remark in sorted(said) if not _has_french("remarks", remark)] == []


def test_what_a_date_is_inferred_from_is_said_in_french() -> None:
    (row,) = re.findall(r"^\| `inferred` \|(.*)$", (ROOT / "docs/record.md").read_text("utf-8"), re.M)
    named = re.findall(r"`([a-z ]+): ", row)
    assert "publication date" in named
    assert [how for how in named if how not in french_codes()] == []


def test_every_stage_is_said_in_french() -> None:
    assert [stage for stage in (*STAGES, "write", "worker") if stage not in french_codes()] == []


#: What may stand for a placeholder of a failure, and what files are and what to do with them.
_OF_FAILURES = ("12", "3.5 MB", "records/a.json", "permission denied", "2024-03-29", "a PDF", "")


def failures() -> set[str]:
    """Why an article gave no record, in the code of the stages and of the batch."""
    source = Source(
        "[!c]*.py", "readers/**/*.py", "batch/*.py", "sinks/files.py", "spark/*.py"
    )  # no command: it has no manifest
    said: set[str] = set()
    for call in source.called("refuse", "StageError", "Failure"):
        for given in call.args:
            said |= {one for one in _sentences(source, given, call) if " " in one}
    return {one for one in said if not one.startswith("{}: ")} | {_NO_MEMORY}  # a path before it: not in a manifest


def _sentences(source: Source, given: ast.expr, call: ast.Call) -> Iterator[str]:
    at = source.function_of(call)
    if (
        isinstance(given, ast.Constant | ast.JoinedStr)
        or isinstance(given, ast.Name)
        and given.id == "reason"
        and at.name != "refuse"
    ):
        yield from source.strings(given, at)
    elif isinstance(given, ast.Call) and getattr(given.func, "id", "") in ("reason", "_unexpected"):
        yield from source.returned(source.functions[getattr(given.func, "id", "")])


def test_every_failure_is_said_in_french() -> None:
    said = failures()
    assert "The PDF has no text layer: run OCR first (for instance ocrmypdf) and try again." in said
    assert "Unexpected {}; the file may be damaged, or this is a bug to report." in said
    assert len(said) > 55
    assert [one for one in sorted(said) if not _failure_in_french(one)] == []


def _failure_in_french(english: str) -> bool:
    filled = product(_OF_FAILURES, repeat=english.count("{}"))
    return any(in_french("failures", english.format(*values)) for values in filled)


def test_a_failure_keeps_its_numbers_and_says_sizes_in_french() -> None:
    english = (
        "The file has 24.6 MB, more than the 20.0 MB allowed: split it, or raise the limit if it really is one article."
    )
    assert "fait 24,6 Mo, plus que les 20,0 Mo permis" in str(in_french("failures", english))
    assert in_french("failures", "No reader takes .doc: save it otherwise.") is None
    assert "un PDF" in str(
        in_french("failures", "The file is a PDF, not text: give it its own extension, or save it as UTF-8 text.")
    )


def test_french_that_nothing_needs_is_not_kept() -> None:
    fixed = {english for english in table()["reasons"] if "{" not in english}
    said = decided() | denied() | {"it is a fax number", "it is a phone number", "it is an e-mail address"}
    assert sorted(fixed - said) == []


def test_the_corpus_has_no_english_in_its_explanations(pm: pressmine.Pressmine) -> None:
    english: set[str] = set()
    count = 0
    for path in sorted((ROOT / "corpus").rglob("*.txt")):
        for source in read(path, path.name).sources:
            _, _, resolution = pm.analyse(source)
            english |= {d.reason for d in resolution.decisions if in_french("reasons", d.reason) is None}
            english |= {d.message for d in resolution.diagnostics if in_french("remarks", d.message) is None}
            count += len(resolution.decisions)
    assert count > 1000
    assert english == set()


def test_a_page_says_why_in_its_language(pm: pressmine.Pressmine) -> None:
    path = ROOT / "examples/communique.txt"
    document, _, resolution = pm.analyse(read(path, path.name).sources[0])
    record = assemble(document, resolution, pm.produced_by)
    why = reasons(record, document, resolution, pm.rules)
    french, english = (article_page(record, lang, reasons=why) for lang in ("fr", "en"))
    for said, told in (
        ("nomme l&#39;organisme «\u202fOrvelle\u202f»", "names the organisation &#39;Orvelle&#39;"),
        ("dit la même chose", "says the same"),
        ("rôle : événement", "role:event"),
        ("valeur : XXXX-03-28", "value=XXXX-03-28"),
    ):
        assert said in french and told not in french
        assert told in english and said not in english


def test_names_and_codes_in_reasons_are_french() -> None:
    assert (
        in_french("reasons", 'names the organisation "Port d\'Arcy"') == "nomme l'organisme «\u202fPort d'Arcy\u202f»"
    )
    assert in_french("reasons", "the surest evidence for the published") == (
        "l'indice le plus sûr pour la date de publication"
    )
    assert in_french("reasons", "date named before: 2024-03-29") == "date nommée avant : 2024-03-29"
    assert in_french("remarks", "the text says 3.6 %, the numbers give -3.6 %") == (
        "le texte dit 3,6 %, les nombres donnent -3,6 %"
    )
    mended = " held UTF-8 that had been read as another encoding (Ã© for é); the text is the mended one."
    assert str(in_french("remarks", f"1 line{mended}")).startswith("1 ligne contenait ")
    assert str(in_french("remarks", f"1,200 lines{mended}")).startswith("1\u202f200 lignes contenaient ")
    assert in_french("reasons", "names the unknown 'X'") is None
    assert cue_in_french("role:deadline") == "rôle : échéance"
