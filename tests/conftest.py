"""What tests share: the loaded pipeline, and a way to run the command line as a user does."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from pressmine.pipeline import Pressmine

ROOT = Path(__file__).resolve().parent.parent
#: The browser of the system, for pages, and how it starts without a word to the network.
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run")

# The first example of a property compiles expressions, and machines are busy: time is measured in benchmarks/ alone.
hypothesis.settings.register_profile("suite", deadline=None)
hypothesis.settings.load_profile("suite")


# A shell starts what runs in the background without interrupts, and commands under test would inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def examples(usual: int) -> int:
    """How many cases a fuzzer tries: `make attack` wants many times the usual number."""
    return usual * int(os.environ.get("PRESSMINE_FUZZ", "1"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What takes minutes is run by `-m attack` alone."""
    if "attack" not in config.getoption("-m"):
        chosen = [item for item in items if item.get_closest_marker("attack") is None]
        config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
        items[:] = chosen


Command = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def pm() -> Pressmine:
    """The pipeline with its model, loaded once for each process of the test run."""
    import pressmine

    return pressmine.load()


@pytest.fixture(scope="session")
def command() -> Command:
    """Run `pressmine ARGUMENTS` in a process of its own; `env` adds to the environment."""

    def run(
        *arguments: str | Path, stdin: str | bytes = "", cwd: Path = ROOT, env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        path = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]))
        done = subprocess.run(
            [sys.executable, "-m", "pressmine", *map(str, arguments)],
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": path, **(env or {})},
            check=False,
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def inside(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run `pressmine ARGUMENTS` in this process, which has the model already; otherwise as `command` does."""

    def run(*arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
        from pressmine.cli import main

        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
        capfdbinary.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        assert isinstance(ended.value.code, int)
        return subprocess.CompletedProcess(arguments, ended.value.code, out.decode(), err.decode())

    return run


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser of the system: one for all tests of a process, since Playwright runs once in each."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield opened
        opened.close()
