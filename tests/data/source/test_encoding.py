from __future__ import annotations

import pytest

from smwidgets.core.errors import SourceError
from smwidgets.data.source.encoding import encoding_of, utf_8_blocks

pytestmark = pytest.mark.spec("S1")

POLISH = "name\nZofia Żółć, Łódź\nŚwierk ąęćńóśźż ĄĘĆŃÓŚŹŻ\n"


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1250", "iso8859_2"]
)
def test_polish_is_recognised(tmp_path, codec):
    path = tmp_path / "a.csv"
    path.write_bytes(POLISH.encode(codec))
    encoding = encoding_of(path)
    assert b"".join(utf_8_blocks(path, encoding)).decode() == POLISH
    assert bool(encoding.said) == (codec not in {"utf-8", "utf-8-sig"})


@pytest.mark.parametrize("text", ["wąż", "Gdańsk", "Łódź i Świerk", "róża", "mąka „pszenna” – 5 €"])
def test_few_letters_are_enough_where_they_differ_or_do_not(tmp_path, text):
    for codec in ("cp1250", "iso8859_2"):
        path = tmp_path / "a.csv"
        path.write_bytes(f"name\n{text}\n".encode(codec, "replace"))
        if b"?" not in path.read_bytes():
            assert b"".join(utf_8_blocks(path, encoding_of(path))).decode() == f"name\n{text}\n"


@pytest.mark.parametrize(
    "data",
    [
        b"n\n\xb9\xb1\n",
        b"n\n25\xb15\n",
        b"n\n\xff\xfe\n",
        b"n\nFoo\xae\n",
        "n\nželezo\n".encode("iso8859_2"),
        b"n\na\x81b\n",
    ],
)
def test_what_cannot_be_told_is_asked_for(tmp_path, data):
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    with pytest.raises(SourceError, match=r"a\.csv, line 2: neither UTF-8 nor surely.*--encoding cp1250"):
        encoding_of(path)
    assert encoding_of(path, "latin-1").codec == "latin-1"


def test_a_spoiled_byte_in_utf_8_is_named(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(POLISH.encode() + b"Gda\xf1sk\n" + POLISH.encode())
    with pytest.raises(SourceError, match="line 4: bytes that are no UTF-8 in a file that is UTF-8 otherwise"):
        encoding_of(path)


def test_bytes_that_are_not_of_the_encoding_asked_for(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"name\nok\na\x81b\n")
    with pytest.raises(SourceError, match="line 3: the bytes are no CP1250"):
        list(utf_8_blocks(path, encoding_of(path, "cp1250")))
    path.write_bytes(b"name\nok\na\xb9b\n")
    with pytest.raises(SourceError, match="line 3: the bytes are no UTF-8"):
        list(utf_8_blocks(path, encoding_of(path, "utf-8")))
