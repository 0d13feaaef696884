"""Options that several commands take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

#: `--rules`, as every command that reads an article takes it.
RulePaths = Annotated[
    list[Path] | None,
    typer.Option("--rules", metavar="PATH", help="A rule file or a folder of them; may be given several times."),
]
Timeout = Annotated[float, typer.Option(min=0.1, metavar="SECONDS", help="An article that takes longer is set aside.")]
MaxSize = Annotated[int, typer.Option(min=1, metavar="MB", help="A file larger than this is not read.")]
MaxMemory = Annotated[int, typer.Option(min=64, metavar="MB", help="What a worker may take beside the model.")]
Retries = Annotated[
    int, typer.Option(min=0, metavar="N", help="How often an article that harmed its worker is tried alone.")
]
