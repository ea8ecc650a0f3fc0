"""Where the Repository is when nobody says so."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

from smwidgets.core.errors import ConfigurationError

ENVIRONMENT = "SMWIDGETS_REPOSITORY"
"""Names the Repository's directory, as an absolute path."""


def default_root() -> Path:
    """Return the directory named by ``SMWIDGETS_REPOSITORY``, else the one among the user's own application data.

    Raises
    ------
    ConfigurationError
        The variable is a relative path: a notebook's working directory is a served one.
    """
    named = os.environ.get(ENVIRONMENT)
    if not named:
        return platformdirs.user_data_path("smwidgets", appauthor=False) / "repository"
    root = Path(named).expanduser()
    if not root.is_absolute():
        raise ConfigurationError(f"{ENVIRONMENT} is a relative path; it must be an absolute one")
    return root
