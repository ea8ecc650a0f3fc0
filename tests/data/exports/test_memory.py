"""A million rows in little memory, measured from outside: a child writes them and says how much it took at most."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

ROWS = 1_000_000
MOST_MB = 500
PROGRAM = r"""
import json, re, sys, time
from pathlib import Path
import numpy as np, pyarrow as pa, pyarrow.compute as pc
from smwidgets.data.exports import Sheet, write_rows

path, format_, rows, piece = sys.argv[1], sys.argv[2], int(sys.argv[3]), 50_000

def batches():
    for start in range(0, rows, piece):
        place = np.arange(start, start + piece)
        name = pa.array(place).cast(pa.string())
        yield pa.RecordBatch.from_arrays(
            [
                pa.array(place),
                pa.array(place % 7919),
                pa.array(1_700_000_000_000_000 + place * 37_000_000, pa.timestamp("us", tz="Europe/Warsaw")),
                pc.binary_join_element_wise("osoba.", name, "@przyklad.pl", ""),
                pc.binary_join_element_wise(pc.if_else(pa.array(place % 50 == 0), "=Żółć", "Żółć"), name, " "),
                pa.array(np.round(place % 10007 * 1.37 - 500, 2)),
                pa.array(place % 9),
            ],
            ["event_id", "contact_id", "at", "email", "name", "value", "products"],
        )

started = time.perf_counter()
with open(path, "wb") as file:
    written = write_rows(file, batches(), format=format_, locale="pl", sheet=Sheet("Zakupy"))
seconds = time.perf_counter() - started
# Not getrusage: it counts what the process was before this program, a copy of the one that runs the tests.
peak = int(re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[1]) / 1024
print(json.dumps({"rows": written, "seconds": seconds, "peak_mb": peak}))
"""


@pytest.mark.slow
@pytest.mark.spec("I4", "R3")
@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_a_million_rows_need_little_memory(tmp_path, format_):
    path = tmp_path / f"rows.{format_}"
    command = [sys.executable, "-c", PROGRAM, str(path), format_, str(ROWS)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=280)
    told = json.loads(done.stdout)
    assert told["rows"] == ROWS
    assert path.stat().st_size > 20 * 2**20
    assert told["peak_mb"] < MOST_MB, f"{told['peak_mb']:.0f} MB at most while writing {path.stat().st_size:,} bytes"
