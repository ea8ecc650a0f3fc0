from __future__ import annotations

import pytest

from smwidgets.apps.response_headers import headers, page_policy

PORTALS = ("https://portal.example.com", "http://localhost:8000")


@pytest.mark.parametrize("policy", [lambda *frames: headers(frames)["Content-Security-Policy"], page_policy])
def test_nobody_frames_a_dashboard_but_whom_it_names(policy):
    named = "nonce" if policy is page_policy else None
    alone = policy(named) if named else policy()
    framed = policy(named, PORTALS) if named else policy(*PORTALS)
    assert "frame-ancestors 'self';" in alone
    assert f"frame-ancestors 'self' {' '.join(PORTALS)};" in framed
    assert framed.replace(f" {' '.join(PORTALS)}", "") == alone


def test_the_older_header_names_no_origin_and_stands_where_none_is_named():
    assert headers()["X-Frame-Options"] == "SAMEORIGIN"
    assert headers(PORTALS) == {
        **{name: value for name, value in headers().items() if name != "X-Frame-Options"},
        "Content-Security-Policy": headers(PORTALS)["Content-Security-Policy"],
    }
