from __future__ import annotations

from datetime import datetime

import pandas as pd
import pytest
from traitlets import TraitError

import smwidgets as sm
from smwidgets.core.errors import AccessError, ConfigurationError, UnknownNameError
from smwidgets.data.importing import import_shop
from smwidgets.data.repository import Repository


@pytest.mark.spec("M2")
def test_without_a_fixed_moment_each_refresh_reads_the_present(seed_shop, monkeypatch):
    model = sm.DashboardModel(seed_shop)
    first = model.now
    assert model.now is first
    model.refresh()
    assert model.now > first
    assert model.now.tzinfo is seed_shop.timezone


@pytest.mark.spec("M2")
def test_a_fixed_moment_without_a_zone_is_the_shops_local_time(seed_shop):
    model = sm.DashboardModel(seed_shop, as_of="2025-01-06 12:00")
    assert model.now.isoformat() == "2025-01-06T12:00:00+01:00"
    model.as_of = datetime.fromisoformat("2025-07-01T12:00:00")
    assert model.now.isoformat() == "2025-07-01T12:00:00+02:00"


def test_a_change_of_the_clock_is_told_once(seed_shop):
    model = sm.DashboardModel(seed_shop, as_of="2025-01-06 12:00")
    told = []
    model.observe(lambda change: told.append((change.name, model.now)), ["revision"])
    model.as_of = "2025-01-05 12:00"
    assert [name for name, _ in told] == ["revision"]
    assert told[0][1].day == 5


@pytest.mark.spec("M9")
def test_an_unknown_currency_is_refused_with_a_suggestion(seed_shop):
    with pytest.raises(UnknownNameError, match="PLN"):
        sm.DashboardModel(seed_shop, currency="PLM")
    model = sm.DashboardModel(seed_shop)
    with pytest.raises(UnknownNameError):
        model.currency = "XQQ"
    assert model.currency == "PLN"


def test_an_unknown_language_is_refused(seed_shop):
    with pytest.raises(TraitError, match="locale"):
        sm.DashboardModel(seed_shop, locale="de")


def test_the_environment_gives_the_model_that_serve_asked_for(seed_shop, monkeypatch):
    for name, value in {"AS_OF": "2025-01-06 12:00", "LOCALE": "en", "CURRENCY": "EUR"}.items():
        monkeypatch.setenv(f"SMWIDGETS_{name}", value)
    model = sm.DashboardModel.from_environment(seed_shop)
    assert (model.now.day, model.locale, model.currency) == (6, "en", "EUR")


def test_data_that_cannot_be_read_again_leave_the_last_good_ones(seed_shop, monkeypatch, state):
    model = sm.DashboardModel(seed_shop, as_of="2025-01-06 12:00")
    section = sm.sections.SalesAnalytics(model, period="last_7_days")
    section.show()

    def unreadable():
        raise sm.core.errors.StoreError("the store is gone")

    monkeypatch.setattr(seed_shop, "refresh", unreadable)
    model.refresh()
    assert model.problem == "the store is gone"
    assert state(section) == "stale"
    assert section.figures["revenue"] == 445_360
    monkeypatch.undo()
    model.refresh()
    assert (model.problem, state(section)) == ("", "fresh")
    section.close()


@pytest.mark.spec("R4")
def test_the_local_user_looks_unless_somebody_is_named(seed_shop, monkeypatch):
    monkeypatch.setattr("getpass.getuser", lambda: "ola")
    assert sm.DashboardModel(seed_shop).user == "ola"
    assert sm.DashboardModel.from_environment(seed_shop).user == "ola"
    assert sm.DashboardModel(seed_shop, user="ala").user == "ala"
    assert sm.DashboardModel(seed_shop, user=None).user is None


