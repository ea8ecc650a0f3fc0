"""A shop as somebody sees it who may not see all: what is in it, where it is kept, when it is made anew."""

from __future__ import annotations

import stat
import threading
from pathlib import Path

import ibis
import pandas as pd
import pytest

import smwidgets as sm
from smwidgets.core.errors import ConfigurationError, MissingDataError, StoreError
from smwidgets.data.access import ANONYMOUS, FULL, NOTHING, Rights, masking, opening
from smwidgets.data.access.prepared_files import ENVIRONMENT, PreparedFiles
from smwidgets.data.attribution import Attribution

TABLES = ("contacts", "events", "visits", "page_views", "interactions", "campaigns")


@pytest.fixture
def owned(six_tables):
    """Contact 1 is Ewa's, contact 2 Jan's, contact 3 nobody's; each bought, visited and was written to."""
    contacts = pd.concat([six_tables["contacts"], six_tables["contacts"].iloc[:1].assign(contact_id=3)])
    three = {
        "events": six_tables["events"].iloc[1:2].assign(event_id=13, contact_id=3),
        "visits": six_tables["visits"].assign(visit_id=[102, 103], contact_id=[2, 3]),
        "page_views": pd.DataFrame({"viewed_at": ["2026-01-05 11:50"] * 2, "visit_id": [102, 103]}),
        "interactions": six_tables["interactions"].iloc[:1].assign(interaction_id=9, contact_id=3),
    }
    more = {name: pd.concat([six_tables[name], rows], ignore_index=True) for name, rows in three.items()}
    campaigns = six_tables["campaigns"].assign(sent=2, opened=2, unsubscribed=1)
    return six_tables | more | {"contacts": contacts.assign(owner=["Ewa", "Jan", None]), "campaigns": campaigns}


@pytest.fixture
def store(owned, tmp_path):
    return sm.import_shop(owned, tmp_path / "shop.duckdb").path


@pytest.fixture
def shop(store):
    with sm.connect(store) as shop:
        yield shop


def ids(shop, table, column):
    return sorted(shop.execute(shop.table(table))[column].dropna().astype(int))


def prepared(store):
    directory = PreparedFiles(store).directory
    return sorted(path.name for path in directory.glob("*.duckdb")) if directory.exists() else []


@pytest.mark.spec("R5")
def test_only_what_belongs_to_the_owners_contacts_is_there(shop):
    with shop.restricted(Rights(["Jan"])) as jans:
        assert ids(jans, "contacts", "contact_id") == [2]
        assert ids(jans, "events", "event_id") == [12]
        assert ids(jans, "visits", "visit_id") == [102]
        assert ids(jans, "page_views", "visit_id") == [102]
        assert ids(jans, "interactions", "interaction_id") == [8]
        assert jans.execute(jans.orders)["event_id"].tolist() == [12]
        assert jans.cube("sales")["revenue_all"].sum() == 20.25
        assert jans.cube("visits").sum().to_dict() == {"monitored": 1, "anonymous": 0}
        assert jans.lookup("contacts", [1, 2, 3], ["email"]) == {2: ("b@sklep.example",)}
        campaigns = jans.table("campaigns").columns
        assert {"name", "reach"} <= set(campaigns)
        assert not {"sent", "opened", "unsubscribed"} & set(campaigns)


@pytest.mark.spec("R5")
def test_a_page_view_belongs_to_its_own_contact_before_that_of_its_visit(owned):
    views = owned["page_views"].assign(contact_id=pd.array([None, 2, None, 1, None], dtype="Int64"))
    with sm.connect(owned | {"page_views": views}) as shop, shop.restricted(Rights(["Jan"])) as jans:
        assert ids(jans, "page_views", "visit_id") == [100]
    with sm.connect(owned | {"page_views": views, "visits": owned["visits"].drop(columns="contact_id")}) as shop:
        assert ids(shop.restricted(Rights(["Jan"])), "page_views", "visit_id") == [100]
        assert ids(shop.restricted(Rights(["Jan"])), "visits", "visit_id") == []


