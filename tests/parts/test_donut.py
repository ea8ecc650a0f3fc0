from __future__ import annotations

import pytest

from smwidgets.core.errors import ConfigurationError
from smwidgets.parts import Donut, Slice, table_texts

SLICES = (Slice("mail", "E-mail", 60.0, 1), Slice("sms", "SMS", 30.0, 2), Slice("push", "Push", 10.0, 3))


def draw(donut, *slices, **options):
    donut.draw(
        slices,
        format_sum=lambda value: f"sum {value:g}",
        format_value=lambda value: f"{value:g} zł",
        format_share=lambda value: f"{value:.0%}",
        empty="nothing",
        **options,
    )
    return donut


def ring(donut):
    return donut.children[0].children[1]


def pie(donut):
    return donut.children[0].children[0].marks[0]


def column(donut, name):
    return [one[name] for one in ring(donut).view["slices"]]


@pytest.mark.spec("D1")
def test_the_sum_stands_in_the_middle_and_values_in_the_list():
    donut = draw(Donut(), *SLICES, caption="sum of all")
    assert (ring(donut).view["total"], ring(donut).view["caption"]) == ("sum 100", "sum of all")
    assert column(donut, "text") == ["60 zł", "30 zł", "10 zł"]
    assert column(donut, "share") == ["60%", "30%", "10%"]
    assert list(pie(donut).sizes) == [60, 30, 10]
    assert pie(donut).display_labels == "none"


@pytest.mark.spec("D2", "E1", "F3")
def test_hiding_takes_the_slice_out_and_rebases_the_shares_in_the_same_colours():
    donut = draw(Donut(), *SLICES)
    ring(donut).set_state({"hidden": ["mail", "nonsense"]})
    assert donut.hidden == ("mail",)
    assert ring(donut).view["total"] == "sum 40"
    assert column(donut, "share") == ["—", "75%", "25%"]
    assert list(pie(donut).sizes) == [30, 10]
    assert pie(donut).colors == ["var(--smw-series-2)", "var(--smw-series-3)"]
    donut.hidden = ()
    assert ring(donut).hidden == []
    assert ring(donut).view["total"] == "sum 100"


@pytest.mark.spec("D2")
def test_all_hidden_is_a_sum_of_nothing_with_a_message():
    donut = draw(Donut(), *SLICES)
    assert ring(donut).view["message"] == ""
    donut.hidden = ("mail", "sms", "push")
    assert (ring(donut).view["total"], ring(donut).view["message"]) == ("sum 0", "nothing")
    assert list(pie(donut).sizes) == []


def test_negative_missing_and_zero_values_have_no_slice_and_count_in_the_sum():
    donut = draw(Donut(), Slice("a", "A", 50), Slice("b", "B", -10), Slice("c", "C", 0), Slice("d", "D", None))
    assert list(pie(donut).sizes) == [50]
    assert ring(donut).view["total"] == "sum 40"
    donut.hidden = ("a",)
    assert column(donut, "share") == ["—"] * 4
    assert ring(donut).view["message"] == "nothing"


def test_a_redraw_makes_no_widget_and_keeps_what_is_hidden(living):
    donut = draw(Donut(), *SLICES)
    count = living()
    donut.hidden = ("sms",)
    draw(donut, *SLICES[:1])
    draw(donut)
    draw(donut, *reversed(SLICES))
    assert living() == count
    assert list(pie(donut).sizes) == [10, 60]


@pytest.mark.spec("E2")
def test_a_slice_is_picked_only_when_it_is_there():
    donut, picked = draw(Donut(), *SLICES), []
    assert not ring(donut).pickable
    donut.on_pick(picked.append)
    assert ring(donut).pickable
    for content in ({"kind": "pick", "key": "sms"}, {"kind": "pick", "key": "zzz"}, {"key": "sms"}, "pick", {}):
        ring(donut)._handle_custom_msg(content, [])
    assert picked == ["sms"]


@pytest.mark.spec("X3")
def test_texts_of_the_table_are_in_the_page_s_language():
    donut = draw(Donut(), *SLICES, texts=table_texts("en"))
    assert ring(donut).view["texts"]["toggle"] == "Data as a table"
    assert ring(draw(Donut(), *SLICES)).view["texts"]["toggle"] == "Dane w tabeli"


def test_a_colour_beyond_the_palette_is_an_error():
    with pytest.raises(ConfigurationError):
        Slice("a", "A", 1, 9)


@pytest.mark.spec("D2")
def test_it_says_that_all_is_hidden_only_where_somebody_hid_what_there_is():
    donut = draw(Donut(), *SLICES, all_hidden="hidden")
    donut.hidden = ("mail", "sms", "push")
    assert ring(donut).view["message"] == "hidden"
    draw(donut, Slice("mail", "E-mail", 0.0), all_hidden="hidden")
    assert ring(donut).view["message"] == "nothing"
    donut.hidden = ()
    assert ring(donut).view["message"] == "nothing"


def test_a_long_name_reaches_the_page_whole():
    donut = draw(Donut(), Slice("a", "a" * 300, 1.0))
    assert len(column(donut, "label")[0]) == 300
