from __future__ import annotations

import pandas as pd
import pytest

from smwidgets.core.errors import ConfigurationError, ContractError, StoreError
from smwidgets.data.connecting import connect
from smwidgets.data.importing import import_shop
from smwidgets.data.report import Problem
from smwidgets.data.store import check_store


@pytest.fixture
def path(tmp_path):
    return tmp_path / "shop.duckdb"


def rows(path, table):
    with connect(path) as shop:
        return shop.execute(shop.table(table))


def more_events(six_tables, ids, values):
    at = [f"2026-01-0{day + 7} 10:00" for day in range(len(ids))]
    frame = pd.DataFrame({"event_id": ids, "contact_id": 1, "type": "PURCHASE", "occurred_at": at, "value": values})
    return {"events": frame}


def test_a_store_holds_what_a_shop_in_memory_holds(path, six_tables):
    result = import_shop(six_tables, path, timezone="America/New_York", currency="USD", name="Shop")
    assert result.rows == {
        "contacts": 2, "events": 3, "visits": 2, "page_views": 3, "interactions": 2, "campaigns": 1,
    }  # fmt: skip
    assert result.left_out == {}
    with connect(path) as stored, connect(six_tables, timezone="America/New_York") as in_memory:
        assert (stored.name, stored.currency, str(stored.timezone)) == ("Shop", "USD", "America/New_York")
        assert stored.revision == result.revision
        assert stored.cube("sales").equals(in_memory.cube("sales"))
        assert stored.execute(stored.orders).equals(in_memory.execute(in_memory.orders))
    assert check_store(path) == []
    assert [file.name for file in path.parent.iterdir()] == ["shop.duckdb"]


def test_progress_only_grows(path, six_tables):
    said = []
    import_shop(six_tables, path, progress=lambda what, share: said.append((what, share)))
    shares = [share for _, share in said]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert {"checking events", "writing contacts", "orders", "cube sales", "saving"} <= {what for what, _ in said}


def test_tables_are_sorted_by_time(path, six_tables):
    import_shop({"events": six_tables["events"].iloc[::-1]}, path)
    assert rows(path, "events")["event_id"].tolist() == [10, 11, 12]


def test_appending_adds_what_is_new_once(path, six_tables):
    first = import_shop(six_tables, path, name="Sklep", timezone="Europe/London", currency="GBP")
    both = pd.concat([six_tables["events"], more_events(six_tables, [13], [10])["events"]])
    result = import_shop({"events": both}, path, append=True)
    assert result.rows["events"] == 4
    assert result.revision != first.revision
    with connect(path) as shop:
        assert (shop.name, str(shop.timezone), shop.currency) == ("Sklep", "Europe/London", "GBP")
        assert shop.cube("sales")["revenue_all"].sum() == 129.75
        assert shop.execute(shop.orders)["purchase_number"].tolist() == [1, 1, 2]
        assert shop.has("contacts")


def test_appending_refuses_what_contradicts_the_store(path, six_tables):
    import_shop(six_tables, path)
    before = path.read_bytes()
    changed = more_events(six_tables, [11, 13], [1, 2])
    with pytest.raises(ContractError) as caught:
        import_shop(changed, path, append=True)
    (issue,) = caught.value.report.issues
    assert (issue.table, issue.column, issue.problem, issue.rows, issue.examples) == (
        "events", "event_id", Problem.STORED_DIFFERENTLY, 1, ("11",),
    )  # fmt: skip
    assert path.read_bytes() == before
    result = import_shop(changed, path, append=True, skip_invalid=True)
    assert result.left_out == {"events": 1}
    assert rows(path, "events").query("event_id == 11")["value"].item() == 99.5
    assert result.rows["events"] == 4


def test_appending_counts_the_left_out_of_all_imports(path, six_tables):
    for event in (20, 21):
        bad = more_events(six_tables, [event, event + 10], [1, 2])
        bad["events"].loc[0, "value"] = None
        import_shop(bad, path, append=path.exists(), skip_invalid=True)
    with connect(path) as shop:
        assert shop.left_out == {"events": 2}


