"""The saved file: whole, readable, never over another's work, never silently replaced."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from smwidgets.core.errors import ConflictError, WorkspaceError
from smwidgets.core.text import LOCALES, check_text
from smwidgets.dashboards import notices, whole_file
from smwidgets.dashboards.coding import to_json
from smwidgets.dashboards.saving import WorkspaceFile
from smwidgets.dashboards.state import DashboardState, TileState, WorkspaceState
from smwidgets.dashboards.steps import add_tile, rename_dashboard

TILES = (
    TileState(id="aov", section="average_order_value", settings={"kind": "bar"}, x=0, y=0, w=6, h=8),
    TileState(id="weather", section="shop-tools:weather", settings={"towns": ["Łódź"]}, x=6, y=0, w=6, h=8),
)
STATE = WorkspaceState(
    dashboards=(DashboardState(id="main", name={"pl": "Główny", "en": "Main"}, builtin="main", tiles=TILES),),
    open="main",
)
GOOD = to_json(STATE).encode()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "dashboards.json"


def named(name):
    return rename_dashboard(STATE, "main", name)


def kept(path):
    return sorted(path.parent.glob(f"{path.stem}.damaged-*"))


def no_room(*_):
    raise OSError(28, "No space left on device")


def files(path):
    return sorted(file.name for file in path.parent.iterdir() if file.suffix != ".lock")


def said(loaded):
    for notice in loaded.notices:
        assert all(notice.say(locale) for locale in LOCALES)
    return [notice.text for notice in loaded.notices]


@pytest.mark.spec("W5")
def test_a_new_file_is_readable_and_its_owners_only(path):
    file = WorkspaceFile(path.parent / "new" / path.name)
    assert (file.load().state, file.load().notices) == (None, ())
    file.save(STATE)
    assert file.path.read_text("utf-8") == to_json(STATE)
    assert "Łódź" in file.path.read_text("utf-8")
    assert list(json.loads(GOOD)) == ["schema_version", "dashboards", "open"]
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.path.parent.stat().st_mode) == 0o700
    assert files(file.path) == ["dashboards.json"]
    assert WorkspaceFile(file.path).load() == file.load()
    assert (file.load().state, file.load().notices) == (STATE, ())


@pytest.mark.spec("W5")
def test_the_later_of_two_sessions_is_told_and_chooses(path):
    mine, theirs = WorkspaceFile(path), WorkspaceFile(path)
    mine.load(), theirs.load()
    theirs.save(named("Theirs"))
    with pytest.raises(ConflictError) as told:
        mine.save(named("Mine"))
    assert told.value.theirs == named("Theirs")
    assert WorkspaceFile(path).load().state == named("Theirs")
    copy = mine.save_copy(named("Mine"))
    assert WorkspaceFile(copy).load().state == named("Mine")
    assert mine.load().state == named("Theirs")
    mine.save(named("After theirs"))
    with pytest.raises(ConflictError):
        theirs.save(named("Theirs again"))
    theirs.save(named("Theirs again"), overwrite=True)
    assert WorkspaceFile(path).load().state == named("Theirs again")


@pytest.mark.spec("W5")
def test_only_what_one_was_told_of_is_overwritten(path):
    mine, second, third = WorkspaceFile(path), WorkspaceFile(path), WorkspaceFile(path)
    second.save(named("Second"))
    for overwrite in (True, False):
        with pytest.raises(ConflictError) as told:
            mine.save(named("Mine"), overwrite=overwrite)
        assert told.value.theirs == named("Second")
    third.load()
    third.save(named("Third"))
    with pytest.raises(ConflictError) as told:
        mine.save(named("Mine"), overwrite=True)
    assert told.value.theirs == named("Third")
    mine.save(named("Mine"), overwrite=True)
    assert WorkspaceFile(path).load().state == named("Mine")


def test_the_same_saved_by_both_is_no_conflict(path):
    mine, theirs = WorkspaceFile(path), WorkspaceFile(path)
    theirs.save(STATE)
    mine.save(STATE)
    mine.save(named("Mine"))


def test_a_session_that_never_looked_overwrites_nothing(path):
    path.write_bytes(GOOD)
    with pytest.raises(ConflictError):
        WorkspaceFile(path).save(named("Mine"))
    assert path.read_bytes() == GOOD


def test_a_file_that_somebody_removed_is_written_again(path):
    file = WorkspaceFile(path)
    file.save(STATE)
    path.unlink()
    file.save(named("Mine"))
    assert WorkspaceFile(path).load().state == named("Mine")


def test_copies_have_names_of_their_own(path):
    file = WorkspaceFile(path)
    names = [file.save_copy(named(name)).name for name in ("1", "2", "3")]
    assert names == ["dashboards.copy.json", "dashboards.copy-2.json", "dashboards.copy-3.json"]
    assert not path.exists()


@pytest.mark.spec("W5")
def test_a_published_dashboard_writes_nothing(path):
    path.write_bytes(b"{")
    file = WorkspaceFile(path, read_only=True)
    assert said(file.load()) == [notices.DAMAGED, notices.LEFT]
    for write in (file.save, file.save_copy):
        with pytest.raises(WorkspaceError, match="read only"):
            write(STATE)
    assert [one.name for one in path.parent.iterdir()] == ["dashboards.json"]
    assert path.read_bytes() == b"{"


# --- damage --------------------------------------------------------------------------------------------------------


def changed(**changes):
    return json.dumps(json.loads(GOOD) | changes).encode()


def with_tile(**changes):
    saved = json.loads(GOOD)
    saved["dashboards"][0]["tiles"][0] |= changes
    return json.dumps(saved).encode()


DAMAGED = {
    "empty": b"",
    "zeros": bytes(3000),
    "no JSON": b"dashboards: none",
    "JSON and more": GOOD + b"}",
    "another encoding": GOOD.decode().encode("utf-16"),
    "cut inside a letter": GOOD[: GOOD.index("Ł".encode()) + 1],
    "a list": b"[]",
    "a number": b"1",
    "no version": b"{}",
    "a version in words": changed(schema_version="one"),
    "a version that is a list": changed(schema_version=[1]),
    "a version that is true": changed(schema_version=True),
    "a version with a fraction": changed(schema_version=1.0),
    "a version before the first": changed(schema_version=-1),
    "no dashboards": changed(dashboards=[]),
    "dashboards that are a text": changed(dashboards="main"),
    "a version 0 of another form": changed(schema_version=0),
    "a field that nobody knows": changed(colour="red"),
    "no main dashboard": changed(dashboards=[{"id": "main", "name": "A"}]),
    "NaN in settings": with_tile(settings={"a": float("nan")}),
    "a number beyond all": GOOD.replace(b'"bar"', b"1e999"),
    "a number of 5,000 digits": GOOD.replace(b'"bar"', b"1" * 5000),
    "half a character": GOOD.replace(b'"bar"', b'"\\ud800"'),
    "a name twice in an object": GOOD.replace(b'"kind": "bar"', b'"kind": "bar", "kind": "line"'),
    "a column that is a text": with_tile(x="0"),
    "a column with a fraction": with_tile(x=0.5),
    "a section that is no name": with_tile(section="<b>"),
    "an id of nothing": with_tile(id=""),
    "brackets without end": b"[" * 1_000_000,
    "settings of 400 levels": GOOD.replace(b'"bar"', b"[" * 400 + b"]" * 400),
}


def check_set_aside(path, data, text):
    path.write_bytes(data)
    file = WorkspaceFile(path)
    loaded = file.load()
    assert loaded.state is None
    assert said(loaded) == [text, notices.KEPT]
    (aside,) = kept(path)
    assert aside.name in loaded.notices[1].say("pl")
    assert str(path.parent) not in loaded.notices[1].say("pl")
    assert aside.read_bytes() == data
    file.save(STATE)
    assert aside.read_bytes() == data
    assert (WorkspaceFile(path).load().state, kept(path)) == (STATE, [aside])


@pytest.mark.spec("W5")
@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_damaged_file_is_set_aside_as_it_is(path, data):
    check_set_aside(path, data, notices.DAMAGED)


@pytest.mark.spec("W5")
@pytest.mark.parametrize("share", [number / 25 for number in range(25)])
def test_a_truncated_file_is_set_aside_as_it_is(path, share):
    check_set_aside(path, GOOD[: int(share * (len(GOOD) - 2))], notices.DAMAGED)


@pytest.mark.parametrize("version", [2, 99, 10**30])
def test_a_file_of_a_newer_version_is_set_aside_as_it_is(path, version):
    check_set_aside(path, changed(schema_version=version, dashboards={"of": "another form"}), notices.NEWER)


def test_a_file_beyond_5_mb_is_set_aside_and_none_is_written(path):
    huge = GOOD[:-2] + b" " * 5_000_000 + b"}"
    check_set_aside(path, huge, notices.TOO_LARGE)
    with pytest.raises(WorkspaceError, match="more than 5,000,000"):
        WorkspaceFile(path).save(add_tile(STATE, "main", "heading", (1, 1), {"text": "a" * 5_000_000}))
    assert WorkspaceFile(path).load().state == STATE


def test_several_damaged_files_are_all_kept(path):
    for content in (b"1", b"2", b"3"):
        path.write_bytes(content)
        WorkspaceFile(path).load()
    assert {file.read_bytes() for file in kept(path)} == {b"1", b"2", b"3"}


@pytest.mark.parametrize("damage", [b"{", GOOD[:-2] + b" " * 5_000_000 + b"}"])
def test_what_was_damaged_meanwhile_is_kept_when_overwritten(path, damage):
    file = WorkspaceFile(path)
    file.save(STATE)
    path.write_bytes(damage)
    with pytest.raises(ConflictError) as told:
        file.save(named("Mine"))
    assert told.value.theirs is None
    assert path.read_bytes() == damage
    file.save(named("Mine"), overwrite=True)
    assert [one.read_bytes() for one in kept(path)] == [damage]
    assert WorkspaceFile(path).load().state == named("Mine")


# --- what is mended ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "count"),
    [
        (with_tile(x=3), 1),
        (with_tile(y=5), 1),
        (with_tile(x=-4), 1),
        (with_tile(x=10**30, y=-1, w=0, h=10**6), 1),
        (with_tile(w=40), 2),
        (with_tile(id="weather"), 1),
        (changed(open="gone"), 1),
        (changed(dashboards=json.loads(GOOD)["dashboards"] * 2), 3),
    ],
)
@pytest.mark.spec("W5")
def test_what_is_out_of_place_is_mended_and_the_file_kept(path, data, count):
    path.write_bytes(data)
    file = WorkspaceFile(path)
    for _ in range(3):
        loaded = file.load()
        assert said(loaded) == [notices.MENDED, notices.KEPT]
        assert loaded.notices[0].count == count
        assert [one.read_bytes() for one in kept(path)] == [path.read_bytes()] == [data]
    assert {tile.section: tile.settings for tile in loaded.state.dashboards[0].tiles} == {
        tile.section: tile.settings for tile in TILES
    }
    file.save(loaded.state)
    assert WorkspaceFile(path).load() == type(loaded)(loaded.state)
    assert [one.read_bytes() for one in kept(path)] == [data]


def test_sections_and_settings_that_nobody_knows_are_kept(path):
    path.write_bytes(with_tile(section="other-tools:map", settings={"zoom": 3.0, "ünknown": [None, {"a": True}]}))
    file = WorkspaceFile(path)
    state = file.load().state
    file.save(rename_dashboard(state, "main", "A"))
    (tile, _) = WorkspaceFile(path).load().state.dashboards[0].tiles
    assert tile.section == "other-tools:map"
    assert json.dumps(tile.settings) == json.dumps({"zoom": 3.0, "ünknown": [None, {"a": True}]})


def test_a_byte_order_mark_is_no_damage(path):
    path.write_bytes(b"\xef\xbb\xbf" + GOOD)
    assert WorkspaceFile(path).load().state == STATE


def test_version_0_is_brought_to_the_present_form(path):
    layout = [
        {"key": "sales_summary", "section": "sales_summary", "span": 12, "settings": {}},
        {"heading": {"pl": "Sprzedaż", "en": "Sales"}},
        *({"key": f"b{n}", "section": "sales_analytics", "span": 4, "settings": {"bar": n}} for n in range(4)),
    ]
    saved = {"schema_version": 0, "open": "main"}
    main = {"id": "main", "name": "Moje", "builtin": "main", "layout": layout}
    path.write_text(json.dumps(saved | {"dashboards": [main]}), "utf-8")
    loaded = WorkspaceFile(path).load()
    assert loaded.notices == ()
    assert [(tile.id, tile.x, tile.y, tile.w) for tile in loaded.state.dashboards[0].tiles] == [
        ("sales_summary", 0, 0, 12),
        ("heading-2", 0, 8, 12),
        ("b0", 0, 9, 4),
        ("b1", 4, 9, 4),
        ("b2", 8, 9, 4),
        ("b3", 0, 17, 4),
    ]
    assert loaded.state.dashboards[0].tiles[1].settings == {"text": {"pl": "Sprzedaż", "en": "Sales"}}
    assert loaded.state.dashboards[0].tiles[5].settings == {"bar": 3}


# --- what cannot be opened or written ------------------------------------------------------------------------------


def unreadable(path):
    file = WorkspaceFile(path)
    loaded = file.load()
    assert (loaded.state, said(loaded)) == (None, [notices.UNREADABLE])
    assert path.name in loaded.notices[0].say("en")
    for overwrite in (False, True):
        with pytest.raises(WorkspaceError, match=r"dashboards\.json cannot be written"):
            file.save(STATE, overwrite=overwrite)


def test_a_folder_in_its_place_is_left_alone(path):
    (path / "inside").mkdir(parents=True)
    unreadable(path)
    assert files(path) == ["dashboards.json"]
    assert list(path.iterdir()) == [path / "inside"]
    assert WorkspaceFile(WorkspaceFile(path).save_copy(STATE)).load().state == STATE


def test_a_pipe_in_its_place_holds_nobody_up(path):
    os.mkfifo(path)
    unreadable(path)


def test_links_in_a_circle_are_told(path):
    path.symlink_to(path)
    unreadable(path)


def test_a_file_in_the_place_of_its_folder_is_told(path):
    path.write_bytes(GOOD)
    unreadable(path / "dashboards.json")
    assert path.read_bytes() == GOOD


@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o000, 0o777), (0o444, 0o555)])
def test_without_permission_nothing_is_changed(file_mode, folder_mode):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "dashboards.json"
        path.write_bytes(GOOD)
        path.chmod(file_mode)
        Path(folder).chmod(folder_mode)
        root = os.geteuid() == 0
        if root:
            os.seteuid(65534)
        try:
            if file_mode:
                assert WorkspaceFile(path).load().state == STATE
                with pytest.raises(WorkspaceError, match="Permission denied"):
                    WorkspaceFile(path).save(named("Mine"), overwrite=True)
            else:
                unreadable(path)
        finally:
            if root:
                os.seteuid(0)
            Path(folder).chmod(0o700)
            path.chmod(0o600)
        assert path.read_bytes() == GOOD


def test_what_is_mended_but_cannot_be_kept_is_not_overwritten_unasked(path, monkeypatch):
    path.write_bytes(with_tile(x=3))
    file = WorkspaceFile(path)
    with monkeypatch.context() as patched:
        patched.setattr(whole_file, "write", no_room)
        assert said(file.load()) == [notices.MENDED, notices.LEFT]
    with pytest.raises(ConflictError):
        file.save(STATE)
    assert path.read_bytes() == with_tile(x=3)


def test_a_link_is_followed_and_stays(path, tmp_path):
    real = tmp_path / "elsewhere" / "real.json"
    real.parent.mkdir()
    path.symlink_to(real)
    file = WorkspaceFile(path)
    assert file.load().state is None
    file.save(STATE)
    assert path.is_symlink()
    assert real.read_bytes() == GOOD
    real.write_bytes(b"{")
    assert said(WorkspaceFile(path).load()) == [notices.DAMAGED, notices.KEPT]
    assert [one.read_bytes() for one in kept(real)] == [b"{"]
    assert path.is_symlink()


def test_a_full_disk_leaves_the_old_file_and_nothing_else(path, monkeypatch):
    file = WorkspaceFile(path)
    file.save(STATE)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", no_room)
        with pytest.raises(WorkspaceError, match="No space left"):
            file.save(named("Mine"))
    assert path.read_bytes() == GOOD
    assert files(path) == ["dashboards.json"]
    file.save(named("Mine"))
    assert WorkspaceFile(path).load().state == named("Mine")


def test_what_failed_after_it_was_written_is_no_conflict_with_oneself(path, monkeypatch):
    file = WorkspaceFile(path)
    file.save(STATE)

    def failing(folder):
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(whole_file, "_sync_folder", failing)
        with pytest.raises(WorkspaceError, match="Input/output"):
            file.save(named("Mine"))
    file.save(named("Mine again"))
    assert WorkspaceFile(path).load().state == named("Mine again")


def test_a_session_that_takes_too_long_is_told(path, monkeypatch):
    monkeypatch.setattr(whole_file, "PATIENCE_SECONDS", 0)
    with whole_file.alone(path), pytest.raises(WorkspaceError, match=r"dashboards\.json cannot be written"):
        WorkspaceFile(path).save(STATE)
    WorkspaceFile(path).save(STATE)


def test_every_notice_is_in_every_language():
    for name, text in vars(notices).items():
        if isinstance(text, dict) and name.isupper():
            check_text(text)
