"""Load generated records twice into a database, and prove that the second time changed nothing.

`python -m benchmarks.database [ADDRESS] [--records 10000]`: the address of an empty database, a SQLite file by default.
"""

from __future__ import annotations

import argparse
import hashlib
import tempfile
import time
from pathlib import Path

from pressmine.sinks.database import open_database
from tests.database.factory import many
from tests.database.reading import dump, load, one


def main() -> None:
    """See above."""
    parser = argparse.ArgumentParser()
    parser.add_argument("address", nargs="?")
    parser.add_argument("--records", type=int, default=10_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        address = options.address or f"sqlite:///{Path(folder) / 'bench.db'}"
        started = time.perf_counter()
        records = list(many(options.records))
        print(f"{len(records)} records made in {time.perf_counter() - started:.1f} s")
        seen = []
        with open_database(address) as database:
            for turn in ("first", "second"):
                started = time.perf_counter()
                counts = load(database, records)
                print(f"{turn} time: {time.perf_counter() - started:.1f} s, {counts}")
                tables = dump(database, without=["runs"])
                digest = hashlib.sha256(repr(sorted(tables.items())).encode()).hexdigest()
                rows = sum(map(len, tables.values()))
                print(f"             {rows} rows in {len(tables)} tables, all of them hash to {digest[:16]}")
                seen.append(digest)
            print(f"runs: {one(database, 'SELECT count(*) FROM runs')}")
            print(f"bodies: {one(database, 'SELECT count(*) FROM bodies')}")
    assert seen[0] == seen[1], "the second time changed something"


if __name__ == "__main__":
    main()