@pytest.mark.spec("R4")
@pytest.mark.parametrize(("name", "value"), [("SERVER_SOFTWARE", "voila/0.5.12"), ("VOILA_PREHEAT", "True")])
def test_the_visitor_of_a_published_page_is_not_its_publisher(seed_shop, tmp_path, monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    model = sm.DashboardModel(seed_shop, repository=tmp_path / "repository")
    assert model.user is sm.DashboardModel.from_environment(seed_shop).user is None
    with pytest.raises(AccessError):
        model.repository.create_folder("Wizyty")
    assert not (tmp_path / "repository").exists()


@pytest.mark.spec("R4")
def test_a_user_without_a_name_is_told_by_number(seed_shop, monkeypatch):
    def nameless():
        raise KeyError("getpwuid(): uid not found: 12345")

    monkeypatch.setattr("getpass.getuser", nameless)
    monkeypatch.setattr("os.getuid", lambda: 12345)
    assert sm.DashboardModel(seed_shop).user == "uid-12345"


@pytest.mark.spec("R1", "R2")
def test_the_repository_is_the_users_and_follows_the_user(seed_shop, tmp_path):
    model = sm.DashboardModel(seed_shop, user="ola", repository=tmp_path / "repository")
    kept = model.repository.keep("Wizyty", "styczeń", ".csv", lambda file: file.write(b"x"))
    assert model.repository is model.repository
    assert [file.id for file in model.repository.files()] == [kept.id]
    model.user = "ala"
    assert (model.repository.user, model.repository.root) == ("ala", tmp_path / "repository")
    assert model.repository.files() == []


@pytest.mark.spec("R1")
def test_a_repository_may_be_given_if_it_is_the_same_users(seed_shop, tmp_path):
    repository = Repository(tmp_path, user="ola")
    assert sm.DashboardModel(seed_shop, user="ola", repository=repository).repository is repository
    with pytest.raises(ConfigurationError, match="another user"):
        sm.DashboardModel(seed_shop, user="ala", repository=repository)


@pytest.mark.spec("R1")
def test_without_one_the_repository_is_the_one_of_the_environment_and_made_when_needed(
    seed_shop, tmp_path, monkeypatch
):
    monkeypatch.setenv("SMWIDGETS_REPOSITORY", str(tmp_path / "exports"))
    model = sm.DashboardModel(seed_shop, user="ola")
    assert model.repository.root == tmp_path / "exports"
    assert model.repository.files() == []
    assert not (tmp_path / "exports").exists()


PURCHASE = {"event_id": ["1"], "contact_id": ["c"], "type": ["PURCHASE"], "value": [100.0]}


def imported(path, at, **described):
    """A store of one purchase, given in local time."""
    events = pd.DataFrame({**PURCHASE, "occurred_at": pd.to_datetime([at])})
    import_shop({"events": events}, path, **described)


@pytest.mark.spec("M9", "M1")
def test_what_nobody_chose_follows_the_shop_into_another_import(tmp_path):
    path = tmp_path / "shop.duckdb"
    imported(path, "2026-01-05 23:30", currency="PLN", timezone="Europe/Warsaw", name="Sklep")
    with sm.connect(path) as shop:
        model = sm.DashboardModel(shop, as_of="2026-01-06 12:00")
        section = sm.sections.SalesSummary(model)
        section.show()
        assert section._tiles["yesterday"].value.count("zł") > 0
        imported(path, "2026-01-05 23:30", currency="USD", timezone="America/New_York", name="Shop")
        model.refresh()
        assert (model.currency, model.formats.suffix, str(model.formats.timezone)) == ("USD", "USD", "America/New_York")
        assert model.now.isoformat() == model.as_of.isoformat() == "2026-01-06T12:00:00-05:00"
        assert section.figures["yesterday"] == 100
        shown = "".join(tile.value for tile in section._tiles.values())
        assert "USD" in shown
        assert "zł" not in shown
        section.close()


@pytest.mark.spec("M9")
@pytest.mark.parametrize("when", ["at the beginning", "later"])
def test_a_currency_that_somebody_chose_stays(tmp_path, when):
    path = tmp_path / "shop.duckdb"
    imported(path, "2026-01-05 12:00", currency="PLN")
    with sm.connect(path) as shop:
        model = sm.DashboardModel(shop, currency="PLN" if when == "at the beginning" else None)
        if when == "later":
            model.currency = "PLN"  # the shop's own, and chosen all the same
        imported(path, "2026-01-05 12:00", currency="EUR")
        model.refresh()
        assert (model.currency, model.formats.currency) == ("PLN", "PLN")


@pytest.mark.spec("M9")
def test_amounts_that_another_model_of_the_shop_read_first_have_their_own_currency(tmp_path):
    path = tmp_path / "shop.duckdb"
    imported(path, "2026-01-05 12:00", currency="PLN")
    with sm.connect(path) as shop:
        first, second = sm.DashboardModel(shop), sm.DashboardModel(shop)
        imported(path, "2026-01-05 12:00", currency="EUR")
        first.refresh()
        assert second.formats.currency == "EUR"


@pytest.mark.spec("M9")
def test_another_shop_brings_its_currency(seed_shop, seed_tables):
    model = sm.DashboardModel(seed_shop)
    with sm.connect(seed_tables, timezone="Europe/London", currency="GBP") as other:
        model.shop = other
        assert (model.currency, str(model.now.tzinfo)) == ("GBP", "Europe/London")


def test_an_as_of_with_a_zone_is_the_same_instant_in_any_import(tmp_path):
    path = tmp_path / "shop.duckdb"
    imported(path, "2026-01-05 12:00", timezone="Europe/Warsaw")
    with sm.connect(path) as shop:
        model = sm.DashboardModel(shop, as_of="2026-01-06T12:00:00+01:00")
        imported(path, "2026-01-05 12:00", timezone="America/New_York")
        model.refresh()
        assert model.now.isoformat() == "2026-01-06T06:00:00-05:00"
