"""Exports killed at any moment: no torn file is listed, no earlier file is lost, what is left is swept."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

TRIES = 100
"""In each of three directories."""

PROGRAM = """
import json, os, random, signal, sys, traceback
from smwidgets.core.errors import NotFoundError
from smwidgets.data.repository import Repository

root, tries = sys.argv[1], int(sys.argv[3])
dice = random.Random(int(sys.argv[2]))
USERS = ("ola", "ala")


def die_after(calls):
    '''Kill this process at a given call, of ours or of one in C (a rename, a commit).'''
    left = calls

    def count(frame, event, argument):
        nonlocal left
        if event != "return":
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(count)


def export(number, tell):
    '''Keep two files and delete one in between, telling what is certain after each step.'''
    user = dice.choice(USERS)
    content = bytes([number % 256]) * dice.choice((0, 10, 5_000, 300_000))
    repository = Repository(root, user=user)

    def write(file):
        for start in range(0, len(content), 20_000):
            file.write(content[start : start + 20_000])
        return number

    for step in range(2):
        kept = repository.keep("Wizyty", "raport", ".csv", write, access=dice.choice(("private", "shared")))
        tell("kept", kept.id)
        own = [file.id for file in repository.files() if file.owner == user]
        if step == 0 and len(own) > 8:
            victim = dice.choice(own)
            tell("deleting", victim)
            try:
                repository.delete(victim)
            except NotFoundError:
                pass  # the other process was faster


def attempt(number):
    '''Run an export in a child, most of which are killed; return its pid and the pipe on which it tells.'''
    reading, writing = os.pipe()
    calls, seconds, fate = dice.randrange(2_400), dice.uniform(0.001, 0.1), dice.random()
    pid = os.fork()
    if pid:
        os.close(writing)
        return pid, reading
    try:
        os.close(reading)
        dice.seed(number)
        if fate < 0.6:
            die_after(calls)
        elif fate < 0.9:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)  # ends it as SIGKILL does, in the middle of C too
            signal.setitimer(signal.ITIMER_REAL, seconds)
        export(number, lambda *words: os.write(writing, (json.dumps(words) + "\\n").encode()))
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def check(certain, verified):
    '''Compare the disk and the index with what was told; return the ids of the files there are.'''
    listed = {}
    for user in USERS:
        repository = Repository(root, user=user)
        repository.sweep()
        listed |= {file.id: (repository, file) for file in repository.files() if file.owner == user}
        assert repository.set_aside() == [], "a kill looks like damage"
    assert certain <= set(listed), "a file is lost"
    on_disk = {name.partition(".")[0] for _, _, names in os.walk(root) for name in names if name.endswith(".csv")}
    assert on_disk == set(listed), "a file is on the disk and not listed, or the other way round"
    if os.path.exists(os.path.join(root, "parts")):
        assert os.listdir(os.path.join(root, "parts")) == [], "a part is left"
    if listed:
        # A journal that no change was written to yet is overwritten by the next writer.
        ours = {"index.sqlite", "index.sqlite-journal", "index.lock", "parts", "private", "shared"}
        assert set(os.listdir(root)) <= ours, os.listdir(root)
    paths = {(file.path, file.access, file.access == "private" and file.owner) for _, file in listed.values()}
    assert len(paths) == len(listed), "two files of one name"
    for id, (repository, file) in listed.items():
        if id not in verified:
            repository.verify(id)
            assert file.size_bytes in (0, 10, 5_000, 300_000)
    return set(listed)


certain, ends = set(), {"killed": 0, "done": 0}
for number in range(0, tries, 2):
    both, told = [attempt(number), attempt(number + 1)], []
    for pid, reading in both:
        with open(reading, encoding="utf-8") as lines:
            told += [json.loads(line) for line in lines]
        _, status = os.waitpid(pid, 0)
        assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "an export that nobody killed failed"
        ends["killed" if os.WIFSIGNALED(status) else "done"] += 1
    kept = {id for word, id in told if word == "kept"}
    deleting = {id for word, id in told if word == "deleting"}
    certain = check((certain | kept) - deleting, certain)
check(certain, set())
print(json.dumps({**ends, "files": len(certain)}))
"""


@pytest.mark.spec("R1")
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_killed_at_any_moment(tmp_path, seed):
    """Two exports at a time; each is killed at a random call, or at a random instant, or lives."""
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "repository"), str(seed), str(TRIES)],
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    ended = json.loads(run.stdout)
    assert ended["killed"] + ended["done"] == TRIES
    assert ended["killed"] >= TRIES // 3, ended
    assert ended["done"] >= TRIES // 10, ended
    assert ended["files"] >= 10, ended