@pytest.mark.spec("R5")
def test_no_owner_is_an_empty_shop_and_not_a_whole_one(shop, owned):
    for nothing in (shop.restricted(Rights(())), shop.restricted(NOTHING), shop.restricted(Rights(["Nobody"]))):
        assert all(
            not ids(nothing, table, nothing.table(table).columns[0]) for table in ("contacts", "events", "visits")
        )
        assert nothing.cube("sales").empty
    with sm.connect({"events": owned["events"]}) as without_contacts:
        assert without_contacts.restricted(NOTHING).cube("sales").empty
        with pytest.raises(MissingDataError, match="contacts"):
            without_contacts.restricted(Rights(["Ewa"]))
    ownerless = sm.connect(owned | {"contacts": owned["contacts"].drop(columns="owner")})
    with ownerless, pytest.raises(MissingDataError, match="owner"):
        ownerless.restricted(Rights(["Ewa"]))


@pytest.mark.spec("R5")
def test_restrictions_add_up_and_full_rights_change_nothing(shop):
    both = shop.restricted(Rights(["Ewa", "Jan"]))
    assert shop.restricted(FULL) is shop
    assert both.restricted(Rights(["Ewa", "Jan"])) is both
    assert both.restricted(FULL) is both
    assert ids(both.restricted(Rights(["Ewa", "Ola"])), "contacts", "contact_id") == [1]
    assert both.restricted(Rights(["Ewa"])).restricted(Rights(["Jan"])).rights == Rights(())
    assert shop.restricted(ANONYMOUS).restricted(Rights(["Ewa"])).rights == Rights(["Ewa"], personal=False)


@pytest.mark.spec("R5")
def test_owners_are_compared_whole_and_are_values_only(owned, tmp_path):
    hostile = [
        "'; DROP TABLE contacts; --",
        'a"b',
        "E\0wa",
        "Eẃa",
        "Ewa\u0301",
        "ż" * 100_000,
        "%",
    ]
    contacts = pd.concat([owned["contacts"].iloc[:1].assign(contact_id=10 + n, owner=o) for n, o in enumerate(hostile)])
    tables = {"contacts": pd.concat([owned["contacts"], contacts], ignore_index=True), "events": owned["events"]}
    with sm.connect(sm.import_shop(tables, tmp_path / "hostile.duckdb").path) as shop:
        whole = shop.execute(shop.table("contacts")).set_index("contact_id")["owner"]
        for number in whole.index[whole.notna()]:
            alone = shop.restricted(Rights([whole[number]]))
            assert ids(alone, "contacts", "contact_id") == [number]
        assert ids(shop.restricted(Rights(["E_a", "Ew", "Ewa; DROP"])), "contacts", "contact_id") == []
        assert len(prepared(tmp_path / "hostile.duckdb")) == whole.notna().sum() + 1


@pytest.mark.spec("R5")
@pytest.mark.parametrize("named", ["Ewa", "ewa", " EWA  "])
def test_case_and_blanks_of_an_owner_lose_no_contact_and_show_no_other(owned, tmp_path, named):
    """Neither in the shop, whose owners are folded once, nor in rights, which somebody wrote by hand."""
    written = pd.concat(
        [owned["contacts"].iloc[:1].assign(contact_id=10 + n, owner=o) for n, o in enumerate(("EWA", "ewa "))]
    )
    blank = owned["contacts"].iloc[:1].assign(contact_id=20, owner=" ")
    contacts = pd.concat([owned["contacts"], written, blank], ignore_index=True)
    with sm.connect(sm.import_shop(owned | {"contacts": contacts}, tmp_path / "folded.duckdb").path) as shop:
        assert ids(shop.restricted(Rights([named])), "contacts", "contact_id") == [1, 10, 11]
        assert ids(shop.restricted(Rights(["", " "])), "contacts", "contact_id") == []
        assert Rights([named]) & Rights(["ewa", "jan"]) == Rights(["Ewa"])


@pytest.mark.spec("R5")
@pytest.mark.parametrize("owners", ["Ewa", [1], [None], ["\ud800"], [b"Ewa"]])
def test_owners_that_are_no_texts_are_refused(owners):
    with pytest.raises(ConfigurationError):
        Rights(owners)


