from __future__ import annotations

import pickle

import pytest

from smwidgets.core import errors


def test_a_name_with_a_near_choice_is_corrected():
    error = errors.UnknownNameError("period", "las_7_days", ["today", "last_7_days", "last_30_days"])
    assert (
        str(error)
        == "unknown period 'las_7_days'; did you mean 'last_7_days'? There are: today, last_7_days, last_30_days"
    )
    assert error.suggestion == "last_7_days"


def test_case_does_not_hide_a_near_choice():
    assert errors.UnknownNameError("currency", "pln", ["PLN", "EUR"]).suggestion == "PLN"


def test_a_short_list_is_shown_when_nothing_is_near():
    assert str(errors.UnknownNameError("language", "fr", ["pl", "en"])) == "unknown language 'fr'; there are: pl, en"


def test_a_long_list_is_not_shown():
    assert str(errors.UnknownNameError("thing", "?", map(str, range(100)))) == "unknown thing '?'"


def test_missing_data_names_the_table_and_its_columns():
    assert str(errors.MissingDataError("visits")) == "the shop has no table 'visits'"
    assert str(errors.MissingDataError("visits", ["isp", "score"])) == "the table 'visits' has no column 'isp', 'score'"


def test_a_contract_error_reads_as_its_report():
    class Report:
        def __str__(self):
            return "events.type: 3 rows"

    report = Report()
    error = errors.ContractError(report)
    assert (str(error), error.report) == ("events.type: 3 rows", report)


@pytest.mark.parametrize(
    "error",
    [errors.UnknownNameError("period", "x", ("a", "b")), errors.MissingDataError("visits", ["isp"])],
)
def test_errors_survive_the_way_between_processes(error):
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert (str(copy), vars(copy)) == (str(error), vars(error))


def test_the_tree_is_the_one_drawn():
    def tree(kind, depth=0):
        yield "    " * max(depth - 1, 0) + kind.__name__
        for child in kind.__subclasses__():
            if child.__module__ == errors.__name__:
                yield from tree(child, depth + 1)

    for name in tree(errors.SmwidgetsError):
        assert name.strip() in errors.__doc__
    assert issubclass(errors.EmptyPeriodError, errors.PeriodError)
    assert issubclass(errors.PeriodError, errors.ConfigurationError)
    assert issubclass(errors.UnknownNameError, ValueError)
    assert issubclass(errors.StoreError, errors.DataError)
    assert not issubclass(errors.DataError, errors.ConfigurationError)
