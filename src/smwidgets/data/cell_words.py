"""Words of a source read by their meaning: found once for each different word, not for each row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from smwidgets.data.contract import OF_WORDS, TABLES
from smwidgets.data.reading import RECORD
from smwidgets.data.report import Issue, Problem, example
from smwidgets.data.words import alike, is_known, meaning, read_as

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from smwidgets.data.contract import Table
    from smwidgets.data.reading import Words

_SHOWN = 3

Different = dict[str, frozenset[str]]
"""By column of words: all different ones of a table."""


def words_read(
    stored: Mapping[str, Different], new: Mapping[str, Different], tables: Mapping[str, ibis.Table]
) -> dict[str, Words]:
    """Say as what each word is read: as it was written first, or by its known name.

    Parameters
    ----------
    stored, new
        The different words by table.
    tables
        The source's raw tables. Only for words that are written in several ways are they looked at once more.

    Returns
    -------
    dict
        By column of words: those that are read as another. A column of two tables, as ``channel``, has one spelling
        in both.
    """
    found: dict[str, Words] = {}
    for column in sorted({name for table in (*stored.values(), *new.values()) for name in table}):
        known = sorted({word for table in stored.values() for word in table.get(column, ())})
        written = {name: sorted(new[name][column].difference(known)) for name in TABLES if column in new.get(name, {})}
        several = _written_in_several_ways(column, [*known, *(word for words in written.values() for word in words)])
        ordered = [
            word for name, words in written.items() for word in _by_first_record(tables[name], column, words, several)
        ]
        if words := read_as(column, [*known, *ordered]):
            found[column] = words
    return found


def with_words_read(rows: ibis.Table, table: Table, words: Mapping[str, Words]) -> ibis.Table:
    """Put in the place of each word as what it is read.

    Parameters
    ----------
    rows
        A raw table, or a stored one.
    table
        Its declaration.
    words
        From :func:`words_read`. Where no word is read as another, nothing is done.
    """
    for column in columns_of_words(table, rows):
        if not words.get(column):
            continue
        names = rows.columns
        read = ibis.memtable(
            {"written_": list(words[column]), "read_": list(words[column].values())},
            schema=ibis.schema({"written_": "string", "read_": "string"}),
        )
        word = rows[column].cast("string")
        joined = rows.left_join(read, [word == read.written_])
        shown = joined.written_.isnull().ifelse(joined[column].cast("string"), joined.read_)
        rows = joined.mutate(**{column: shown}).select(*names)
    return rows


def spellings(new: Mapping[str, Different], words: Mapping[str, Words]) -> Iterator[Issue]:
    """Say which words of a source are read as another, and which others look much alike and are told apart."""
    for name, columns in new.items():
        for column, written in columns.items():
            read = words.get(column, {})
            changed = sorted(word for word in written if read.get(word) is not None)
            if changed:
                shown = sorted({str(read[word]) for word in changed})
                hint = f"read as {', '.join(repr(example(word)) for word in shown[:_SHOWN])}"
                yield Issue.of(name, column, Problem.SPELLING, 0, values=changed, hint=hint)
            told_apart = alike(read_word for word in written if (read_word := read.get(word, word)) is not None)
            if told_apart:
                yield Issue.of(name, column, Problem.ALIKE, 0, values=told_apart, hint="told apart")


def columns_of_words(table: Table, rows: ibis.Table) -> Iterator[str]:
    """List the columns of words that a table has."""
    return (column.name for column in table.columns if column.kind in OF_WORDS and column.name in rows.columns)


def _written_in_several_ways(column: str, words: Iterable[str]) -> frozenset[str]:
    by_meaning: dict[str, set[str]] = {}
    for word in words:
        meant = meaning(column, word)
        if meant is not None and not is_known(column, meant):
            by_meaning.setdefault(meant, set()).add(word)
    return frozenset(word for spellings in by_meaning.values() if len(spellings) > 1 for word in spellings)


def _by_first_record(rows: ibis.Table, column: str, words: list[str], several: frozenset[str]) -> list[str]:
    """Put words in the order of the records in which they stand first; without records the most frequent first."""
    doubtful = sorted(several.intersection(words))
    if len(doubtful) < 2:  # noqa: PLR2004 - nothing to put in order
        return words
    word = rows[column].cast("string")
    chosen = rows.filter(word.isin(doubtful))
    first = chosen[RECORD].min() if RECORD in rows.columns else -chosen.count()
    ranked = chosen.group_by(word=chosen[column].cast("string")).aggregate(first=first)
    ordered = ranked.order_by("first", "word").to_pyarrow()["word"].to_pylist()
    return [*ordered, *(word for word in words if word not in several)]
