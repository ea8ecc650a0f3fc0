from __future__ import annotations

import random

import pytest

from smwidgets.data.source.blocks import irregular, regular
from smwidgets.data.source.dialect import Dialect

NAMES = ["a", "b", "c"]
PIECES = ["x", "1", '"', '""', ",", "\n", "\r\n", "\r", " ", "ż", "\\", '"a"', '"a,\n"', "x,y,z\n", "\n\n", ",,"]


@pytest.mark.spec("S1")
def test_whatever_arrow_reads_is_read_alike_record_by_record():
    draw, agreed = random.Random(7), 0  # noqa: S311 - of tests
    for _ in range(1500):
        block = ("".join(draw.choices(PIECES, k=draw.randint(1, 12))) + "\n").encode()
        for dialect in (Dialect(), Dialect(quote=None)):
            quick = regular(block, dialect, NAMES, 5)
            if quick is None:
                continue
            exact = irregular(block[: quick.size], dialect, NAMES, 5, is_last=True)
            assert quick.rows.equals(exact.rows), block
            assert (quick.size, quick.lines, exact.broken) == (exact.size, exact.lines, []), block
            agreed += exact.rows.num_rows > 0
    assert agreed > 100


@pytest.mark.parametrize(
    "block",
    [
        b'x,5" y,z\n',
        b'"a" b,c,d\n',
        b"a,b,c\rd,e,f\n",
        b"a,b\n",
        b"a,b,c,d\n",
        b'"a,b,c\n',
        b'a,"b,c\nd,"e,f\n',
        b"a,b,c",
    ],
)
def test_any_doubt_is_left_to_the_exact_reader(block):
    assert regular(block, Dialect(), NAMES, 1) is None


def test_a_record_that_is_not_whole_is_left_for_the_next_block():
    part = irregular(b'1,2,3\n4,"5\n', Dialect(), NAMES, 1, is_last=False)
    assert (part.rows["a"].to_pylist(), part.size, part.lines, part.broken) == (["1"], 6, 1, [])
    part = regular(b'1,"2\n",3\n4,"5\n', Dialect(), NAMES, 1)
    assert (part.rows["b"].to_pylist(), part.size, part.lines) == (["2\n"], 9, 2)
