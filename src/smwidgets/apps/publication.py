"""What is published, and the Voilà settings that follow: one notebook, this machine only, nothing of the user's."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from jupyter_core.paths import jupyter_path
from traitlets.config import Config

from smwidgets.apps.access import Access
from smwidgets.apps.client_messages import ClientMessages
from smwidgets.apps.kernels import SessionKernels, ThisPython
from smwidgets.apps.session_process import can_fork
from smwidgets.apps.visitors import Visitors
from smwidgets.core.errors import ConfigurationError, SourceError, UnknownNameError
from smwidgets.core.formats import check_currency
from smwidgets.core.text import LOCALES, Text, say
from smwidgets.data.repository import ENVIRONMENT, default_root

THEMES = ("auto", "light", "dark")
DEFAULT_PORT = 8866
NOTEBOOK = "main_dashboard.ipynb"

TITLES: dict[str, Text] = {
    "main_dashboard": {"pl": "Dashboard Główny", "en": "Main dashboard"},
    "contact_analytics": {"pl": "Analityka kontaktów", "en": "Contact analytics"},
    "dashboards": {"pl": "Dashboardy", "en": "Dashboards"},
    "tutorial": {"pl": "Samouczek", "en": "Tutorial"},
}
"""Of the installed notebooks."""

EXTENSIONS = (
    "@jupyter-widgets/jupyterlab-manager",
    "@voila-dashboards/widgets-manager8",
    "anywidget",
    "bqplot",
    "bqscales",
)
"""What a page loads of JupyterLab's extensions, whatever else is installed."""

EXECUTION_SECONDS = 60
"""A notebook that computes longer ends in the page that says so."""

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
        A loopback address, unless `access` asks a proxy for each visitor's name.
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
    workspace
        File of the dashboards that the notebook ``dashboards`` shows, as people saved it; ``None`` shows the built-in
        ones. It is read at each visit and never written.
    notebook
        What is shown; ``None`` is the installed Main dashboard.
    access
        Who may come, and how many.
    base_url
        Path below which the dashboard is reached, as a proxy passes it on; begins and ends with a slash.

    Raises
    ------
    ConfigurationError
        The address is reached from other machines.
    UnknownNameError
        A locale, currency or theme that is on no list.
    SourceError
        There is no file of dashboards where one is named.
    """

    shop: Path
    port: int | None = None
    ip: str = "127.0.0.1"
    as_of: str | None = None
    locale: str = "pl"
    currency: str | None = None
    theme: str = "auto"
    browser: bool = True
    workspace: Path | None = None
    notebook: Path | None = None
    access: Access = field(default_factory=Access)
    base_url: str = "/"

    def __post_init__(self) -> None:
        self.access.check_address(self.ip)
        if not re.fullmatch(r"/([A-Za-z0-9._~@-]+/)*", self.base_url):
            raise ConfigurationError(f"{self.base_url!r} is no path; it begins and ends with a slash: /dashboards/")
        if self.locale not in LOCALES:
            raise UnknownNameError("locale", self.locale, LOCALES)
        if self.theme not in THEMES:
            raise UnknownNameError("theme", self.theme, THEMES)
        if self.currency is not None:
            check_currency(self.currency)
        if self.workspace is not None and not self.workspace.is_file():
            raise SourceError(f"there is no file of dashboards at {self.workspace}")

    @property
    def title(self) -> Text:
        """What is served: the name of an installed notebook, or that of a file."""
        name = Path(self.notebook or NOTEBOOK).stem
        written = name.replace("{", "{{").replace("}", "}}")  # it is no template
        return TITLES.get(name, {"pl": written, "en": written})

    def page_title(self, shop: str) -> str:
        """Name the page after what is served and, where the shop has a name, after the shop."""
        subject, name = say(self.title, self.locale), shop.strip()
        return f"{subject} · {name}" if name else subject

    @property
    def environment(self) -> dict[str, str]:
        """What the kernels read: the settings of ``DashboardModel.from_environment``."""
        settings = {
            "SMWIDGETS_SHOP": str(self.shop.resolve()),
            "SMWIDGETS_AS_OF": self.as_of,
            "SMWIDGETS_LOCALE": self.locale,
            "SMWIDGETS_CURRENCY": self.currency,
            "SMWIDGETS_WORKSPACE": None if self.workspace is None else str(self.workspace.resolve()),
        }
        return {name: value for name, value in settings.items() if value}

    @property
    def summary(self) -> dict[str, str]:
        """What is served and how it is guarded, by name, for the person who starts the server."""
        return self.access.summary | {
            "a cell may take": f"{EXECUTION_SECONDS} s",
            "a page left without goodbye": "its kernel ends after a minute",
            "a page left open": f"its kernel ends after {_FORGOTTEN_SECONDS // 3600} h without a message",
        }


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
    config.Voila.base_url = publication.base_url
    config.Voila.port = publication.port or DEFAULT_PORT
    config.Voila.port_retries = 50 if publication.port is None else 0
    config.Voila.open_browser = publication.browser
    config.VoilaConfiguration.template = "smwidgets"
    config.VoilaConfiguration.theme = "dark" if publication.theme == "dark" else "light"
    config.VoilaConfiguration.resources = {
        "smwidgets": {
            "title": title,
            "subject": say(publication.title, publication.locale),
            "language": publication.locale,
            "theme": publication.theme,
        }
    }
    config.VoilaConfiguration.allow_template_override = "NO"
    config.VoilaConfiguration.allow_theme_override = "NO"
    config.VoilaConfiguration.strip_sources = True
    config.VoilaConfiguration.show_tracebacks = False
    config.VoilaConfiguration.file_allowlist = []
    config.VoilaConfiguration.multi_kernel_manager_class = SessionKernels
    config.VoilaConfiguration.kernel_spec_manager_class = ThisPython
    config.VoilaConfiguration.extension_allowlist = list(EXTENSIONS)
    config.VoilaExecutor.timeout = EXECUTION_SECONDS
    config.Voila.identity_provider_class = Visitors
    config.Voila.kernel_websocket_connection_class = ClientMessages
    config.Visitors.identity = publication.access.provider()
    config.Visitors.asks = publication.access.asks
    config.Visitors.tells_apart = publication.access.tells_apart
    config.DashboardServer.frames = list(publication.access.frames)
    config.DashboardServer.hosts = list(publication.access.hosts)
    # The limiter drops a dashboard's own messages; only our notebook runs here.
    config.ClientMessages.limit_rate = False
    config.SessionKernels.max_sessions = publication.access.most_sessions
    config.SessionKernels.max_of_visitor = publication.access.most_of_visitor
    config.SessionKernels.warm = publication.access.warm
    config.SessionKernels.fork = can_fork()
    config.SessionKernels.cull_interval = 15
    config.SessionKernels.cull_idle_timeout = _FORGOTTEN_SECONDS
    config.SessionKernels.cull_connected = True
    config.KernelManager.client_factory = "smwidgets.apps.session_client.SessionClient"
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
