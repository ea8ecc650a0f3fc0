"""An Apache combined log read by hand: requests, and the visits they make.

Written from the format's description alone. Nothing here comes from the package it checks.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Request(NamedTuple):
    """A line of the log."""

    at: datetime
    host: str
    url: str
    agent: str


def parse(line: str) -> Request:
    """Read one line from both ends; raises ValueError for one that is not of the format."""
    host, _, rest = line.partition(" ")
    _, bracket, rest = rest.partition(" [")
    written, closing, rest = rest.partition("] ")
    request, rest = quoted(rest)
    status, size, *_ = rest.split()
    _, rest = quoted(rest.partition(f"{status} {size} ")[2])
    agent, rest = quoted(rest.removeprefix(" "))
    if not (bracket and closing and status.isdecimal() and (size == "-" or size.isdecimal()) and not rest):
        raise ValueError(line)
    clock, _, offset = written.partition(" ")
    day, month, moment = clock.split("/")
    year, *time = moment.split(":")
    ahead = timedelta(hours=int(offset[:3]), minutes=int(offset[0] + offset[3:]))
    at = datetime(int(year), MONTHS.index(month) + 1, int(day), *map(int, time), tzinfo=UTC) - ahead
    return Request(at, host, request.split(" ")[1], agent)


def quoted(text: str) -> tuple[str, str]:
    """Split what begins with a quotation mark where the quotation ends."""
    if not text.startswith('"'):
        raise ValueError(text)
    at = 1
    while text[at : at + 1] != '"':
        if at >= len(text):
            raise ValueError(text)
        at += 2 if text[at] == "\\" else 1
    return text[1:at], text[at + 1 :]


def visits(requests: list[Request]) -> list[list[Request]]:
    """Put together the requests of one address and browser that follow within half an hour."""
    found = []
    by_visitor = defaultdict(list)
    for one in requests:
        by_visitor[one.host, one.agent].append(one)
    for ones in by_visitor.values():
        ones.sort(key=lambda one: one.at)  # stable: of one second, in the order of the file
        for one in ones:
            if one is ones[0] or one.at - found[-1][-1].at >= timedelta(minutes=30):
                found.append([])
            found[-1].append(one)
    return found
