"""A shared file reaches who may see all that stands in it, and nobody else, however it is asked for."""

from __future__ import annotations

import sqlite3

import pandas as pd
import pytest

import smwidgets as sm
from smwidgets.core.errors import AccessError, NotFoundError
from smwidgets.data.access import ANONYMOUS, FULL, NOTHING, Rights
from smwidgets.data.repository import Repository as Files
from smwidgets.sections import ContactBase

EWA, JAN, BOTH = Rights(["ewa"]), Rights(["jan"]), Rights(["ewa", "jan"])
MASKED, MASKED_EWA = ANONYMOUS, Rights(["ewa"], personal=False)
VIEWERS = {
    "full": FULL,
    "both": BOTH,
    "ewa": EWA,
    "jan": JAN,
    "masked": MASKED,
    "masked ewa": MASKED_EWA,
    "nothing": NOTHING,
}


@pytest.fixture(scope="module")
def shop():
    contacts = pd.DataFrame(
        {
            "contact_id": ["a", "b", "c"],
            "email": ["a@example.com", "b@example.com", "c@example.com"],
            "created_at": pd.to_datetime(["2025-01-02", "2025-01-10", "2025-01-15"]),
            "monitored": True,
            "owner": [None, "ewa", "jan"],
        }
    )
    with sm.connect({"contacts": contacts}, timezone="Europe/Warsaw", currency="PLN") as shop:
        yield shop


def exported(shop, root, rights, period):
    """Export the new contacts of a period as somebody with some rights, shared."""
    model = sm.DashboardModel(shop, as_of="2025-01-20 12:00", user="ola", repository=root, rights=rights)
    section = ContactBase(model, period=period)
    section.show()
    section._export_button.click()
    section._export._form._access.set_state({"value": "shared"})
    section._export._button.click()
    section.close()
    (file,) = model.repository.files()
    return file


def seen_by(root, file):
    """Names of those who see a file, each asking in every way there is."""
    found = set()
    for name, rights in VIEWERS.items():
        files = Files(root, user=name, rights=rights)
        listed = [one.id for one in files.files()]
        if not listed:
            assert files.folders() == []
            for ask in (files.file, files.open, files.verify):
                with pytest.raises(AccessError):
                    ask(file.id)
            with pytest.raises(NotFoundError):
                files.read(file.path)
            continue
        assert listed == [file.id]
        assert files.folders() == [file.folder]
        files.open(file.id).close()
        files.read(file.path).close()
        found.add(name)
    return found


ALL, OF_BOTH = sm.Period("2025-01-01", "2025-01-20"), sm.Period("2025-01-08", "2025-01-20")
OF_EWA = sm.Period("2025-01-08", "2025-01-12")


@pytest.mark.spec("R2", "R5")
@pytest.mark.parametrize(
    ("rights", "period", "readers"),
    [
        (FULL, ALL, {"full"}),  # one contact is nobody's
        (FULL, OF_BOTH, {"full", "both"}),
        (FULL, OF_EWA, {"full", "both", "ewa"}),
        (BOTH, OF_EWA, {"full", "both", "ewa"}),
        (JAN, OF_BOTH, {"full", "both", "jan"}),
        (MASKED, ALL, {"full", "masked"}),
        (MASKED_EWA, ALL, {"full", "both", "ewa", "masked", "masked ewa"}),
    ],
)
def test_who_may_see_the_rows_of_a_file_sees_the_file(shop, tmp_path, rights, period, readers):
    root = tmp_path / "files"
    assert seen_by(root, exported(shop, root, rights, period)) == readers


@pytest.mark.spec("R2", "R5")
def test_access_follows_rights_that_are_taken_away_while_the_page_is_open(shop, tmp_path, monkeypatch):
    root = tmp_path / "files"
    file = exported(shop, root, FULL, OF_EWA)
    model = sm.DashboardModel(shop, user="ewa", repository=root, rights=BOTH)
    assert [one.id for one in model.repository.files()] == [file.id]
    monkeypatch.setattr("smwidgets.model.dashboard_model.rights_of", lambda _: JAN)
    model.user = "jan"
    assert model.repository.files() == []
    with pytest.raises(AccessError):
        model.repository.open(file.id)


@pytest.mark.spec("R2", "R5")
def test_a_repository_made_with_more_rights_is_narrowed_to_the_models(shop, tmp_path):
    root = tmp_path / "files"
    file = exported(shop, root, FULL, OF_BOTH)
    given = Files(root, user="ewa")
    assert [one.id for one in given.files()] == [file.id]
    model = sm.DashboardModel(shop, user="ewa", repository=given, rights=EWA)
    assert model.repository.files() == []
    # A shop that was cut before it came to the model has no more rights either.
    cut = sm.DashboardModel(shop.restricted(EWA), user="ewa", repository=root)
    assert cut.repository.files() == []


@pytest.mark.spec("R2")
@pytest.mark.parametrize("scope", ["", "nonsense", "[1]", '"ewa"', "{}", "[]"])
def test_a_scope_that_was_tampered_with_opens_a_file_to_nobody_more(shop, tmp_path, scope):
    root = tmp_path / "files"
    file = exported(shop, root, FULL, OF_BOTH)
    with sqlite3.connect(root / "index.sqlite") as index:
        index.execute("UPDATE scopes SET owners = ?", (scope,))
    assert seen_by(root, file) <= {"full"}


@pytest.mark.spec("R2")
def test_a_file_from_before_is_seen_by_who_may_see_everything(shop, tmp_path):
    root = tmp_path / "files"
    file = exported(shop, root, FULL, OF_EWA)
    with sqlite3.connect(root / "index.sqlite") as index:
        index.execute("DROP TABLE scopes")
    assert seen_by(root, file) == {"full"}


@pytest.mark.spec("CA4", "R5")
@pytest.mark.parametrize(
    ("locale", "rights", "told"),
    [
        ("pl", BOTH, "kto ma prawo do kontaktów właścicieli: ewa, jan, i do danych osobowych"),
        ("en", FULL, "a right to the contacts in it, and to personal data. Certainly: basia"),
        ("en", MASKED_EWA, "a right to the contacts of ewa. Certainly: basia, ewa"),
    ],
)
def test_the_dialog_names_who_will_see_it(shop, tmp_path, monkeypatch, locale, rights, told):
    (tmp_path / "rights.toml").write_text(
        '[users.basia]\nowners = "all"\npersonal = true\n[users.ewa]\nowners = ["ewa"]\n[users.jan]\nowners = ["jan"]\n'
    )
    monkeypatch.setenv("SMWIDGETS_RIGHTS", str(tmp_path / "rights.toml"))
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/0.5")
    root = tmp_path / "files"
    model = sm.DashboardModel(shop, as_of="2025-01-20", user="ola", repository=root, rights=rights, locale=locale)
    section = ContactBase(model)
    section.show()
    section._export_button.click()
    form = section._export._form
    assert told not in form._readers.value
    form._access.set_state({"value": "shared"})
    assert told in form._readers.value
    section.close()