@pytest.mark.spec("R5")
def test_nothing_leads_back_to_the_whole(shop, store):
    jans = shop.restricted(Rights(["Jan"], personal=False))
    contacts = jans.table("contacts")
    catalogs = contacts.get_backend().con.execute("SELECT database_name, path FROM duckdb_databases()").fetchall()
    assert [path for _, path in catalogs if path and Path(path).name == store.name] == []
    assert {name for name, _ in catalogs} <= {"shop", "memory", "system", "temp"}
    for place in ("whole.main.contacts", f"'{store}'", "allowed_owners", "allowed_contacts"):
        with pytest.raises(Exception, match=r"does not exist|disabled|Permission"):
            jans.execute(contacts.sql(f"SELECT * FROM {place}"))  # noqa: S608 - what an attacker would ask


@pytest.mark.spec("R5")
def test_the_prepared_file_is_kept_once_for_equal_rights_and_tells_nothing(shop, store, monkeypatch):
    made = []
    monkeypatch.setattr(opening, "_prepare", lambda *args, real=opening._prepare: made.append(args) or real(*args))
    for owners in (["Ewa", "Jan"], ["Jan", "Ewa"], {"Jan", "Ewa"}):
        assert ids(shop.restricted(Rights(owners)), "contacts", "contact_id") == [1, 2]
    assert len(made) == len(prepared(store)) == 1
    directory = PreparedFiles(store).directory
    assert stat.S_IMODE(directory.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in directory.iterdir()} == {0o600}
    assert not any("Ewa" in name or "Jan" in name for name in prepared(store))
    assert Rights(["Ewa"]).digest("one") != Rights(["Ewa"]).digest("two")


@pytest.mark.spec("R5")
def test_after_an_import_the_rights_hold_and_the_old_file_is_gone(shop, store, owned):
    jans = shop.restricted(Rights(["Jan"], personal=False))
    before = prepared(store)
    more = owned["events"].iloc[:2].assign(event_id=[20, 21], contact_id=[1, 2], type="PURCHASE", value=[1000.0, 7.0])
    sm.import_shop({"events": more}, store, append=True)
    assert prepared(store) == []
    assert jans.cube("sales")["revenue_all"].sum() == 20.25
    assert jans.refresh()
    assert jans.cube("sales")["revenue_all"].sum() == 27.25
    assert jans.execute(jans.table("contacts"))["email"].tolist() == ["b•••@sklep.example"]
    assert set(prepared(store)).isdisjoint(before)
    assert not jans.refresh()


@pytest.mark.spec("R5")
def test_a_model_that_cannot_keep_its_rights_keeps_what_it_has(shop, store, owned):
    model = sm.DashboardModel(shop, rights=Rights(["Jan"]), as_of="2026-01-06 12:00")
    sm.import_shop(owned | {"contacts": owned["contacts"].drop(columns="owner")}, store)
    model.refresh()
    assert "owner" in model.problem
    assert ids(model.shop, "contacts", "contact_id") == [2]


@pytest.mark.spec("R5")
def test_another_policy_holds_for_what_is_seen(store):
    with sm.connect(store, attribution=Attribution(days=1)) as shop, shop.restricted(Rights(["Ewa"])) as ewas:
        assert ewas.attribution.days == 1
        assert ewas.cube("sales")["orders_all"].sum() == 1


@pytest.mark.spec("R5")
def test_many_who_ask_at_once_get_one_file(store):
    found, threads = [], []

    def ask():
        with sm.connect(store) as shop, shop.restricted(Rights(["Jan"])) as jans:
            found.append(ids(jans, "contacts", "contact_id"))

    for _ in range(6):
        threads.append(threading.Thread(target=ask))
        threads[-1].start()
    for thread in threads:
        thread.join()
    assert found == [[2]] * 6
    assert len(prepared(store)) == 1


@pytest.mark.spec("R5")
def test_a_damaged_or_half_written_file_is_made_anew(shop, store):
    shop.restricted(Rights(["Jan"])).close()
    directory = PreparedFiles(store).directory
    (file,) = directory.glob("*.duckdb")
    file.write_bytes(b"no database")
    (directory / "new-file").write_bytes(b"of a killed process")
    assert ids(shop.restricted(Rights(["Jan"])), "contacts", "contact_id") == [2]
    assert sorted(path.name for path in directory.iterdir()) == sorted([*prepared(store), "lock"])


