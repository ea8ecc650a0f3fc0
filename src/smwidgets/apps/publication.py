"""What is published, and the Voilà settings that follow: one notebook, this machine only, nothing of the user's."""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass
from pathlib import Path

from jupyter_core.paths import jupyter_path
from traitlets.config import Config

from smwidgets.apps.kernels import SessionKernels, ThisPython
from smwidgets.core.errors import ConfigurationError, SourceError, UnknownNameError
from smwidgets.core.formats import check_currency
from smwidgets.core.text import LOCALES
from smwidgets.data.repository import ENVIRONMENT, default_root

THEMES = ("auto", "light", "dark")
DEFAULT_PORT = 8866
NOTEBOOK = "main_dashboard.ipynb"

_FORGOTTEN_SECONDS = 12 * 3600
"""A page left open without a message for half a day gives its kernel back."""


@dataclass(frozen=True, kw_only=True)
class Publication:
    """What is served, and how.

    Parameters
    ----------
    shop
        Path of a prepared store.
    port
        ``None`` is 8866, or another one near it when that is taken.
    ip
        A loopback address: there is no authentication yet.
    as_of
        Fixed moment of the dashboard; ``None`` is the present.
    locale
        ``"pl"`` or ``"en"``.
    currency
        ISO 4217 code; ``None`` is the shop's own.
    theme
        ``"auto"`` follows the visitor's system; ``"light"`` and ``"dark"`` are fixed.
    browser
        Open a browser at the dashboard.
    notebook
        What is shown; ``None`` is the installed Main dashboard.

    Raises
    ------
    ConfigurationError
        The address is reached from other machines.
    UnknownNameError
        A locale, currency or theme that is on no list.
    """

    shop: Path
    port: int | None = None
    ip: str = "127.0.0.1"
    as_of: str | None = None
    locale: str = "pl"
    currency: str | None = None
    theme: str = "auto"
    browser: bool = True
    notebook: Path | None = None

    def __post_init__(self) -> None:
        if not _is_loopback(self.ip):
            raise ConfigurationError(
                f"{self.ip} is reached from other machines and the dashboard asks nobody who they are; "
                "serve on 127.0.0.1 behind a proxy that does"
            )
        if self.locale not in LOCALES:
            raise UnknownNameError("locale", self.locale, LOCALES)
        if self.theme not in THEMES:
            raise UnknownNameError("theme", self.theme, THEMES)
        if self.currency is not None:
            check_currency(self.currency)

    @property
    def environment(self) -> dict[str, str]:
        """What the kernels read: the settings of ``DashboardModel.from_environment``."""
        settings = {
            "SMWIDGETS_SHOP": str(self.shop.resolve()),
            "SMWIDGETS_AS_OF": self.as_of,
            "SMWIDGETS_LOCALE": self.locale,
            "SMWIDGETS_CURRENCY": self.currency,
        }
        return {name: value for name, value in settings.items() if value}


def configuration(publication: Publication, title: str) -> Config:
    """Voilà's settings for a publication; `title` names the page.

    Raises
    ------
    ConfigurationError
        Exports would be kept in the directory that is served.
    """
    notebook = (publication.notebook or notebooks() / NOTEBOOK).resolve()
    check_repository(notebook.parent)
    config = Config()
    config.Voila.notebook_path = str(notebook)
    config.Voila.root_dir = str(notebook.parent)
    config.Voila.ip = publication.ip
    config.Voila.port = publication.port or DEFAULT_PORT
    config.Voila.port_retries = 50 if publication.port is None else 0
    config.Voila.open_browser = publication.browser
    config.VoilaConfiguration.template = "smwidgets"
    config.VoilaConfiguration.theme = "dark" if publication.theme == "dark" else "light"
    config.VoilaConfiguration.resources = {
        "smwidgets": {"title": title, "language": publication.locale, "theme": publication.theme}
    }
    config.VoilaConfiguration.allow_template_override = "NO"
    config.VoilaConfiguration.allow_theme_override = "NO"
    config.VoilaConfiguration.strip_sources = True
    config.VoilaConfiguration.show_tracebacks = False
    config.VoilaConfiguration.file_allowlist = []
    config.VoilaConfiguration.multi_kernel_manager_class = SessionKernels
    config.VoilaConfiguration.kernel_spec_manager_class = ThisPython
    config.SessionKernels.cull_interval = 15
    config.SessionKernels.cull_idle_timeout = _FORGOTTEN_SECONDS
    config.SessionKernels.cull_connected = True
    # Sockets in a folder of the server's own, where no other user of the machine reaches a kernel's ports.
    if os.name == "posix":
        config.KernelManager.transport = "ipc"
    # A kernel that died has lost the page's state: the page says so, a silent restart would not.
    config.KernelRestarter.restart_limit = 0
    config.KernelRestarter.time_to_dead = 1.0
    return config


def check_repository(served: Path) -> None:
    """Refuse to serve a directory that the Repository of exports is in: Voilà gives away some files below its root.

    Raises
    ------
    ConfigurationError
        The Repository's directory is the served one, or below it.
    """
    root = default_root().resolve()
    if any(
        path == served or (path.exists() and served.exists() and path.samefile(served))
        for path in (root, *root.parents)
    ):
        raise ConfigurationError(
            f"exports are kept in {root}, which is inside the served directory {served}; "
            f"set {ENVIRONMENT} to a directory outside it"
        )


def notebooks() -> Path:
    """Folder of the installed notebooks.

    Raises
    ------
    SourceError
        The installation lacks them.
    """
    for folder in map(Path, jupyter_path("smwidgets", "notebooks")):
        if (folder / NOTEBOOK).is_file():
            return folder
    raise SourceError(f"the notebook {NOTEBOOK} is missing from this installation of smwidgets; install it again")


def installed(name: str) -> Path:
    """Path of an installed notebook.

    Raises
    ------
    UnknownNameError
        There is none of that name.
    SourceError
        The installation lacks them.
    """
    found = {path.stem: path for path in sorted(notebooks().glob("*.ipynb"))}
    if name not in found:
        raise UnknownNameError("notebook", name, found)
    return found[name]


def _is_loopback(ip: str) -> bool:
    try:
        return ip == "localhost" or ipaddress.ip_address(ip).is_loopback
    except ValueError:
        return False
