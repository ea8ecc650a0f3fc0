from __future__ import annotations

import pytest

from smwidgets.parts.address import Address

pytestmark = pytest.mark.spec("W6")


@pytest.fixture
def address():
    made = Address()
    made.heard = []
    made.on_opened(made.heard.append)
    yield made
    made.close()


def test_the_query_of_the_page_is_told_and_no_more_than_20_000_characters_of_it(address):
    for content in ({"kind": "opened", "query": "?a=1"}, {"kind": "opened", "query": "x" * 10**6}):
        address._handle_custom_msg(content, [])
    assert [len(query) for query in address.heard] == [4, 20_000]


@pytest.mark.parametrize(
    "content", [None, "opened", {}, {"kind": "opened"}, {"kind": "opened", "query": None}, {"kind": "x", "query": "a"}]
)
def test_other_messages_are_passed_over(address, content):
    address._handle_custom_msg(content, [])
    assert address.heard == []


def test_the_link_is_pythons_to_write(address):
    address.show("dashboard=main", label="Link", copy="Kopiuj", copied="Skopiowano")
    address.set_state({"query": "javascript:alert(1)", "copy_text": "x"})
    assert (address.query, address.copy_text) == ("dashboard=main", "Kopiuj")
