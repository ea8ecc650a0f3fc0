"""The goals, as ratios of one run's results."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from expected import PERIODS
from kits import PEERS

if TYPE_CHECKING:
    from collections.abc import Iterator

OURS = ("smwidgets-demo", "smwidgets-local")


class Goal(NamedTuple):
    """A number and the most it may be."""

    what: str
    value: float
    most: float

    @property
    def line(self) -> str:
        """One line for people."""
        verdict = "reached" if self.value <= self.most else "NOT REACHED"
        return f"{verdict:11}  {self.value:6.2f} of {self.most:4g}  {self.what}"


def goals(results: dict[str, dict[str, dict[str, Any]]]) -> list[Goal]:
    """List the goals whose measures are there."""
    found: list[Goal] = []
    for ours in OURS:
        for size, most in (("1m", 0.75), ("10m", 0.35)):
            by_kit = results.get(size, {})
            found += _switches(ours, size, by_kit, most)
            found += _loads(ours, size, by_kit)
            found += _memory(ours, size, by_kit, 0.35 if size == "1m" else 0.08)
        found += _same_at_both_sizes(ours, results)
    return found


def _switches(ours: str, size: str, by_kit: dict[str, dict[str, Any]], most: float) -> Iterator[Goal]:
    own = _get(by_kit, ours, "switch", "ms")
    peers = {peer: value for peer in PEERS if (value := _get(by_kit, peer, "switch", "ms"))}
    floor = _get(by_kit, "floor", "switch", "ms")
    for period in PERIODS if own else ():
        if peers:
            best = min(peers, key=lambda peer: peers[peer][period])
            yield Goal(f"{ours}, {size}: {period} against {best}, the best", own[period] / peers[best][period], most)
        if floor:
            yield Goal(f"{ours}, {size}: {period} against the floor", own[period] / floor[period], 1.5)


def _loads(ours: str, size: str, by_kit: dict[str, dict[str, Any]]) -> Iterator[Goal]:
    own = _get(by_kit, ours, "load", "ms")
    peers = {peer: value for peer in PEERS if (value := _get(by_kit, peer, "load", "ms"))}
    if own and peers:
        best = min(peers, key=lambda peer: peers[peer])
        yield Goal(f"{ours}, {size}: first load against {best}, the best", own / peers[best], 1)
        if "voila" in peers:
            yield Goal(f"{ours}, {size}: first load against voila", own / peers["voila"], 0.65)
    traffic = by_kit.get(ours, {}).get("traffic")
    if traffic:
        yield Goal(f"{ours}, {size}: requests of a first load", traffic["requests"], 25)
        yield Goal(f"{ours}, {size}: other hosts asked", len(traffic["foreign"]), 0)


def _memory(ours: str, size: str, by_kit: dict[str, dict[str, Any]], most: float) -> Iterator[Goal]:
    own, voila = (_get(by_kit, kit, "memory", "per_session") for kit in (ours, "voila"))
    if own and voila:
        yield Goal(f"{ours}, {size}: memory of a session against voila", own / voila, most)
    twenty = {
        kit: one for kit in (ours, *PEERS) if (one := by_kit.get(kit, {}).get("memory")) and one["sessions"] == 20
    }
    peers = [kit for kit in twenty if kit != ours]
    if ours in twenty and peers:
        best = min(peers, key=lambda peer: twenty[peer]["server_with_all"])
        ratio = twenty[ours]["server_with_all"] / twenty[best]["server_with_all"]
        yield Goal(f"{ours}, {size}: server with 20 sessions against {best}, the best", ratio, 1)


def _same_at_both_sizes(ours: str, results: dict[str, dict[str, dict[str, Any]]]) -> Iterator[Goal]:
    small, large = (results.get(size, {}) for size in ("1m", "10m"))
    before, after = (_get(by_kit, ours, "switch", "ms") for by_kit in (small, large))
    for period in PERIODS if before and after else ():
        yield Goal(f"{ours}: {period}, 10m against 1m", after[period] / before[period], 1.2)
    before, after = (_get(by_kit, ours, "memory", "per_session") for by_kit in (small, large))
    if before and after:
        yield Goal(f"{ours}: memory of a session, 10m against 1m", after / before, 1.1)


def _get(by_kit: dict[str, dict[str, Any]], kit: str, measure: str, name: str) -> Any:
    return by_kit.get(kit, {}).get(measure, {}).get(name)
