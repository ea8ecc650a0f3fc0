from __future__ import annotations

import logging
import re

import pytest

from smwidgets.apps.log_lines import BURST, LONGEST_MESSAGE, LONGEST_TRACEBACK, LogLines, Printed, shown

KERNEL = "7f2c1b1e-0c3a-4a51-9d0e-5a3f0b7f9c11"


@pytest.fixture
def log(tmp_path):
    """A logger whose lines are in a file: ``written()`` returns those since the last call."""
    log = logging.Logger("smwidgets.test")  # noqa: LOG001 - one that nothing else listens to
    with (tmp_path / "log").open("wb") as file, (tmp_path / "log").open(encoding="utf-8", newline="\n") as reading:
        log.addHandler(LogLines("server", file.fileno()))
        log.written = lambda: reading.read().split("\n")[:-1]
        yield log


def failed(text):
    """An error as it is caught."""
    try:
        int(text)
    except ValueError as error:
        return error


def test_a_record_is_a_line_that_says_when_who_and_where(log):
    log.error("an export failed, reference %s", "1a2b3c4d")
    (line,) = log.written()
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d server ERROR smwidgets.test: an export failed, reference 1a2b3c4d", line
    )


@pytest.mark.parametrize(
    "said",
    [
        "a\nserver CRITICAL forged",
        "a\r\x1b[2Jb",
        "a\u2028b\u202eb\x00",
        "\ud800",
        "a" * 100_000,
        "\n" * 10_000,
        "%s %d",
    ],
)
def test_what_a_client_says_is_one_short_printable_line(log, said):
    log.warning("refused: %s", said)
    log.warning(said)
    lines = log.written()
    assert len(lines) == 2
    assert all(line.isprintable() for line in lines)
    assert all(len(line) < 100 + 10 * LONGEST_MESSAGE for line in lines)


def test_a_traceback_is_in_the_line_of_its_record(log):
    log.error("a callback failed", exc_info=failed("a\nserver CRITICAL forged" + "x" * 10_000))
    (line,) = log.written()
    assert "test_log_lines.py" in line
    assert "ValueError: " in line
    assert len(line) < 200 + LONGEST_TRACEBACK


def test_wrong_arguments_end_nothing(log):
    log.warning("%d", "a")
    assert len(log.written()) == 1


def test_a_flood_is_bounded_and_counted(log, monkeypatch):
    now = [1000.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])

    def flood():
        for n in range(1000):
            log.warning("refused: %d", n)

    flood()
    lines = log.written()
    assert len(lines) == BURST + 1
    assert lines[-1].endswith("(more like this are left out now)")
    now[0] += 1
    flood()
    (line,) = log.written()
    assert line.endswith(f"({1000 - BURST} more like this were left out)")
    now[0] += 1000
    flood()
    assert len(log.written()) == BURST + 1


def test_each_source_has_lines_of_its_own(log):
    for source in ("a", "b"):
        for _ in range(100):
            log.warning("refused", extra={"source": source})
    assert len(log.written()) == 2 * (BURST + 1)


def test_a_reference_that_somebody_saw_is_always_there(log):
    for n in range(1000):
        log.error("an export failed, reference %s", f"{n:08x}", exc_info=failed("x" * 100))
    lines = log.written()
    assert [line.split("reference ")[1][:8] for line in lines] == [f"{n:08x}" for n in range(1000)]
    assert all("Traceback" not in line for line in lines[BURST:])


def test_a_kernel_is_not_named_in_full():
    assert shown(f"GET /api/kernels/{KERNEL}/channels", 500) == "GET /api/kernels/7f2c1b1e…/channels"


def test_what_is_printed_is_logged_by_lines(caplog):
    stream = Printed("stdout")
    for piece in ("be", "gun\nsecond\n\n  \nthi", "x" * 10_000):
        assert stream.write(piece) == len(piece)
    stream.flush()
    assert [record.getMessage() for record in caplog.records] == ["stdout: begun", "stdout: second"]
    stream.write("\n")
    assert len(caplog.records[-1].getMessage()) < 2 * LONGEST_MESSAGE
