"""Sessions that save over one file in any order, also in the midst of one another: nothing is lost untold."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smwidgets.core.errors import ConflictError, WorkspaceError
from smwidgets.dashboards import whole_file
from smwidgets.dashboards.saving import WorkspaceFile
from smwidgets.dashboards.state import DashboardState, WorkspaceState

SESSIONS = 3
doings = st.sampled_from(["load", "save", "save", "overwrite", "copy"])
actions = st.tuples(st.integers(0, SESSIONS - 1), doings)
others = st.tuples(st.integers(1, SESSIONS - 1), doings)
"""How many sessions further, and what: one session does one thing at a time."""

CALLS = {"lstat", "stat", "mkdir", "open", "flock", "fstat", "read", "listdir", "write", "flush", "fsync", "replace"}
CALLS |= {"unlink", "rename", "close"}
interruptions = st.none() | st.tuples(st.integers(1, 45), others)


def named(number):
    return WorkspaceState(dashboards=(DashboardState(id="main", name=f"{number}", builtin="main"),), open="main")


def name_of(state):
    return None if state is None else state.dashboards[0].name


class Sessions:
    """Three sessions over one file; every write is held against what its session had seen or been told of."""

    def __init__(self, folder, patched):
        self.path = Path(folder) / "dashboards.json"
        self.files = [WorkspaceFile(self.path) for _ in range(SESSIONS)]
        self.seen = [{None} for _ in range(SESSIONS)]
        self.running, self.written, self.copied, self.last = [], [], [], 0
        self.really_write = whole_file.write
        patched.setattr(whole_file, "write", self.write)

    def on_disk(self):
        if not self.path.exists():
            return None
        return json.loads(self.path.read_bytes())["dashboards"][0]["name"]

    def write(self, path, data):
        if path != self.path:
            self.really_write(path, data)
            return
        session, name = self.running[-1], json.loads(data)["dashboards"][0]["name"]
        assert self.on_disk() in self.seen[session], "overwritten by a session that did not know of it"
        self.really_write(path, data)
        assert self.on_disk() == name
        self.seen[session].add(name)
        self.written.append(name)

    def act(self, session, action):
        file, seen = self.files[session], self.seen[session]
        self.running.append(session)
        self.last += 1
        name = f"{self.last}"
        try:
            if action == "load":
                loaded = file.load()
                assert loaded.notices == ()
                seen.add(name_of(loaded.state))
            elif action == "copy":
                assert WorkspaceFile(file.save_copy(named(name))).load().state == named(name)
            else:
                file.save(named(name), overwrite=action == "overwrite")
                assert self.written.count(name) == 1
        except ConflictError as conflict:
            seen.add(name_of(conflict.theirs))
            assert name not in self.written
        except WorkspaceError:
            assert len(self.running) > 1, "refused while nobody else was writing"
            assert name not in self.written
        finally:
            self.running.pop()

    def act_interrupted(self, session, action, at, then):
        """Act, and let another session act in the midst of it: before the call number `at` to the system."""
        calls = 0

        def profile(_, event, function):
            nonlocal calls
            if event == "c_call" and function.__name__ in CALLS:
                calls += 1
                if calls == at:
                    sys.setprofile(None)
                    self.act((session + then[0]) % SESSIONS, then[1])

        sys.setprofile(profile)
        try:
            self.act(session, action)
        finally:
            sys.setprofile(None)


@pytest.mark.slow
@pytest.mark.spec("W5")
@settings(max_examples=1000, deadline=None)
@given(st.lists(st.tuples(actions, interruptions), min_size=2, max_size=10))
def test_a_thousand_interleavings_lose_nothing_untold(schedule):
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        patched.setattr(os, "fsync", lambda _: None)
        patched.setattr(whole_file, "PATIENCE_SECONDS", 0)
        sessions = Sessions(folder, patched)
        for action, interruption in schedule:
            if interruption is None:
                sessions.act(*action)
            else:
                sessions.act_interrupted(*action, *interruption)
        assert sessions.on_disk() == (sessions.written[-1] if sessions.written else None)
        sessions.act(0, "load")
        sessions.act(0, "save")
        assert [one.name for one in Path(folder).iterdir() if ".new-" in one.name] == []


PROGRAM = """
import json, os, random, sys
from smwidgets.core.errors import ConflictError
from smwidgets.dashboards.saving import WorkspaceFile
from smwidgets.dashboards.state import DashboardState, WorkspaceState

def live(path, session, seed):
    draw, file, before, log = random.Random(seed * 10 + session), WorkspaceFile(path), None, []
    for number in range(12):
        name = f"{session}-{number}"
        main = DashboardState(id="main", name=name, builtin="main")
        state = WorkspaceState(dashboards=(main,), open="main")
        try:
            file.save(state)
        except ConflictError as told:
            before = told.theirs.dashboards[0].name
            if draw.random() < 0.5:
                before = file.load().state.dashboards[0].name
                continue
            try:
                file.save(state, overwrite=True)
            except ConflictError as again:
                before = again.theirs.dashboards[0].name
                before = file.load().state.dashboards[0].name
                continue
        log.append([before, name])
        before = name
    return log

os.fsync = lambda handle: None
for seed in range(int(sys.argv[2])):
    path = os.path.join(sys.argv[1], f"{seed}.json")
    start, go = os.pipe()
    children = []
    for session in range(3):
        result, said = os.pipe()
        if not os.fork():
            os.close(go)
            os.read(start, 1)
            os.write(said, json.dumps(live(path, session, seed)).encode())
            os._exit(0)
        os.close(said)
        children.append(result)
    os.close(start), os.close(go)
    print(json.dumps([json.loads(open(result, "rb").read()) for result in children]), flush=True)
    assert [os.wait()[1] for _ in children] == [0, 0, 0]
"""


@pytest.mark.spec("W5")
def test_processes_that_save_at_once_follow_one_another(tmp_path):
    runs = 30
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path), str(runs)],
        capture_output=True,
        text=True,
        check=True,
        timeout=200,
    )
    together = 0
    for number, line in enumerate(done.stdout.splitlines(), start=1):
        sessions = json.loads(line)
        followed = {}
        for before, name in (step for session in sessions for step in session):
            assert before not in followed, "two sessions replaced the same state"
            followed[before] = name
        chain = [None]
        while chain[-1] in followed:
            chain.append(followed[chain[-1]])
        assert len(chain) == len(followed) + 1
        assert WorkspaceFile(tmp_path / f"{number - 1}.json").load().state == named(chain[-1])
        owners = [name.partition("-")[0] for name in chain[1:]]
        together += any(one != other for one, other in zip(owners, sorted(owners), strict=True))
    assert number == runs
    assert together
