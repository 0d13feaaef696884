"""Two loaders and a reader at one database: what the reader sees is whole, what stays is what one loader leaves."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

import pytest

from pressmine.sinks.database import open_database
from tests.conftest import ROOT
from tests.database.conftest import Places
from tests.database.killing import check_whole, load_all
from tests.database.reading import dump

pytestmark = pytest.mark.attack
RECORDS = 600


def loader(address: str) -> subprocess.Popen[bytes]:
    """A loader in a process of its own."""
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    command = [sys.executable, "-m", "tests.database.killing", address, "--load", "--records", str(RECORDS)]
    env = {**os.environ, "PYTHONPATH": path}
    return subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


@pytest.mark.parametrize("turn", range(3))
def test_two_loaders_and_a_reader(kind: str, places: Places, turn: int) -> None:
    address, alone = places.new(kind), places.new(kind)
    open_database(address).close()
    seen: list[int] = []
    over = threading.Event()

    def read() -> None:
        while not over.is_set():
            seen.append(check_whole(address))

    reader = threading.Thread(target=read)
    reader.start()
    try:
        loaders = [loader(address), loader(address)]
        said = [process.communicate()[1].decode() for process in loaders]
    finally:
        over.set()
        reader.join()
    assert [process.returncode for process in loaders] == [0, 0], said
    assert len(set(seen)) > 2 and seen == sorted(seen), "documents come, and none goes"
    load_all(alone, RECORDS)
    load_all(address, RECORDS)
    with open_database(address) as database, open_database(alone) as other:
        found, expected = dump(database), dump(other)
    for name in expected:
        assert found[name] == expected[name], name
