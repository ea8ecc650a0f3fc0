from __future__ import annotations

import pandas as pd
import pytest

import smwidgets as sm
from smwidgets.core.errors import ConfigurationError
from smwidgets.data.access import ANONYMOUS, FULL, NOTHING, Rights
from smwidgets.model.rights_of_users import ENVIRONMENT, rights_of

PAGE = {"SERVER_SOFTWARE": "voila/0.5.13"}


@pytest.fixture
def page(tmp_path):
    """The environment of a published page with this file of rights."""

    def environment(text):
        path = tmp_path / "rights.toml"
        path.write_text(text, encoding="utf-8")
        return PAGE | {ENVIRONMENT: str(path)}

    return environment


@pytest.fixture
def garden(tmp_path):
    """A store with one contact of Ewa's and one of Jan's."""
    contacts = pd.DataFrame({"contact_id": [1, 2], "email": ["a@x.example", "b@x.example"], "owner": ["Ewa", "Jan"]})
    tables = {"contacts": contacts.assign(created_at="2025-01-01 12:00", monitored=True)}
    with sm.connect(sm.import_shop(tables, tmp_path / "shop.duckdb").path) as shop:
        yield shop


GIVEN = """
[users."ewa@shop.example"]
owners = ["Ewa", "żółć \\"; --"]
personal = true

[users.jan]
owners = "all"

[users.ola]
owners = []
personal = true
"""


@pytest.mark.spec("R4", "R5")
def test_in_a_notebook_everything_is_seen_but_by_nobody(page):
    assert rights_of("ola", {}) == FULL
    assert rights_of("ola", {ENVIRONMENT: "/nowhere.toml"}) == FULL
    assert rights_of(None, {}) == ANONYMOUS


@pytest.mark.spec("R4", "R5")
def test_on_a_page_without_a_file_all_contacts_are_masked():
    assert rights_of("ola", PAGE) == rights_of(None, PAGE) == ANONYMOUS


@pytest.mark.spec("R4", "R5")
def test_on_a_page_the_file_gives_the_rights_letter_for_letter(page):
    given = page(GIVEN)
    assert rights_of("ewa@shop.example", given) == Rights(["Ewa", 'żółć "; --'])
    assert rights_of("jan", given) == ANONYMOUS
    assert rights_of("ola", given) == Rights(())
    for nobody in ("Jan", "EWA@shop.example", "jan ", "", "users", None):
        assert rights_of(nobody, given) == NOTHING


@pytest.mark.spec("R4", "R5")
def test_the_others_have_theirs_and_who_is_anonymous_sees_masks_whatever_it_says(page):
    given = page(GIVEN + '[others]\nowners = ["Biuro"]\npersonal = true\n')
    assert rights_of("zoe", given) == Rights(["Biuro"])
    assert rights_of(None, given) == Rights(["Biuro"], personal=False)


@pytest.mark.spec("R5")
@pytest.mark.parametrize(
    "text",
    [
        "users",
        "users = 1",
        "[user.ola]\nowners = []",
        "[users.ola]\npersonal = true",
        '[users.ola]\nowners = "Ewa"',
        "[users.ola]\nowners = [1]",
        '[users.ola]\nowners = []\npersonal = "yes"',
        "[users.ola]\nowners = []\npersonel = true",
        "[users]\nola = 1",
    ],
)
def test_a_file_that_makes_no_sense_gives_nothing(page, text):
    with pytest.raises(ConfigurationError) as caught:
        rights_of("ola", page(text))
    assert "/" not in str(caught.value)


@pytest.mark.spec("R5")
def test_a_file_that_is_not_there_gives_nothing():
    for path in ("/nowhere/rights.toml", "rights.toml"):
        with pytest.raises(ConfigurationError):
            rights_of("ola", PAGE | {ENVIRONMENT: path})


@pytest.mark.spec("R4", "R5")
def test_a_published_model_has_the_rights_of_its_visitor(garden, page, monkeypatch):
    given = page('[users.ola]\nowners = ["Ewa"]\n[users.jan]\nowners = "all"\npersonal = true\n')
    for name, value in (given | {"SMWIDGETS_USER": "ola"}).items():
        monkeypatch.setenv(name, value)
    model = sm.DashboardModel.from_environment(garden)
    assert (model.user, model.shop.rights) == ("ola", Rights(["Ewa"], personal=False))
    monkeypatch.setenv("SMWIDGETS_USER", "jan")
    assert sm.DashboardModel.from_environment(garden).shop is garden
    monkeypatch.setenv("SMWIDGETS_USER", "")
    assert sm.DashboardModel.from_environment(garden).shop.rights == NOTHING


@pytest.mark.spec("R5")
def test_rights_narrow_with_the_user_and_never_widen(garden):
    model = sm.DashboardModel(garden, user="ola", rights=Rights(["Ewa"]))
    model.user = None
    assert model.shop.rights == Rights(["Ewa"], personal=False)
    model.user = "ola"
    assert model.shop.rights == Rights(["Ewa"], personal=False)
    model.shop = garden
    assert model.shop.rights == Rights(["Ewa"], personal=False)
