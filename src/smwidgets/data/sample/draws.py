"""Random integers that are the same on every machine and with every release of NumPy."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ints: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]

_HALF = np.uint64(32)


class Draws:
    """A stream of random integers for one stage of the sample shop.

    Only the raw words of PCG64 are used, which NumPy promises never to change, and only integer arithmetic follows:
    no distribution of NumPy's, whose streams may change, and no floating point, whose last digit may.

    Parameters
    ----------
    seed
        A non-negative integer.
    stage
        A name. Stages draw from streams of their own, so that a change to one leaves the others as they were.
    """

    def __init__(self, seed: int, stage: str) -> None:
        self._words = np.random.PCG64(np.random.SeedSequence([seed, int.from_bytes(stage.encode(), "little")]))

    def _unit(self, n: int) -> NDArray[np.uint64]:
        """Return `n` uniform draws in units of 2**-32."""
        return np.asarray(self._words.random_raw(n), dtype=np.uint64) >> _HALF

    def below(self, n: int, bound: ArrayLike) -> Ints:
        """Return `n` integers in [0, bound); `bound`, below 2**32, may differ from draw to draw."""
        return ((self._unit(n) * np.asarray(bound).astype(np.uint64)) >> _HALF).astype(np.int64)

    def between(self, n: int, low: int, high: int) -> Ints:
        """Return `n` integers in [low, high]."""
        return low + self.below(n, high - low + 1)

    def chance(self, n: int, permille: ArrayLike) -> Flags:
        """Return `n` flags, each true with its own chance in a thousand."""
        return np.asarray(self.below(n, 1000) < np.asarray(permille))

    def skewed(self, n: int, bound: int, power: int) -> Ints:
        """Return `n` integers in [0, bound), distributed as a uniform draw's `power`: many small, few large."""
        unit = self._unit(n)
        product = unit
        for _ in range(power - 1):
            product = (product * unit) >> _HALF
        return ((product * np.uint64(bound)) >> _HALF).astype(np.int64)

    def pick(self, n: int, weights: ArrayLike) -> Ints:
        """Return `n` positions in `weights`, non-negative integers, each as often as its weight says."""
        cumulative = np.cumsum(np.asarray(weights, dtype=np.int64))
        return np.searchsorted(cumulative, self.below(n, cumulative[-1]), side="right").astype(np.int64)
