"""A session killed at any moment of saving leaves the old or the new file, whole, and locks nobody out."""

from __future__ import annotations

import json
import signal
import subprocess
import sys

import pytest

from smwidgets.dashboards.saving import WorkspaceFile
from smwidgets.dashboards.state import DashboardState, WorkspaceState
from smwidgets.dashboards.steps import rename_dashboard

OLD = WorkspaceState(dashboards=(DashboardState(id="main", name="old" * 30, builtin="main"),), open="main")
NEW = rename_dashboard(OLD, "main", "new")

PROGRAM = """
import json, os, shutil, signal, sys
from pathlib import Path
from smwidgets.dashboards import whole_file
from smwidgets.dashboards.coding import from_json
from smwidgets.dashboards.saving import WorkspaceFile

folder, mode, last = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
old, new, damaged = from_json(sys.argv[4]), from_json(sys.argv[5]), b'{"schema_version": 1'
path = folder / "dashboards.json"
whole_file.PATIENCE_SECONDS = 0
CALLS = set("lstat stat mkdir open flock fstat read listdir write flush fsync replace unlink rename close".split())

def prepare():
    for one in folder.iterdir():
        one.unlink()
    file = WorkspaceFile(path)
    if mode == "loading":
        path.write_bytes(damaged)
    else:
        file.save(old)
    return file

def kill_at(number):
    "Before a call to the system, or before any line of Python."
    seen = 0
    def profile(frame, event, function):
        nonlocal seen
        if event == "c_call" and function.__name__ in CALLS:
            seen += 1
            if seen == number:
                os.kill(os.getpid(), signal.SIGKILL)
    def trace(frame, event, argument):
        nonlocal seen
        seen += 1
        if seen == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return trace
    if mode == "tracing":
        sys.settrace(trace)
    else:
        sys.setprofile(profile)

def content():
    if not path.exists():
        return None
    data = path.read_bytes()
    return "damaged" if data == damaged else "old" if from_json(data.decode()) == old else "new"

for number in range(1, 100_000, int(sys.argv[6])):
    file = prepare()
    child = os.fork()
    if not child:
        kill_at(number)
        file.load() if mode == "loading" else file.save(new)
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    found = content()
    aside = [one.read_bytes() == damaged for one in folder.glob("dashboards.damaged-*")]
    after = WorkspaceFile(path)
    after.load()
    after.save(new)
    names = sorted(one.name for one in folder.iterdir() if "damaged" not in one.name)
    print(json.dumps([status, found, aside, content(), names]), flush=True)
    if status == 0 or number >= last:
        break
"""


def killed(folder, mode, last=100_000, pace=1):
    said = [state.model_dump_json() for state in (OLD, NEW)]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder), mode, str(last), *said, str(pace)],
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row[0] for row in rows] == [-signal.SIGKILL] * (len(rows) - 1) + [0]
    assert [row[3:] for row in rows] == [["new", [".dashboards.json.lock", "dashboards.json"]]] * len(rows)
    return rows


@pytest.mark.spec("W5")
@pytest.mark.parametrize(("mode", "pace", "least"), [("calling", 1, 25), ("tracing", 17, 25)])
def test_killed_while_saving(tmp_path, mode, pace, least):
    """Before every call to the system, and before every seventeenth line of Python."""
    found = [row[1] for row in killed(tmp_path, mode, pace=pace)]
    assert len(found) > least
    assert found == sorted(found, reverse=True), "old until the one moment when it becomes new"
    assert set(found) == {"old", "new"}


@pytest.mark.spec("W5")
def test_killed_while_setting_a_damaged_file_aside(tmp_path):
    rows = killed(tmp_path, "loading")
    assert {(found, *aside) for _, found, aside, *_ in rows} == {("damaged",), (None, True)}


SAVING_ON = """
import itertools, sys
from smwidgets.dashboards.coding import from_json
from smwidgets.dashboards.saving import WorkspaceFile

file, states = WorkspaceFile(sys.argv[1]), [from_json(text) for text in sys.argv[2:]]
file.load()
for number in itertools.count():
    file.save(states[number % 2])
    print(number, flush=True)
"""


def test_killed_from_outside_while_saving_on_and_on(tmp_path):
    path = tmp_path / "dashboards.json"
    said = [state.model_dump_json() for state in (OLD, NEW)]
    for number in range(8):
        with subprocess.Popen(
            [sys.executable, "-c", SAVING_ON, str(path), *said], stdout=subprocess.PIPE, text=True
        ) as child:
            for _ in range(3 * number + 1):
                assert child.stdout.readline()
            child.kill()
        file = WorkspaceFile(path)
        loaded = file.load()
        assert loaded.notices == ()
        assert loaded.state in (OLD, NEW)
        file.save(OLD)
        assert sorted(one.name for one in tmp_path.iterdir()) == [".dashboards.json.lock", "dashboards.json"]