def test_a_newer_contact_replaces_the_stored_one_and_keeps_what_it_does_not_tell(path, six_tables):
    import_shop(six_tables, path)
    moved = pd.DataFrame(
        {"contact_id": [1], "email": ["nowy@sklep.example"], "created_at": ["2026-01-01 08:00"], "monitored": [False]}
    )
    import_shop({"contacts": moved.assign(phone="600")}, path, append=True)
    contacts = rows(path, "contacts").set_index("contact_id")
    assert contacts.loc[1, ["email", "city", "phone"]].tolist() == ["nowy@sklep.example", "Kraków", "600"]
    assert not contacts.loc[1, "monitored"]
    assert contacts.loc[2, "email"] == "b@sklep.example"


def test_appending_text_ids_turns_all_of_them_into_text(path, six_tables):
    import_shop(six_tables, path)
    result = import_shop(
        {"events": more_events(six_tables, [13], [5])["events"].assign(contact_id="x1")}, path, append=True
    )
    assert result.rows["events"] == 4
    with connect(path) as shop:
        assert shop.cube("sales")["orders_touchpoint"].sum() == 1
        assert set(shop.execute(shop.table("contacts"))["contact_id"]) == {"1", "2"}


@pytest.mark.spec("S6")
def test_appending_the_same_page_views_changes_nothing(path, six_tables):
    import_shop(six_tables, path)
    result = import_shop({"page_views": six_tables["page_views"]}, path, append=True)
    assert result.rows["page_views"] == 3


def test_appending_needs_the_stores_own_zone_and_currency(path, six_tables):
    with pytest.raises(StoreError, match="no store to append to"):
        import_shop(six_tables, path, append=True)
    import_shop(six_tables, path)
    with pytest.raises(ConfigurationError, match=r"time zone is Europe/Warsaw, not Europe/London"):
        import_shop(six_tables, path, append=True, timezone="Europe/London")
    with pytest.raises(ConfigurationError, match="currency is PLN, not EUR"):
        import_shop(six_tables, path, append=True, currency="EUR")


def test_a_store_is_a_source_too(path, six_tables, tmp_path):
    import_shop(six_tables, path, timezone="Asia/Kathmandu", currency="NPR", name="Sklep")
    import_shop(path, tmp_path / "copy.duckdb")
    with connect(path) as one, connect(tmp_path / "copy.duckdb") as two:
        assert (two.name, two.timezone, two.currency) == (one.name, one.timezone, one.currency)
        assert two.cube("sales").equals(one.cube("sales"))
        assert (two.grain_minutes, one.grain_minutes) == (15, 15)
    assert import_shop(path, path).rows["events"] == 3


def test_a_file_that_is_no_store_is_never_overwritten(path, six_tables):
    path.write_text("my notes")
    with pytest.raises(StoreError, match="is not a store; it was left as it is"):
        import_shop(six_tables, path)
    assert path.read_text() == "my notes"


def test_a_path_that_duckdb_would_misread_is_refused(tmp_path, six_tables):
    """It takes what follows a question mark for options, and puts its log beside another file."""
    with pytest.raises(StoreError, match="question mark"):
        import_shop(six_tables, tmp_path / "shop?a=b.duckdb")
    assert list(tmp_path.iterdir()) == []


def test_a_symbolic_link_keeps_pointing_to_the_store(tmp_path, path, six_tables):
    import_shop(six_tables, path)
    link = tmp_path / "link.duckdb"
    link.symlink_to(path)
    import_shop({"events": six_tables["events"].iloc[:2]}, link)
    assert link.is_symlink()
    assert len(rows(path, "events")) == 2


def test_the_file_keeps_its_permissions(path, six_tables):
    import_shop(six_tables, path)
    path.chmod(0o600)
    import_shop(six_tables, path)
    assert path.stat().st_mode & 0o777 == 0o600
