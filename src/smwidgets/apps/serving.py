"""Serving a publication until somebody ends it."""

from __future__ import annotations

import os
import tempfile
from typing import TYPE_CHECKING

from smwidgets.apps.publication import configuration
from smwidgets.apps.server import DashboardServer, run
from smwidgets.core.clock import moment
from smwidgets.data.access import ANONYMOUS
from smwidgets.data.connecting import connect

if TYPE_CHECKING:
    from collections.abc import Callable

    from traitlets.config import Config

    from smwidgets.apps.publication import Publication


def serve(publication: Publication, announce: Callable[[str], None], settings: Config | None = None) -> None:
    """Publish a dashboard of a shop until SIGINT or SIGTERM.

    Parameters
    ----------
    publication
        What is served, and how.
    announce
        Called with the address once the server listens.
    settings
        Of Voilà, the kernels and so on, in the place of the publication's own.

    Raises
    ------
    DataError
        The store cannot be read.
    ConfigurationError
        The as-of moment is none, or the port is taken.
    """
    with connect(publication.shop) as shop:
        if publication.as_of is not None:
            moment(publication.as_of, shop.timezone)
        shop.restricted(ANONYMOUS).close()  # prepared here, so that no visitor waits for it
        title = publication.page_title(shop.name)
    with tempfile.TemporaryDirectory(prefix="smwidgets-") as scratch:
        # A start-up script or a history file of the user's has no place in a visitor's kernel.
        os.environ.update(publication.environment, IPYTHONDIR=scratch)
        config = configuration(publication, title)
        config.merge(settings or {})
        run(DashboardServer(config=config, announce=announce))
