from __future__ import annotations

import pytest

from smwidgets.apps.access import Access
from smwidgets.apps.publication import Publication
from smwidgets.core.errors import ConfigurationError, UnknownNameError
from smwidgets.model.identity import Anonymous, Named

pytestmark = pytest.mark.spec("R4")


def test_profiles_say_who_visitors_are(monkeypatch):
    monkeypatch.setenv("JUPYTERHUB_USER", "ola")
    assert isinstance(Access().provider(), Anonymous)
    assert isinstance(Access(profile="demo").provider(), Anonymous)
    assert Access(user="ala").provider() == Named("ala")
    assert Access(profile="team", identity="jupyterhub").provider() == Named("ola")


def test_only_a_team_is_asked_and_only_a_demo_is_awaited():
    assert [Access(profile=profile).asks for profile in ("local", "team", "demo")] == [False, True, False]
    assert [Access(profile=profile).warm > 0 for profile in ("local", "team", "demo")] == [False, False, True]


def test_a_team_of_jupyterhub_needs_its_server(monkeypatch):
    monkeypatch.delenv("JUPYTERHUB_USER", raising=False)
    with pytest.raises(ConfigurationError, match="JUPYTERHUB_USER"):
        Access(profile="team", identity="jupyterhub")


@pytest.mark.parametrize(
    "settings",
    [
        {"profile": "team", "user": "ala"},
        {"profile": "demo", "user": "ala"},
        {"user": "Ala Kot"},
        {"user": "ala\nboss"},
        {"most_sessions": 0},
        {"most_sessions_each": 0},
        {"frames": ("*",)},
        {"frames": ("https://*.example.com",)},
        {"frames": ("portal.example.com",)},
        {"frames": ("https://portal.example.com/path",)},
        {"frames": ("https://portal.example.com; script-src *",)},
        {"hosts": ("https://shop.example",)},
        {"hosts": ("*",)},
        {"hosts": ("shop.example:443",)},
        {"profile": "team", "user_header": "Cookie"},
        {"profile": "team", "user_header": "X-User: a"},
        {"profile": "team", "proxies": ("proxy.example",)},
        {"profile": "team", "proxies": ("0.0.0.0/0",)},
        {"profile": "team", "proxies": ("::/0",)},
    ],
)
def test_settings_that_make_no_sense_are_refused(settings):
    with pytest.raises(ConfigurationError):
        Access(**settings)


def test_one_visitor_has_a_quarter_of_all_pages_where_visitors_can_be_told_apart():
    each = [(1, None), (4, None), (40, None), (40, 3)]
    assert [Access(most_sessions=n, most_sessions_each=m).most_of_visitor for n, m in each] == [1, 1, 10, 3]
    assert Access(profile="team").tells_apart
    assert not Access(user="ala").tells_apart


@pytest.mark.parametrize("settings", [{"profile": "taem"}, {"identity": "heder"}])
def test_misspelt_names_are_refused_with_the_nearest(settings):
    with pytest.raises(UnknownNameError, match="did you mean"):
        Access(**settings)


@pytest.mark.parametrize("ip", ["0.0.0.0", "::", "192.168.1.4"])  # noqa: S104 - who may is the point
def test_a_public_address_is_only_for_a_team_that_a_proxy_names(tmp_path, monkeypatch, ip):
    monkeypatch.setenv("JUPYTERHUB_USER", "ola")
    shop = tmp_path / "a.duckdb"
    named = Access(profile="team", proxies=("192.168.1.2",))
    assert Publication(shop=shop, ip=ip, access=named).ip == ip
    for access in (Access(), Access(user="ala"), Access(profile="demo"), Access(profile="team", identity="jupyterhub")):
        with pytest.raises(ConfigurationError, match="other machines"):
            Publication(shop=shop, ip=ip, access=access)


def test_what_was_decided_is_told(tmp_path):
    told = Publication(shop=tmp_path / "a.duckdb", access=Access(profile="team", proxies=("10.1.2.3",))).summary
    assert told["profile"] == "team"
    assert "X-Forwarded-User from 10.1.2.3" in told["visitors"]
    assert told["pages at a time"] == "40"
