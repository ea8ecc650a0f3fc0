"""Serve the dashboard as ``smwidgets serve`` does: ``serve_smwidgets.py STORE NOTEBOOK PORT AS_OF PROFILE``."""

from __future__ import annotations

import sys
from pathlib import Path

from smwidgets.apps.access import Access
from smwidgets.apps.publication import Publication
from smwidgets.apps.serving import serve

store, notebook, port, as_of, profile = sys.argv[1:]
publication = Publication(
    shop=Path(store),
    notebook=Path(notebook),
    port=int(port),
    as_of=as_of,
    locale="en",
    browser=False,
    access=Access(profile=profile),
)
serve(publication, print)
