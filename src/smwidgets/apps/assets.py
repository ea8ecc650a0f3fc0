"""The scripts, styles and fonts of a page: nothing of the shop's, the same for everybody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tornado.web import HTTPError, RequestHandler
from voila.static_file_handler import MultiStaticFileHandler

from smwidgets.apps.error_pages import CalmErrors

if TYPE_CHECKING:
    from smwidgets.apps.bundle import Script

FOR_EVER = "public, max-age=31536000, immutable"
"""Of an address that changes with its content."""

ASK_FIRST = "no-cache"
"""Of an address that stays: whether the kept copy is the present one is asked each time."""

_HASHED = re.compile(r"[.-][0-9a-f]{8,}\.\w+$")


class Assets(CalmErrors, MultiStaticFileHandler):
    """Files below folders; what lies elsewhere is not there."""

    def validate_absolute_path(self, root: str, absolute_path: str) -> str | None:
        """Return the path.

        Raises
        ------
        tornado.web.HTTPError
            404, no such file below the folder.
        """
        try:
            found: str | None = super().validate_absolute_path(root, absolute_path)
        except HTTPError as refused:
            raise HTTPError(404) from refused
        return found

    def set_headers(self) -> None:
        """Say how long the file may be kept."""
        super().set_headers()
        changes = "v" in self.request.arguments or _HASHED.search(self.request.path)
        self.set_header("Cache-Control", FOR_EVER if changes else ASK_FIRST)
        self.clear_header("Expires")


class PageScript(CalmErrors, RequestHandler):
    """One of the few scripts that every page needs."""

    SUPPORTED_METHODS = ("GET", "HEAD")

    def initialize(self, script: Script) -> None:
        """Take what is served."""
        self.script = script

    def get(self) -> None:
        """Send it, compressed to whom takes that."""
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.set_header("Cache-Control", FOR_EVER)
        self.set_header("Vary", "Accept-Encoding")
        if "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
            self.finish(self.script.compressed)
        else:
            self.finish(self.script.content)

    head = get
