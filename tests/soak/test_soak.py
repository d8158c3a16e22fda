"""Ten seconds of the soak: accepted acts while things break, in processes and servers of its own."""

import os
import subprocess
import sys
from pathlib import Path

from swv.embedded import BASE_DIR
from tests import databank

KORT = ("--seconden", "10", "--zaken", "40", "--drijvers", "2", "--storingen", "3", "--daden", "40")
EIGEN = ("DATABASE_URL", "REDIS_URL", "DEKKEND_STATE", "DEKKEND_OMGEVING", "PYTEST_VERSION")


def test_ten_seconds_of_faults_lose_and_double_nothing(tmp_path: Path) -> None:
    databank.schrijf(tmp_path / "begin.sql")
    omgeving = {naam: waarde for naam, waarde in os.environ.items() if naam not in EIGEN}
    uitslag = subprocess.run(
        [sys.executable, "-m", "tests.soak", *KORT, "--begin", str(tmp_path / "begin.sql")],
        cwd=BASE_DIR,
        env=omgeving,
        capture_output=True,
        text=True,
        check=False,
        timeout=400,
    )
    assert uitslag.returncode == 0, uitslag.stdout + uitslag.stderr[-4000:]
