from __future__ import annotations

import pytest

from smwidgets.apps.trusted_header import TrustedHeader
from smwidgets.model.identity import Request

pytestmark = pytest.mark.spec("R4")

PROXY = "10.1.2.3"


def named(*values: str, peer: str = PROXY, header: str = "X-Forwarded-User") -> str | None:
    return TrustedHeader(proxies=(PROXY, "192.168.4.0/24", "::1")).user(
        Request(peer, tuple((header, value) for value in values))
    )


@pytest.mark.parametrize("name", ["ala", "ala.kot@example.com", "auth0|5f7c8", "DOMAIN\\ala", "a" * 255, "0"])
def test_a_proxys_word_is_taken(name):
    assert named(name) == name


def test_the_header_is_the_same_however_it_is_written():
    assert named("ala", header="x-forwarded-USER") == "ala"


@pytest.mark.parametrize("peer", ["192.168.4.77", "::ffff:10.1.2.3", "::1"])
def test_networks_and_mapped_addresses_are_known(peer):
    assert named("ala", peer=peer) == "ala"


@pytest.mark.parametrize("peer", ["10.1.2.4", "192.168.5.1", "::2", "::ffff:10.1.2.4", "", "unix", "10.1.2.3, 1.1.1.1"])
def test_nobody_elses_word_is_taken(peer):
    assert named("ala", peer=peer) is None


@pytest.mark.parametrize(
    "value",
    [
        "",
        " ",
        "ala ",
        "a" * 256,
        "a" * 100_000,
        "ala\r\nX-Admin: 1",
        "ala\n",
        "ala\x00",
        "ala\x7f",
        "ała",
        "аla",
        "ala,boss",
        "ala;boss",
        "<script>",
        "'; DROP TABLE contacts",
        "../ala",
        "-ala",
        "${HOME}",
        "ala\u202eboss",
    ],
)
def test_what_is_no_name_is_nobody(value):
    assert named(value) is None


def test_a_header_sent_twice_is_nobody():
    assert named("ala", "boss") is None
    assert named("ala", "ala") is None


def test_without_the_header_or_the_request_it_is_nobody():
    assert named() is None
    assert named("ala", header="X-Forwarded-Email") is None
    assert named("ala", header="X_Forwarded_User") is None
    assert TrustedHeader().user(None) is None


def test_what_was_refused_is_logged_without_its_value(caplog):
    named("secret value")
    assert "X-Forwarded-User" in caplog.text
    assert "secret" not in caplog.text
