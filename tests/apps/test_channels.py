from __future__ import annotations

from contextlib import ExitStack

import pytest
from tornado.web import HTTPError

from smwidgets.apps.channels import OF_A_KERNEL, Channels


def fill(channels, count, kernel="k", visitor=None):
    places = ExitStack()
    for n in range(count):
        places.enter_context(channels.place(kernel.format(n), visitor, print))
    return places


@pytest.mark.parametrize(
    ("held", "asked", "status"),
    [
        ((OF_A_KERNEL, "k", None), ("k", None), 429),
        ((6, "k{}", "ala"), ("other", "ala"), 429),
        ((20, "k{}", None), ("other", None), 503),
    ],
    ids=["of a kernel", "of a visitor", "in all"],
)
def test_there_are_so_many_and_no_more(held, asked, status):
    channels = Channels(pages=10, pages_of_visitor=3)
    with fill(channels, *held):
        with pytest.raises(HTTPError) as refused, channels.place(*asked, print):
            pass
        assert refused.value.status_code == status
        assert len(channels) == held[0]
    with channels.place(*asked, print):
        assert len(channels) == 1


def test_one_visitor_leaves_places_for_others():
    channels = Channels(pages=10, pages_of_visitor=3)
    with fill(channels, 6, "k{}", "ala"), channels.place("other", "ola", print):
        assert len(channels) == 7


def test_an_error_gives_the_place_back():
    channels = Channels(pages=1, pages_of_visitor=1)
    with pytest.raises(ValueError, match="x"), channels.place("k", "ala", print):
        raise ValueError("x")
    assert len(channels) == 0
    assert channels._open == {}


def test_channels_end_with_their_kernel():
    channels, ended = Channels(pages=10, pages_of_visitor=3), []
    with (
        channels.place("k", None, lambda: ended.append(1)),
        channels.place("k", None, lambda: ended.append(2)),
        channels.place("other", None, lambda: ended.append(3)),
    ):
        channels.end("k")
        channels.end("gone")
        assert ended == [1, 2]
    channels.end("k")
    assert ended == [1, 2]
