from __future__ import annotations

import unicodedata

import pandas as pd
import pytest

from smwidgets.data.attribution import Attribution
from smwidgets.data.connecting import connect
from smwidgets.data.importing import import_shop
from smwidgets.data.words import CHANNELS, MODULES, alike, fold, read_as
from smwidgets.sections._names import CHANNELS as NAMES_OF_CHANNELS
from smwidgets.sections._names import MODULES as NAMES_OF_MODULES


def interactions(channels, first=1, **columns):
    ids = range(first, first + len(channels))
    given = {"interaction_id": ids, "contact_id": 1, "occurred_at": "2026-01-05 11:00", "kind": "click"}
    return pd.DataFrame(given | {"channel": channels, "own": True} | columns)


def test_every_known_name_has_one_on_the_page():
    assert (set(CHANNELS), set(MODULES)) == (set(NAMES_OF_CHANNELS), set(NAMES_OF_MODULES))


def test_folding_twice_changes_nothing_more():
    odd = [chr(point) for point in range(0x20, 0x3100) if unicodedata.category(chr(point)) != "Cs"]
    assert [character for character in odd if fold(fold(character)) != fold(character)] == []
    assert fold("\uff25\uff37\uff21\u00a0 Nowak ") == fold("ewa nowak")


@pytest.mark.spec("M1")
@pytest.mark.parametrize(
    "word", ["Direct", "(direct)", " direct", "DIRECT ", "(none)", "direct / none", "(direct) / (none)"]
)
def test_what_means_direct_is_direct(word):
    assert read_as("channel", [word]) == {word: "direct"}


def test_known_names_go_by_their_letters_and_others_by_case_and_blanks():
    words = ["Email", "E-mail", "web push", "Allegro Ads", " allegro  ADS", "allegro-ads", "TikTok"]
    assert read_as("channel", words) == {
        "Email": "email", "E-mail": "email", "web push": "web_push", " allegro  ADS": "Allegro Ads",
    }  # fmt: skip
    assert alike(["Allegro Ads", "allegro-ads", "TikTok"]) == ["Allegro Ads", "allegro-ads"]
    assert read_as("module", ["  ", "N/A", "Newsletter", "Lojalka"]) == {
        "  ": None,
        "N/A": None,
        "Newsletter": "newsletter",
    }


@pytest.mark.spec("B2")
@pytest.mark.parametrize("direct", ["Direct", "(none)"])
def test_direct_is_no_touchpoint_however_it_is_written(direct):
    """Of the newest two interactions one is direct: the own one before counts only if direct ones are left out."""
    written = interactions(["email", direct, direct, "sms"], own=[True, False, False, False])
    written["occurred_at"] = [f"2026-01-0{day}" for day in (1, 2, 3, 4)]
    bought = {"event_id": [1], "contact_id": [1], "type": ["purchase "], "occurred_at": ["2026-01-05"], "value": [9.5]}
    tables = {"interactions": written, "events": pd.DataFrame(bought)}
    with connect(tables, attribution=Attribution(interactions=2)) as shop:
        assert shop.cube("sales")["orders_touchpoint"].sum() == 1


@pytest.mark.spec("D1")
def test_words_are_shown_as_first_written_and_the_report_names_them(load_tables):
    written = interactions(["allegro ", "Allegro", "allegro", "sms"], module=["oferta", " ", "Oferta", None])
    tables, report = load_tables({"interactions": written})
    found = tables["interactions"]
    assert set(found["channel"]) == {"allegro", "sms"}
    assert [None if pd.isna(word) else word for word in found["module"]] == ["oferta", None, "oferta", None]
    assert "interactions.channel: written in several ways; e.g. 'Allegro', 'allegro '; read as 'allegro'" in str(report)


def test_appended_words_take_the_stored_spelling(tmp_path):
    store = import_shop({"interactions": interactions(["Allegro", "sms"])}, tmp_path / "shop.duckdb").path
    import_shop({"interactions": interactions(["allegro", "SMS"], first=3)}, store, append=True)
    with connect(store) as shop:
        assert shop.execute(shop.table("interactions"))["channel"].value_counts().to_dict() == {"Allegro": 2, "sms": 2}


def test_choices_are_read_whatever_their_case_and_signs(load_tables):
    events = {"event_id": [1, 2, 3], "contact_id": 1, "type": ["purchase", " Phone-Call", "PHONE CALL"]}
    events |= {"occurred_at": "2026-01-05", "value": 1.0}
    tables, _ = load_tables({"events": pd.DataFrame(events), "interactions": interactions(["sms"], kind=[" Click "])})
    assert tables["events"]["type"].tolist() == ["PURCHASE", "PHONE_CALL", "PHONE_CALL"]
    assert tables["interactions"]["kind"].tolist() == ["click"]
