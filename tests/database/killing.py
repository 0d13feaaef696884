"""A loader that is killed at random moments and run again leaves what one leaves that is let alone.

`python -m tests.database.killing [--kills 20]` does it twenty times on a SQLite file and twenty times on a PostgreSQL
schema of its own, and says what it saw; the test suite does it a few times on both.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from pressmine.record import Record
from pressmine.sinks.database import Loader, open_database
from tests.conftest import ROOT
from tests.database.conftest import Places, started
from tests.database.factory import many
from tests.database.reading import dump, one

BATCH = 20


def records(count: int) -> Iterator[Record]:
    """Releases, then some of them as other rules read them, then other releases at paths that are known."""
    first = list(many(count))
    yield from first
    for record in first[::7]:
        made = record.produced_by.model_copy(update={"rules": "r2"})
        yield record.model_copy(update={"produced_by": made, "quotes": ()})
    yield from many(count // 3, seed=2)


def load_all(address: str, count: int, say: bool = False) -> None:
    """Load them; `say` prints a line for each."""
    with open_database(address) as database, Loader[str](database, "essai", "test", BATCH) as loader:
        for record in records(count):
            loader.add(record, record.document.source)
            if say:
                print(record.document.source, flush=True)
        loader.finish()


def kill_once(address: str, count: int, dice: random.Random, share: float = 1.0) -> int:
    """Start a loader, kill it at a random moment of the first `share` of its work.

    Returns how many documents there are, all of them whole.
    """
    most = int((sum(1 for _ in records(count)) - 1) * share)
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    command = [sys.executable, "-m", "tests.database.killing", address, "--load", "--records", str(count)]
    with subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": path}, stdout=subprocess.PIPE) as loader:
        assert loader.stdout is not None
        for _ in range(dice.randint(most // 2, most)):
            loader.stdout.readline()
        time.sleep(dice.uniform(0, 0.1))
        assert loader.poll() is None, "it was to be killed at work"
        loader.send_signal(signal.SIGKILL)
    return check_whole(address)


def check_whole(address: str) -> int:
    """Every document that is there is there whole: as many rows in each list as its record has; counts them."""
    with open_database(address) as database:
        for table in ("zones", "organisations", "persons", "places", "dates", "figures", "agreements", "quotes"):
            path = f"r.record, '$.{table}'" if database.is_sqlite else f"r.record -> '{table}'"
            broken = one(
                database,
                "SELECT count(*) FROM documents d LEFT JOIN records r ON r.document_id = d.id WHERE r.digest IS NULL "
                f"OR json_array_length({path}) <> (SELECT count(*) FROM {table} t WHERE t.document_id = d.id)",
            )
            assert broken == 0, table
        return int(one(database, "SELECT count(*) FROM documents"))


def compare(address: str, alone: str, count: int) -> None:
    """Load once more, and compare every table with that of a load that was let alone."""
    load_all(address, count)
    load_all(alone, count)
    with open_database(address) as database, open_database(alone) as other:
        found, expected = dump(database), dump(other)
    for name in expected:
        assert found[name] == expected[name], name


def kill_often(address: str, alone: str, kills: int, count: int, seed: int) -> None:
    """Kill loaders of one database, each a little later in its work, then compare it with one that was let alone."""
    dice = random.Random(seed)
    for number in range(1, kills + 1):
        documents = kill_once(address, count, dice, number / kills)
        print(f"killed for the {number}. time: {documents} documents, all whole", flush=True)
    compare(address, alone, count)
    print("every table is equal to that of a load that was let alone", flush=True)


def main() -> None:
    """See above."""
    parser = argparse.ArgumentParser()
    parser.add_argument("address", nargs="?", help=argparse.SUPPRESS)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--records", type=int, default=500)
    parser.add_argument("--load", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.load:
        load_all(options.address, options.records, say=True)
        return
    with tempfile.TemporaryDirectory() as folder, started() as server:
        places = Places(Path(folder), server)
        for kind in ("sqlite", "postgresql"):
            print(kind, flush=True)
            kill_often(places.new(kind), places.new(kind), options.kills, options.records, options.seed)
        places.close()


if __name__ == "__main__":
    main()
