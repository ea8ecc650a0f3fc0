"""The pages of a server that has no dashboard to show: calm, in both languages, and without a reason from inside."""

from __future__ import annotations

from typing import Any

from jupyter_server.base.handlers import FileFindHandler
from tornado.web import HTTPError, RequestHandler, StaticFileHandler
from voila.static_file_handler import MultiStaticFileHandler

from smwidgets.apps.response_headers import HEADERS

RETRY_AFTER_SECONDS = 60
_SERVICE_UNAVAILABLE = 503


class CalmErrors(RequestHandler):
    """A handler whose errors are pages of ours."""

    def set_default_headers(self) -> None:
        """Send the headers of every answer."""
        super().set_default_headers()
        for name, value in HEADERS.items():
            self.set_header(name, value)

    def write_error(self, status_code: int, **_: Any) -> None:
        """Write the page of a status."""
        if status_code == _SERVICE_UNAVAILABLE:
            self.set_header("Retry-After", str(RETRY_AFTER_SECONDS))
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        template = self.settings["voila_jinja2_env"].get_template("error.html")
        self.finish(template.render(status_code=status_code))


class NoSuchPage(CalmErrors):
    """Whatever nothing else answers to."""

    def prepare(self) -> None:
        """Answer 404 to every method."""
        self.send_error(404)


class _Inside(CalmErrors, StaticFileHandler):
    """Files below a folder; what lies elsewhere is not there."""

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


class Assets(_Inside, MultiStaticFileHandler):
    """Voilà's scripts, styles and fonts."""


class Extensions(_Inside, FileFindHandler):
    """The scripts of the widgets."""
