"""What every answer tells the browser not to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def headers(frames: Sequence[str] = ()) -> dict[str, str]:
    """Return those of everything but the dashboard's own page, whose policy is :func:`page_policy`.

    Parameters
    ----------
    frames
        Origins whose pages may show the dashboard in a frame, besides its own.
    """
    always = {
        "Content-Security-Policy": (
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
            f"frame-ancestors {_ancestors(frames)}; base-uri 'none'; form-action 'none'"
        ),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Server": "smwidgets",
    }
    # It names no origins: where some are allowed, browsers go by the policy alone.
    return always if frames else always | {"X-Frame-Options": "SAMEORIGIN"}


def page_policy(nonce: str, frames: Sequence[str] = ()) -> str:
    """Return the Content-Security-Policy of one page: scripts of this server and those that carry `nonce`.

    anywidget imports its modules from ``blob:`` addresses. Lumino, JupyterLab and bqplot write styles into the page.
    """
    return (
        "default-src 'none'; "
        f"script-src 'self' 'nonce-{nonce}' blob:; "
        "style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; "
        "font-src 'self' data:; "
        "connect-src 'self' data: blob:; "
        f"frame-ancestors {_ancestors(frames)}; base-uri 'none'; form-action 'none'"
    )


def _ancestors(frames: Sequence[str]) -> str:
    return " ".join(("'self'", *frames))
