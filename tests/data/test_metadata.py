# ruff: noqa: DTZ001 - naive times are what the tables hold

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from smwidgets.core.errors import StoreError
from smwidgets.data.attribution import Attribution
from smwidgets.data.database import SHOP, attach, open_engine
from smwidgets.data.metadata import SCHEMA_VERSION, Metadata, read, write


@pytest.mark.parametrize(
    "described",
    [
        Metadata("r1", "Europe/Warsaw", "PLN", "", datetime(2026, 1, 6, 12, 0, 0, 1, UTC)),
        Metadata(
            revision="r2",
            timezone="Asia/Kathmandu",
            currency="NPR",
            name='Sklep "u Ćmy"; --\n',
            imported_at=datetime(2026, 1, 6, tzinfo=UTC),
            first_at=datetime(2024, 2, 29, 23, 59, 59, 999999),
            last_at=datetime(2026, 1, 5),
            grain_minutes=15,
            left_out={"events": 3},
            attribution=Attribution(30, 5, "last_non_direct"),
        ),
    ],
)
def test_it_is_read_as_it_was_written(described):
    connection = open_engine()
    attach(connection, SHOP)
    write(connection, described)
    assert read(connection) == described
    connection.close()


def test_a_description_of_an_older_version_asks_to_import_again():
    connection = open_engine()
    attach(connection, SHOP)
    older = SCHEMA_VERSION - 1
    write(connection, Metadata("r1", "UTC", "PLN", "", datetime(2026, 1, 6, tzinfo=UTC), schema_version=older))
    with pytest.raises(StoreError, match=rf"an older version .*schema {older}.*; import the source again"):
        read(connection)
    connection.close()
