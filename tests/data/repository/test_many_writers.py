"""One directory, several threads and processes at once."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from smwidgets.data.repository import Repository

PROGRAM = """
import sys
from smwidgets.data.repository import Repository

def write(file):
    file.write(sys.argv[2].encode() * 1000)
    file.flush()
    if number == 0:
        print("writing", flush=True)
        sys.stdin.readline()  # until the other one writes too
    return number

repository = Repository(sys.argv[1], user="ola")
for number in range(25):
    repository.keep("Wizyty", "raport", ".csv", write, access=sys.argv[3])
"""


@pytest.mark.spec("R1")
@pytest.mark.parametrize("access", ["private", "shared"])
def test_two_processes_keep_files_of_one_name_at_once(root, content, access):
    both = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(root), letter, access],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for letter in "ab"
    ]
    for process in both:
        assert process.stdout.readline() == "writing\n"
    for process in both:
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in both:
        process.communicate(timeout=60)
        assert process.returncode == 0
    ola = Repository(root, user="ola")
    files = ola.files()
    assert {file.name for file in files} == {"raport.csv", *(f"raport-{number}.csv" for number in range(2, 51))}
    assert len(files) == 50
    contents = [content(ola.open(file.id)) for file in files]
    assert sorted(contents) == [b"a" * 1000] * 25 + [b"b" * 1000] * 25
    assert ola.sweep() == 0


@pytest.mark.spec("R1")
def test_threads_share_a_repository(root, ola, writer):
    def work(number):
        kept = ola.keep("Wizyty", "raport", ".csv", writer(b"%d" % number), access="shared")
        ola.verify(kept.id)
        assert kept in Repository(root).files()
        if number % 3 == 0:
            ola.delete(kept.id)
        return kept

    with ThreadPoolExecutor(8) as threads:
        kept = list(threads.map(work, range(60)))
    files = ola.files()
    assert {file.id for file in files} == {file.id for number, file in enumerate(kept) if number % 3}
    assert len({file.name for file in files}) == len(files) == 40


@pytest.mark.spec("R1")
def test_threads_that_begin_together_make_one_index(root, writer):
    users = [Repository(root, user=f"user {number}") for number in range(16)]
    with ThreadPoolExecutor(16) as threads:
        kept = list(threads.map(lambda user: user.keep("a", "b", ".csv", writer(b"x")), users))
    assert [user.files() for user in users] == [[file] for file in kept]
    assert users[0].set_aside() == []


@pytest.mark.spec("R1")
def test_threads_that_meet_damage_together_set_it_aside_once(root, ola, writer):
    for number in range(5):
        ola.keep("a", "b", ".csv", writer(b"%d" % number))
    (root / "index.sqlite").write_bytes(b"not a database" * 600)
    users = [Repository(root, user="ola") for _ in range(16)]
    with ThreadPoolExecutor(16) as threads:
        found = list(threads.map(lambda user: len(user.files()), users))
    assert found == [5] * 16
    assert len(ola.set_aside()) == 1
