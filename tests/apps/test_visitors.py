from __future__ import annotations

from types import SimpleNamespace

import pytest
from tornado.httputil import HTTPHeaders

from smwidgets.apps.visitors import counted_as


def visit(address="127.0.0.1", told=None, name=None, *, apart=False):
    return SimpleNamespace(
        current_user=SimpleNamespace(identity=name),
        identity_provider=SimpleNamespace(tells_apart=apart),
        request=SimpleNamespace(
            remote_ip=address, headers=HTTPHeaders({} if told is None else {"X-Forwarded-For": told})
        ),
    )


@pytest.mark.parametrize(
    ("visitor", "counted"),
    [
        (visit(name="ala", apart=True), "ala"),
        (visit(name="ala"), None),
        (visit(), None),
        (visit(told="192.0.2.7"), "[192.0.2.7]"),
        (visit(told="10.0.0.1, 192.0.2.7"), "[192.0.2.7]"),
        (visit(told="nobody"), None),
        (visit(told=""), None),
        (visit("::1", told="2001:db8::1:2:3:4"), "[2001:db8::/64]"),
        (visit("::ffff:127.0.0.1", told="::ffff:192.0.2.7"), "[192.0.2.7]"),
        (visit("192.0.2.9", told="192.0.2.7"), "[192.0.2.9]"),
        (visit(""), None),
    ],
)
def test_visitors_are_told_apart_by_name_or_by_the_address_that_the_last_proxy_saw(visitor, counted):
    assert counted_as(visitor) == counted
