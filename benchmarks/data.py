"""Where the reference data lies: publishers' texts that are not part of the repository."""

import os
from pathlib import Path

DATA = Path(os.environ.get("SITREP_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")
NO_DATA = f"no reference data at {DATA}: set SITREP_DATA to the folder that holds events/, feeds/ and topics/"
"""Why a test is skipped, or a benchmark stops, without the data."""
