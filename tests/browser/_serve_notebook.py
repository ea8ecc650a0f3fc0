"""Serve any notebook through the template: ``_serve_notebook.py NOTEBOOK PORT THEME``."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from smwidgets.apps.publication import Publication, configuration
from smwidgets.apps.server import DashboardServer, run

notebook, port, theme = sys.argv[1:]
publication = Publication(shop=Path("none.duckdb"), notebook=Path(notebook), port=int(port), theme=theme, browser=False)
server = DashboardServer(
    config=configuration(publication, "Dashboard <Główny> & sklep"),
    announce=lambda address: sys.stdout.write(f"{address}\n"),
    log_level=logging.ERROR,
)
run(server)
