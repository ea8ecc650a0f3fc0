from __future__ import annotations

import pytest

import smwidgets as sm
from smwidgets.core.errors import ConfigurationError
from smwidgets.model.identity import of_this_kernel

pytestmark = pytest.mark.spec("R4")

PUBLISHED = {"SERVER_SOFTWARE": "voila/0.5.13"}


def user(environment):
    return of_this_kernel(environment).user()


def test_a_session_is_whom_the_server_named():
    assert user(PUBLISHED | {"SMWIDGETS_USER": "ala"}) == "ala"
    assert user(PUBLISHED | {"SMWIDGETS_USER": ""}) is None
    assert user(PUBLISHED) is None


def test_a_page_published_on_a_hub_is_not_its_publishers():
    assert user(PUBLISHED | {"JUPYTERHUB_USER": "ola"}) is None


def test_a_notebook_on_a_hub_is_its_users(monkeypatch):
    monkeypatch.setattr("getpass.getuser", lambda: "jovyan")
    assert user({"JUPYTERHUB_USER": "ola"}) == "ola"
    assert user({}) == "jovyan"


def test_a_notebook_takes_nobodys_word_for_a_session(monkeypatch):
    monkeypatch.setattr("getpass.getuser", lambda: "jovyan")
    assert user({"SMWIDGETS_USER": "boss"}) == "jovyan"
    assert user({"HTTP_X_FORWARDED_USER": "boss", "REMOTE_USER": "boss"}) == "jovyan"


@pytest.mark.parametrize("name", ["ala boss", "ała", "a" * 256, "\x1b[31m"])
def test_what_is_no_name_stops_the_page(name):
    with pytest.raises(ConfigurationError):
        user(PUBLISHED | {"SMWIDGETS_USER": name})


def test_the_model_is_the_sessions(seed_shop, monkeypatch):
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/0.5.13")
    monkeypatch.setenv("SMWIDGETS_USER", "ala")
    assert sm.DashboardModel.from_environment(seed_shop).user == "ala"
    assert sm.DashboardModel(seed_shop).user == "ala"
