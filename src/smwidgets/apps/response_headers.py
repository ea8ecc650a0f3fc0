"""What every answer tells the browser not to do."""

from __future__ import annotations

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
        "frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Server": "smwidgets",
}
"""Of everything but the dashboard's own page, whose policy is :func:`page_policy`."""


def page_policy(nonce: str) -> str:
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
        "frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
    )
