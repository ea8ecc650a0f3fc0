from __future__ import annotations

import pytest

from smwidgets.apps import publication as module
from smwidgets.apps.publication import Publication, configuration, installed, notebooks
from smwidgets.core.errors import ConfigurationError, SourceError, UnknownNameError


@pytest.mark.parametrize("ip", ["127.0.0.1", "127.8.9.10", "::1", "localhost"])
def test_loopback_addresses_are_served(tmp_path, ip):
    assert Publication(shop=tmp_path / "a.duckdb", ip=ip).ip == ip


@pytest.mark.parametrize("ip", ["", "*", "0.0.0.0", "::", "192.168.1.4", "shop.example"])  # noqa: S104 - refused
def test_addresses_that_others_reach_are_refused(tmp_path, ip):
    with pytest.raises(ConfigurationError, match="other machines"):
        Publication(shop=tmp_path / "a.duckdb", ip=ip)


def test_misspelt_theme_is_refused_with_the_nearest(tmp_path):
    with pytest.raises(UnknownNameError, match="did you mean 'dark'"):
        Publication(shop=tmp_path / "a.duckdb", theme="drak")


def test_kernels_learn_what_was_asked_and_nothing_else(tmp_path):
    asked = Publication(shop=tmp_path / "a.duckdb", as_of="2026-01-06", locale="en")
    assert asked.environment == {
        "SMWIDGETS_SHOP": str((tmp_path / "a.duckdb").resolve()),
        "SMWIDGETS_AS_OF": "2026-01-06",
        "SMWIDGETS_LOCALE": "en",
    }


@pytest.mark.spec("W5", "R6")
def test_saved_dashboards_are_named_to_the_kernels_when_they_are_there(tmp_path):
    file = tmp_path / "dashboards.json"
    with pytest.raises(SourceError, match="no file of dashboards"):
        Publication(shop=tmp_path / "a.duckdb", workspace=file)
    file.write_text("{}")
    asked = Publication(shop=tmp_path / "a.duckdb", workspace=file)
    assert asked.environment["SMWIDGETS_WORKSPACE"] == str(file.resolve())


def test_voila_is_told_to_let_nobody_loosen_it(tmp_path):
    config = configuration(Publication(shop=tmp_path / "a.duckdb", theme="dark", port=9000), "Title")
    voila = config.VoilaConfiguration
    assert (voila.allow_template_override, voila.allow_theme_override) == ("NO", "NO")
    assert (voila.strip_sources, voila.show_tracebacks, voila.file_allowlist) == (True, False, [])
    assert (voila.template, voila.theme) == ("smwidgets", "dark")
    assert (config.Voila.ip, config.Voila.port, config.Voila.port_retries) == ("127.0.0.1", 9000, 0)
    assert config.Voila.notebook_path.endswith("main_dashboard.ipynb")


def test_another_port_is_looked_for_only_when_none_was_asked(tmp_path):
    config = configuration(Publication(shop=tmp_path / "a.duckdb"), "Title")
    assert config.Voila.port == 8866
    assert config.Voila.port_retries > 0


def test_a_notebook_is_served_by_the_name_of_an_installed_one(tmp_path, monkeypatch):
    for name in ("main_dashboard", "dashboards"):
        (tmp_path / f"{name}.ipynb").write_text("{}")
    monkeypatch.setattr(module, "jupyter_path", lambda *_: [str(tmp_path)])
    asked = Publication(shop=tmp_path / "a.duckdb", notebook=installed("dashboards"))
    assert configuration(asked, "Title").Voila.notebook_path == str(tmp_path / "dashboards.ipynb")
    for name in ("dashboard", "../main_dashboard", ""):
        with pytest.raises(UnknownNameError):
            installed(name)


def test_installation_without_notebooks_says_so(monkeypatch, tmp_path):
    monkeypatch.setattr(module, "jupyter_path", lambda *_: [str(tmp_path)])
    with pytest.raises(SourceError, match="install it again"):
        notebooks()


@pytest.mark.spec("R1")
@pytest.mark.parametrize("place", [".", "exports", "a/../exports/of/many", "elsewhere/link/exports"])
def test_a_directory_that_holds_the_repository_is_not_served(tmp_path, monkeypatch, place):
    served, elsewhere = tmp_path / "served", tmp_path / "elsewhere"
    served.mkdir()
    elsewhere.mkdir()
    (elsewhere / "link").symlink_to(served)
    root = tmp_path / place if place.startswith("elsewhere") else served / place
    monkeypatch.setenv("SMWIDGETS_REPOSITORY", str(root))
    asked = Publication(shop=tmp_path / "a.duckdb", notebook=served / "main.ipynb")
    with pytest.raises(ConfigurationError, match="SMWIDGETS_REPOSITORY"):
        configuration(asked, "Title")


@pytest.mark.spec("R1")
@pytest.mark.parametrize("place", ["served-exports", "exports", "served2"])
def test_a_repository_beside_the_served_directory_is_fine(tmp_path, monkeypatch, place):
    monkeypatch.setenv("SMWIDGETS_REPOSITORY", str(tmp_path / place))
    asked = Publication(shop=tmp_path / "a.duckdb", notebook=tmp_path / "served" / "main.ipynb")
    assert configuration(asked, "Title").Voila.root_dir == str(tmp_path / "served")


@pytest.mark.parametrize(("shop", "title"), [("Sklep", "Dashboardy · Sklep"), ("", "Dashboardy"), (" ", "Dashboardy")])
def test_the_page_is_named_after_what_is_served_and_a_shop_that_has_a_name(tmp_path, shop, title):
    served = Publication(shop=tmp_path / "a.duckdb", notebook=tmp_path / "dashboards.ipynb")
    assert served.page_title(shop) == title
