"""Every text by which a source gives a reason stands under that reason."""

from __future__ import annotations

import pandas as pd
import pytest

import smwidgets as sm
from smwidgets.data.opt_out_reasons import NOT_GIVEN, OPT_OUT_REASONS, OTHER, WORDINGS

SEED = {
    "nigdy nie zapisywałem się do tej listy,": "never_signed_up",
    "otrzymywałem zbyt wiele wiadomości,": "too_many_messages",
    "nie interesuje mnie ta tematyka,": "topic_not_interesting",
    "treść wiadomości nie była dopasowana do moich zainteresowań,": "content_mismatch",
}
"""As the original lists them, commas and all."""

TEXTS = (
    SEED
    | {text.upper(): reason for text, reason in SEED.items()}
    | {wording: reason for reason, wordings in WORDINGS.items() for wording in wordings}
    | {reason.upper(): reason for reason in OPT_OUT_REASONS if reason != OTHER}
    | {
        "not_interested": "topic_not_interesting",
        "  Too many\tmessages!\n": "too_many_messages",
        "NEVER-SIGNED-UP": "never_signed_up",
        "Content did not match interests.": "content_mismatch",
        "   ": NOT_GIVEN,
        "-": NOT_GIVEN,
        "\t\n": NOT_GIVEN,
        "too many": OTHER,
        "przestałem mieć ogród": OTHER,
        "<b>too many messages</b>": OTHER,
        "'; DROP TABLE contacts; --": OTHER,
        "other": OTHER,
    }
)


def opted_out(**columns):
    frame = pd.DataFrame(columns | {"email": "a@b.example", "created_at": "2026-01-01", "monitored": True})
    return {"contacts": frame.assign(contact_id=range(len(frame)), opted_out_at="2026-01-05 12:30")}


@pytest.mark.spec("CA6")
def test_texts_stand_under_their_reasons():
    tables = opted_out(opt_out_reason=[*TEXTS, None])
    tables["contacts"]["opted_out_at"] = pd.date_range("2026-01-05", periods=len(TEXTS) + 1, freq="h")
    with sm.connect(tables, timezone="UTC") as shop:
        found = shop.cube("opt_outs")["reason"].astype(str).tolist()
    assert dict(zip([*TEXTS, None], found, strict=True)) == TEXTS | {None: NOT_GIVEN}


@pytest.mark.spec("CA6")
def test_the_four_reasons_come_first_and_not_given_stands_apart_at_the_end():
    assert (*SEED.values(), OTHER, NOT_GIVEN) == OPT_OUT_REASONS


@pytest.mark.spec("CA6")
def test_a_shop_that_keeps_no_reasons_has_opt_outs_without_one():
    with sm.connect(opted_out(name=["x", "y"]), timezone="UTC") as shop:
        assert shop.cube("opt_outs").reset_index().to_dict("list") == {
            "bucket_at": [pd.Timestamp("2026-01-05 12:00")],
            "reason": [NOT_GIVEN],
            "opted_out": [2],
            "ended": [0],
        }
