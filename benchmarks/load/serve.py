"""Serve a shop as ``smwidgets serve`` does, but for its patience: ``serve.py SHOP PORT PROFILE SESSIONS PATIENCE``.

PATIENCE is in seconds: how long a kernel is kept that no page is connected to, and how often that is looked at.
"""

from __future__ import annotations

import sys
from pathlib import Path

from traitlets.config import Config

from smwidgets.apps.access import Access
from smwidgets.apps.publication import Publication
from smwidgets.apps.serving import serve

if __name__ == "__main__":
    shop, port, profile, sessions, patience = sys.argv[1:]
    settings = Config()
    if float(patience):
        settings.SessionKernels.abandoned_seconds = settings.SessionKernels.stuck_seconds = float(patience)
        settings.SessionKernels.cull_interval = int(float(patience))
    access = Access(profile=profile, most_sessions=int(sessions))
    publication = Publication(shop=Path(shop), port=int(port), browser=False, access=access)
    serve(publication, lambda address: print(address, flush=True), settings)
