"""Where the reference data lies: publishers' texts that are not part of the repository."""

import json
import os
from pathlib import Path
from typing import Any

DATA = Path(os.environ.get("SITREP_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")
NO_DATA = f"no reference data at {DATA}: set SITREP_DATA to the folder that holds events/, feeds/ and topics/"
"""Why a test is skipped, or a benchmark stops, without the data."""


def lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSONL file, a line each. Ends the program where the file is missing."""
    if not path.exists():
        raise SystemExit(NO_DATA)
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