@pytest.mark.spec("R5")
def test_a_directory_that_others_can_use_is_refused(shop, store, tmp_path, monkeypatch):
    directory = PreparedFiles(store).directory
    directory.mkdir()
    directory.chmod(0o755)
    with pytest.raises(StoreError, match="alone"):
        shop.restricted(Rights(["Jan"]))
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "elsewhere"))
    assert ids(shop.restricted(Rights(["Jan"])), "contacts", "contact_id") == [2]
    assert PreparedFiles(store).directory.parent == tmp_path / "elsewhere"
    monkeypatch.setenv(ENVIRONMENT, "elsewhere")
    with pytest.raises(ConfigurationError):
        shop.restricted(Rights(["Jan"]))


@pytest.mark.spec("R5")
@pytest.mark.parametrize(
    ("mask", "clear", "shown"),
    [
        (masking.email, "anna.nowak@example.com", "a•••@example.com"),
        (masking.email, "a@example.com", "a•••@example.com"),
        (masking.email, '"a@b"@example.com', '"•••@example.com'),
        (masking.email, "anna", "a•••"),
        (masking.email, "@example.com", "•••@example.com"),
        (masking.email, "anna@ Anna Nowak", "a•••@•••"),
        (masking.email, "", ""),
        (masking.email, None, None),
        (masking.initials, "Anna Nowak", "A••• N•••"),
        (masking.initials, "  Żaneta\tŁoś-Nowak ", "  Ż•••\tŁ••• "),
        (masking.initials, "李小龍", "李•••"),
        (masking.initials, None, None),
        (masking.hidden, "+48 600 100 200", "•••"),
        (masking.hidden, "", ""),
        (masking.hidden, None, None),
        (masking.reason, "Too many messages.", "Too many messages."),
        (masking.reason, "pisze Anna Nowak", "•••"),
        (masking.reason, None, None),
        (masking.without_addresses, "Dla anna@example.com, pilne", "Dla ••• pilne"),
        (masking.address_bar, "https://s.example/a/b?email=a@b.example", "https://s.example/a/b"),
        (masking.address_bar, "https://s.example/u/a%40b.example/x#y", "https://s.example/u/•••/x"),
        (masking.address_bar, "https://anna@s.example/x\n?a", "https://•••/x\n"),
    ],
)
def test_masks(mask, clear, shown):
    engine = ibis.duckdb.connect()
    value = ibis.literal("-").nullif("-") if clear is None else ibis.literal(clear)
    assert engine.con.execute(engine.compile(mask(value))).fetchone() == (shown,)


@pytest.mark.spec("R5")
def test_ids_that_are_texts_are_pseudonyms_that_change_with_the_data(tmp_path, owned):
    tables = {name: rows.copy() for name, rows in owned.items()}
    for name in ("contacts", "events", "visits", "interactions"):
        known = tables[name]["contact_id"].notna()
        tables[name]["contact_id"] = (
            tables[name]["contact_id"].map(lambda one: f"{one:.0f}@x.example").where(known, None)
        )
    store = sm.import_shop(tables, tmp_path / "texts.duckdb").path
    with sm.connect(store) as shop:
        masked = shop.restricted(ANONYMOUS)
        first = set(masked.execute(masked.table("contacts"))["contact_id"])
        assert len(first) == 3
        assert not any("@" in one for one in first)
        assert set(masked.execute(masked.table("events"))["contact_id"]) == first
        assert masked.cube("sales").equals(shop.cube("sales"))
        sm.import_shop(tables, store)
        masked.refresh()
        assert set(masked.execute(masked.table("contacts"))["contact_id"]).isdisjoint(first)


@pytest.mark.spec("R5")
def test_a_masked_shop_has_the_same_cubes_and_no_owners(shop):
    masked = shop.restricted(ANONYMOUS)
    assert not masked.has("contacts", "owner")
    for name in ("sales", "contacts", "visits", "page_views", "potential", "customers", "contact_activity"):
        assert masked.cube(name).equals(shop.cube(name)), name


@pytest.mark.spec("R5")
def test_a_shop_in_memory_is_restricted_once_while_in_use(owned):
    with sm.connect(owned) as shop:
        jans = shop.restricted(Rights(["Jan"]))
        assert shop.restricted(Rights(["Jan"])) is jans
        assert shop.restricted(Rights(["Ewa"])) is not jans
        jans.close()
        assert ids(shop.restricted(Rights(["Jan"])), "contacts", "contact_id") == [2]
