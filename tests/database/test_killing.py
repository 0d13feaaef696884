"""A killed loader leaves whole documents; run again, it leaves what one leaves that was let alone."""

from __future__ import annotations

import random

from tests.database.conftest import Places
from tests.database.killing import compare, kill_once


def test_a_killed_loader_run_again_leaves_what_one_left_alone_leaves(kind: str, places: Places) -> None:
    address, alone = places.new(kind), places.new(kind)
    dice = random.Random(7)
    for share in (0.3, 0.7, 1.0):
        kill_once(address, 120, dice, share)
    compare(address, alone, 120)
