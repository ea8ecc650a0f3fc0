from __future__ import annotations

from smwidgets.data.report import Issue, Problem, Report, example


def test_an_example_is_safe_to_print():
    assert example("a\tb\x1b[31m\u202e") == "a\\tb\\x1b[31m\\u202e"
    assert example("Łódź 12,5 zł") == "Łódź 12,5 zł"
    assert example("x" * 61) == "x" * 59 + "…"
    assert example("x" * 60) == "x" * 60


def test_an_issue_shows_three_different_values():
    issue = Issue.of("events", "type", Problem.UNKNOWN_NAME, 1234, values=["a", "a", "b", "c", "d"], hint="try X")
    assert str(issue) == "events.type: unknown name; 1,234 rows; e.g. 'a', 'b', 'c'; try X"


def test_a_report_for_people():
    issue = Issue("events", "value", Problem.NEGATIVE, 1, ("-4",))
    warning = Issue("events", "vallue", Problem.UNREAD, 0, hint="did you mean 'value'?")
    report = Report((issue,), (warning,), {"events": 2}, {"events": 1}) + Report((), (), {"visits": 5}, {"visits": 0})
    assert not report.is_clean
    assert str(report).splitlines() == [
        "1 of 8 rows cannot be loaded:",
        "  events.value: negative; 1 row; e.g. '-4'",
        "noticed:",
        "  events.vallue: not read; did you mean 'value'?",
    ]


def test_a_clean_report():
    assert str(Report((), (), {"events": 2000}, {})) == "2,000 rows, all of them valid"


def test_reports_of_one_table_add_up():
    total = Report(rows_ok={"events": 5}, rows_bad={"events": 1}) + Report(
        rows_ok={"events": -2}, rows_bad={"events": 2}
    )
    assert (total.rows_ok, total.rows_bad) == ({"events": 3}, {"events": 3})
