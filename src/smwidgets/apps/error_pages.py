"""The pages of a server that has no dashboard to show: calm, in both languages, and without a reason from inside."""

from __future__ import annotations

from typing import Any

from tornado.web import RequestHandler

RETRY_AFTER_SECONDS = 60
_LATER = frozenset({429, 503})


class CalmErrors(RequestHandler):
    """A handler whose errors are pages of ours."""

    def set_default_headers(self) -> None:
        """Send the headers of every answer."""
        super().set_default_headers()
        for name, value in self.settings["headers"].items():
            self.set_header(name, value)

    def write_error(self, status_code: int, **_: Any) -> None:
        """Write the page of a status."""
        if status_code in _LATER:
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
