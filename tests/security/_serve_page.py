"""Serve a notebook as ``smwidgets serve`` does: ``_serve_page.py NOTEBOOK PORT ACCESS_AS_JSON [ABANDONED_SECONDS]``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from smwidgets.apps.access import Access
from smwidgets.apps.publication import Publication, configuration
from smwidgets.apps.server import DashboardServer, run

notebook, port, access, *abandoned = sys.argv[1:]
settings = {name: tuple(value) if isinstance(value, list) else value for name, value in json.loads(access).items()}
publication = Publication(
    shop=Path("none.duckdb"), notebook=Path(notebook), port=int(port), browser=False, access=Access(**settings)
)
config = configuration(publication, "Dashboard")
if abandoned:
    config.SessionKernels.abandoned_seconds = float(abandoned[0])
    config.SessionKernels.cull_interval = 1
server = DashboardServer(config=config, announce=lambda address: sys.stdout.write(f"{address}\n"))
run(server)
