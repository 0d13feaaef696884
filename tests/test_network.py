"""Nothing asks the network: a run in a process where whatever would leave the machine is refused and told."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT
from tests.samples import copy_samples

#: Every attempt passes an audit event, and the hook cannot be taken off. Making a socket and binding it asks nobody:
#: a library that trafilatura brings does so on import, to see whether the machine knows IPv6.
GUARD = """
import sys
asked = []
def guard(event, arguments):
    if event in ("socket.__new__", "socket.bind"):
        return
    if event.startswith("socket.") or event == "urllib.Request":
        asked.append(event)
        raise OSError("the network is shut")
sys.addaudithook(guard)
"""


def guarded(code: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", f"{GUARD}\nsys.path.insert(0, {str(ROOT / 'src')!r})\n{code}"]
    return subprocess.run([*command, *map(str, arguments)], capture_output=True, text=True, check=False, timeout=300)


def test_a_run_asks_nothing(tmp_path: Path) -> None:
    names = copy_samples(tmp_path / "in")
    code = """
import pressmine
results = list(pressmine.run(sys.argv[1], out=sys.argv[2]))
print(len(results), [str(r) for r in results if isinstance(r, pressmine.Failure)], asked)
"""
    done = guarded(code, tmp_path / "in", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    count, rest = done.stdout.split(" ", 1)
    assert int(count) >= len(names)
    assert rest.strip() == "[] []"


def test_the_guard_would_tell() -> None:
    code = """
import urllib.request
try: urllib.request.urlopen("http://127.0.0.1:9/")
except OSError as error: print(error, len(asked) > 0)
"""
    assert "True" in guarded(code).stdout
