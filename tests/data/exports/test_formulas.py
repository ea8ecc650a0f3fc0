from __future__ import annotations

import re

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smwidgets.data.exports.formulas import LIVE_CELL, LIVE_IN_A_FILE, neutralised, runs

HARMLESS = ["-12.50", "+7", "-12,5", "−5", "-20%", "Ewa", "a=b", "1-2", "", "ż;ó,ł", 'cudzy"słów', "dwa\nwiersze"]
ORDINARY = ["Rabat, -20%", "Nowak; -5", "ul. Długa 3, m. 4", "a@b.pl", "x;y=1", "„Ala”", "—"]

texts = st.text(st.one_of(st.sampled_from("=+-@;,\t\r\n '\"%.01\u200b\ufeff＝−a"), st.characters(codec="utf-8")))


@pytest.mark.spec("R3")
@pytest.mark.parametrize("text", [*HARMLESS, *ORDINARY])
def test_a_neutral_text_stays(text):
    assert neutralised(text) == text
    assert not runs(text)


@pytest.mark.spec("R3")
@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("-", "'-"),
        ("+48 600 100 200", "'+48 600 100 200"),
        (" \u200b\ufeff=1", "' \u200b\ufeff=1"),
        ("'=1", "''=1"),
        ("x;=1", "x;'=1"),
        ("x, =1;@A", "x,' =1;'@A"),
        ('x;"=1', "x;'\"=1"),
        ("x\n-1+1", "x\n'-1+1"),
        ("\t=1", "'\t'=1"),
    ],
)
def test_an_apostrophe_stands_where_a_formula_would_begin(text, safe):
    assert neutralised(text) == safe


@given(texts)
def test_nothing_but_apostrophes_is_added(text):
    left = iter(neutralised(text))
    assert all(any(mark == other for other in left) for mark in text)
    assert neutralised(text).replace("'", "") == text.replace("'", "")


@given(texts, st.sampled_from([";", ",", "\t", "\n", "\r", "[;,\t\r\n]"]))
def test_no_cell_runs_wherever_a_program_splits(text, separators):
    for cell in re.split(separators, neutralised(text)):
        begun = cell.lstrip(' \t\r\n"\u200b\ufeff')
        assert not begun.startswith(tuple("=+-@＝−")) or re.fullmatch(r"[+\-−]?\d+([.,]\d+)?%?\s*", begun)


@given(st.lists(texts, max_size=20))
def test_a_whole_column_is_looked_through_by_the_same_rule(found):
    column = pa.array(found, pa.large_string())
    suspect = dict(zip(found, pc.match_substring_regex(column, LIVE_IN_A_FILE).to_pylist(), strict=True))
    live = dict(zip(found, pc.match_substring_regex(column, LIVE_CELL).to_pylist(), strict=True))
    for text in found:
        assert suspect[text] or neutralised(text) == text
        assert live[text] or not runs(text)


@pytest.mark.parametrize("text", ["\t" * 200_000 + "x", ";" * 200_000 + "=", "'" * 200_000, "x;" + " " * 200_000])
def test_long_texts_are_judged_at_once(text):
    assert len(neutralised(text)) >= len(text)
