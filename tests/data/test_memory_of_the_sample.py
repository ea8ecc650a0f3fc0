"""The sample shop fits where people first meet it: Binder gives a person 1 GB for everything."""

import subprocess
import sys

import pytest

# Not getrusage: its peak counts the process that started the program, here a worker with hundreds of tests behind it.
MEASURED = """
from datetime import date
from pathlib import Path

{made}
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(int(status["VmHWM"].split()[0]) // 1024)
"""
DEMO = "import smwidgets as sm\nsm.demo(today=date(2026, 3, 6), stories=True)"
STORE = (
    "from smwidgets.apps.sample_store import write_sample\nwrite_sample(Path('shop.duckdb'), today=date(2026, 3, 6))"
)


@pytest.mark.parametrize("made", [DEMO, STORE], ids=["in memory", "as a store"])
def test_the_sample_shop_is_made_in_half_of_what_binder_gives(made, tmp_path):
    program = [sys.executable, "-c", MEASURED.format(made=made)]
    measured = subprocess.run(program, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert int(measured.stdout) < 580, "MiB at the peak"
