from __future__ import annotations

import platformdirs
import pytest

from smwidgets.core.errors import ConfigurationError
from smwidgets.data.repository import Repository, default_root


@pytest.mark.spec("R1")
def test_the_environment_names_the_directory(monkeypatch, tmp_path):
    monkeypatch.setenv("SMWIDGETS_REPOSITORY", str(tmp_path / "exports"))
    assert default_root() == Repository().root == tmp_path / "exports"
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("SMWIDGETS_REPOSITORY", "~/exports")
    assert default_root() == tmp_path / "exports"


@pytest.mark.spec("R1")
def test_without_it_the_directory_is_among_the_users_own_data(monkeypatch):
    monkeypatch.delenv("SMWIDGETS_REPOSITORY", raising=False)
    assert default_root() == platformdirs.user_data_path("smwidgets", appauthor=False) / "repository"


@pytest.mark.spec("R1")
@pytest.mark.parametrize("relative", ["exports", "./exports", "../exports", "."])
def test_a_relative_path_is_refused_because_a_notebooks_directory_is_served(monkeypatch, relative):
    monkeypatch.setenv("SMWIDGETS_REPOSITORY", relative)
    with pytest.raises(ConfigurationError, match="absolute"):
        Repository()


def test_a_path_from_python_may_be_relative_and_stays_where_it_was(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    repository = Repository("exports")
    monkeypatch.chdir("/")
    assert repository.root == tmp_path / "exports"
