"""Who came back in March was gone in February: contacts by their changes, against going through each one's own."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random

import pandas as pd
import pytest

import smwidgets as sm
from smwidgets.core.periods import resolve
from smwidgets.data.access import Rights
from smwidgets.data.contact_domains import domains
from smwidgets.data.listing import contact_count, contact_rows, profile
from smwidgets.metrics.contact_base import monitored_share, opt_outs_by_reason
from smwidgets.sections._contact_groups import group_figures, groups_by_bucket
from smwidgets.sections._moments import measured

FIRST = datetime(2026, 1, 1, tzinfo=UTC)
REASONS = ("too_many_messages", "never_signed_up", None)
MOMENTS = [
    FIRST + timedelta(hours=hours, minutes=minutes) for hours, minutes in ((30, 0), (71, 30), (150, 15), (400, 0))
]


@pytest.fixture(scope="module")
def frames():
    """Eighty contacts with up to six changes each, on whole hours, so that many fall together; some of nobody."""
    draw = Random(26)  # noqa: S311 - the same contacts at every run

    def hour(most):
        return FIRST + timedelta(hours=draw.randrange(most))

    contacts = pd.DataFrame(
        {
            "contact_id": range(80),
            "email": [f"c{number}@d{number % 7}.example" for number in range(80)],
            "created_at": [hour(100) for _ in range(80)],
            "monitored": [draw.random() < 0.5 for _ in range(80)],
            "owner": [f"o{number % 3}" for number in range(80)],
            "opted_out_at": pd.to_datetime([hour(300) if draw.random() < 0.3 else None for _ in range(80)], utc=True),
            "opt_out_reason": [draw.choice(REASONS) for _ in range(80)],
        }
    )
    rows = []
    for contact in range(5, 85):
        for _ in range(draw.randrange(7)):
            field = draw.choice(("opted_out", "opted_out", "opted_out", "monitored", "opt_out_reason"))
            value = draw.choice(REASONS[:2]) if field == "opt_out_reason" else draw.choice(("true", "false"))
            rows.append((contact, hour(300), field, value))
    rows = {(contact, at, field): value for contact, at, field, value in rows}
    changes = pd.DataFrame(
        [(*key, value) for key, value in rows.items()], columns=["contact_id", "changed_at", "field", "value"]
    )
    return {"contacts": contacts, "contact_changes": changes}


@pytest.fixture(scope="module")
def shop(frames):
    with sm.connect(frames, timezone="UTC") as shop:
        yield shop


@pytest.fixture(scope="module")
def rows(frames, rows_of):
    return {name: rows_of(frame) for name, frame in frames.items()}


@pytest.mark.spec("CA1", "CA6", "M2")
@pytest.mark.parametrize("now", MOMENTS)
def test_opt_outs_count_when_they_were_and_end_when_they_ended(naive_history, shop, rows, now):
    changes = rows["contact_changes"]
    timeframe = resolve(sm.Period("2026-01-02", "2026-01-09"), now)
    there = [one for one in rows["contacts"] if one["created_at"] < now]
    out = sum(naive_history.is_out(one, changes, now) for one in there)
    figures = group_figures(shop, timeframe)
    assert (figures["all"], figures["opted_out"], figures["monitored"]) == (len(there), out, len(there) - out)
    told = [spell for one in rows["contacts"] for spell in naive_history.opt_outs(one, changes)]
    buckets = timeframe.buckets()
    found = groups_by_bucket(shop, ["opted_out", "monitored"], buckets)
    for bounds, row in zip(
        zip(buckets.bounds, buckets.bounds[1:], strict=False), found.to_dict("records"), strict=True
    ):
        start, end = bounds
        everybody = [one for one in rows["contacts"] if one["created_at"] < end]
        assert row["opted_out"] == sum(start <= one.left < end for one in told)
        assert row["monitored"] == sum(not naive_history.is_out(one, changes, end) for one in everybody)
    start, end = timeframe.current.start, timeframe.current.end
    reasons = measured(shop, "opt_outs", opt_outs_by_reason, [start, end])
    wanted = Counter(one.reason or "not_given" for one in told if start <= one.left < end)
    assert {reason: number for reason, number in reasons.items() if number} == dict(wanted)


@pytest.mark.spec("CA7", "CA8", "I5", "M2")
@pytest.mark.parametrize("now", MOMENTS)
def test_the_flag_the_domains_and_the_card_are_those_of_the_moment(naive_history, shop, rows, now):
    changes = rows["contact_changes"]
    there = [one for one in rows["contacts"] if one["created_at"] < now]
    flags = Counter(naive_history.is_monitored(one, changes, now) for one in there)
    share = measured(shop, "contacts", monitored_share, [now]).iloc[0].to_dict()
    assert share == {"monitored": flags[True], "not_monitored": flags[False]}
    inside = [one for one in there if not naive_history.is_out(one, changes, now)]
    found = domains(shop, now)
    assert dict(zip(found["domain"], found["contacts"], strict=True)) == Counter(
        one["email"].split("@")[1] for one in inside
    )
    for one in there[:4]:
        card = profile(shop, one["contact_id"], now)
        assert card.opted_out == naive_history.is_out(one, changes, now)
        assert card.contact["monitored"] == naive_history.is_monitored(one, changes, now)


@pytest.mark.spec("CA4")
def test_exports_list_whom_the_figures_count(naive_history, shop, rows):
    period, now = sm.Period(MOMENTS[0], MOMENTS[2]), MOMENTS[3]
    told = [
        one["contact_id"]
        for one in rows["contacts"]
        for spell in naive_history.opt_outs(one, rows["contact_changes"])
        if MOMENTS[0] <= spell.left < MOMENTS[2]
    ]
    listed = [one for piece in contact_rows(shop, "opted_out", period, until=now) for one in piece.to_pylist()]
    assert sorted(one["contact_id"] for one in listed) == sorted(told)
    assert contact_count(shop, "opted_out", period, until=now) == len(told)
    assert all(one["opted_out_at"] is not None for one in listed)
    inside = [
        one["contact_id"]
        for one in rows["contacts"]
        if one["created_at"] < MOMENTS[2] and not naive_history.is_out(one, rows["contact_changes"], MOMENTS[2])
    ]
    kept = [one for piece in contact_rows(shop, "monitored", period, until=now) for one in piece.to_pylist()]
    assert sorted(one["contact_id"] for one in kept) == sorted(inside)
    assert {one["opted_out_at"] for one in kept} == {None}


@pytest.mark.spec("CA1", "CA6", "CA8", "X1")
def test_explained_figures_are_computed_from_the_same_history(shop):
    model = sm.DashboardModel(shop, as_of=MOMENTS[2])
    for section in (sm.sections.ContactBase, sm.sections.MonitoredShare):
        one = section(model)
        _, figures = one.evidence(shop, one.timeframe())
        assert shop.execute(figures).iloc[0].to_dict() == one.figures
    one = sm.sections.OptOutReasons(model, period=sm.Period("2026-01-01", "2026-01-20"))
    _, figures = one.evidence(shop, one.timeframe())
    found = shop.execute(figures).set_index("reason")["opted_out"].to_dict()
    assert found == {reason: number for reason, number in one.figures.items() if number}


@pytest.mark.spec("R5", "CA1", "CA8")
def test_a_viewer_of_some_contacts_has_their_changes_alone(shop, frames):
    mine = frames["contacts"][frames["contacts"]["owner"] == "o1"]
    own = frames["contact_changes"][frames["contact_changes"]["contact_id"].isin(mine["contact_id"])]
    with shop.restricted(Rights(["o1"], personal=False)) as part:
        assert part.execute(part.table("contact_changes").count()).iloc[0, 0] == len(own)
        values = set(part.execute(part.table("contact_changes"))["value"])
        with sm.connect({"contacts": mine, "contact_changes": own}, timezone="UTC") as alone:
            for name in ("contacts", "opt_outs"):
                pd.testing.assert_frame_equal(
                    part.cube(name), alone.cube(name), check_dtype=False, check_categorical=False
                )
    assert values <= {"true", "false", *REASONS}


def test_a_reason_of_a_persons_own_words_is_masked(frames):
    own_words = frames["contact_changes"].copy()
    own_words.loc[own_words["field"] == "opt_out_reason", "value"] = "write to ewa@home.example"
    with (
        sm.connect({**frames, "contact_changes": own_words}, timezone="UTC") as whole,
        whole.restricted(Rights(personal=False)) as part,
    ):
        assert set(part.execute(part.table("contact_changes"))["value"]) == {"true", "false", "•••"}


def changed(*rows):
    contacts = {
        "contact_id": [1, 2],
        "email": ["a@a.example", "b@b.example"],
        "created_at": "2026-01-01",
        "monitored": True,
    }
    changes = pd.DataFrame(rows, columns=["contact_id", "changed_at", "field", "value"])
    return {"contacts": pd.DataFrame(contacts), "contact_changes": changes}


@pytest.mark.spec("CA1")
def test_contacts_that_do_not_tell_of_opt_outs_are_known_by_their_changes():
    tables = changed((1, "2026-02-10", "opted_out", "Yes"), (1, "2026-03-05", "opted_out", "0"))
    with sm.connect(tables, timezone="UTC") as shop:
        for month, opted_out, gone in (("2026-02", 1, 1), ("2026-03", 0, 0)):
            start = pd.Timestamp(f"{month}-01")
            period = sm.Period(start.isoformat(), (start + pd.DateOffset(months=1)).isoformat())
            now = datetime.fromisoformat(f"{month}-28T12:00:00+00:00")
            section = sm.sections.ContactBase(sm.DashboardModel(shop, as_of=now), period=period)
            assert (section.frame["opted_out"].sum(), section.figures["opted_out"]) == (opted_out, gone)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ((1, "2026-02-10", "opted_out", "perhaps"), "contact_changes.value: wrong type; 1 row; e.g. 'perhaps'"),
        ((1, "2026-02-10", "monitored", None), "contact_changes.value: missing value; 1 row"),
        ((1, "2026-02-10", "consent", "true"), "contact_changes.field: unknown name; 1 row; e.g. 'consent'"),
    ],
)
def test_a_change_that_cannot_be_read_is_named(row, said):
    good = (2, "2026-02-10", "opt_out_reason", None)
    with pytest.raises(sm.ContractError, match="cannot be loaded") as refused:
        sm.connect(changed(row, good))
    assert said in str(refused.value.report)
