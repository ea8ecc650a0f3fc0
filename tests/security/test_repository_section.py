"""No message that a page can forge gets at a file of somebody else, or changes one."""

from __future__ import annotations

import pyarrow as pa
import pytest

import smwidgets as sm
from smwidgets.core.errors import AccessError
from smwidgets.data.exports import Sheet
from smwidgets.data.repository import Repository as Files
from smwidgets.sections import Repository
from smwidgets.sections._export import Export
from smwidgets.sections._export_dialog import ExportDialog


@pytest.fixture
def root(tmp_path):
    return tmp_path / "repository"


@pytest.fixture
def private(root):
    """A private file of somebody else."""
    return Files(root, user="ola").keep("Eksporty", "tajny", ".csv", lambda file: file.write(b"SECRET"))


@pytest.fixture
def shared(root):
    """A shared file of somebody else."""
    return Files(root, user="ola").keep("Eksporty", "jawny", ".csv", lambda file: file.write(b"a"), access="shared")


@pytest.fixture(params=["jan", None])
def section(request, seed_shop, root, private, shared):
    model = sm.DashboardModel(
        seed_shop, as_of="2025-01-06 12:00", user=request.param, repository=root, rights=sm.Rights()
    )
    made = Repository(model)
    made.show()
    yield made
    made.close()


def everything_sent(section):
    """State of every widget of the section, as a page gets it."""
    todo, texts = [section], []
    while todo:
        widget = todo.pop()
        texts.append(repr(widget.get_state()))
        todo += [*getattr(widget, "children", ()), *([widget.body] if hasattr(widget, "body") else [])]
    return "".join(texts)


@pytest.mark.spec("R2")
def test_what_others_keep_private_never_reaches_the_page(section, private, root):
    sent = everything_sent(section)
    assert "jawny" in sent
    assert private.id not in sent
    assert "tajny" not in sent
    assert str(root) not in sent
    assert private.sha256 not in sent


@pytest.mark.spec("R2")
@pytest.mark.parametrize("column", ["download", "delete", "name", "owner", None])
def test_a_row_that_is_not_shown_is_not_acted_on(section, private, root, column):
    for key in (private.id, f"../{private.id}", "", None, [private.id], 0):
        section._table._handle_custom_msg({"kind": "action", "key": key, "column": column}, [])
    assert section._download.offer == {}
    assert not section._confirmation.opened
    assert len(Files(root, user="ola").files()) == 2


@pytest.mark.spec("R2")
def test_rows_that_a_page_writes_itself_are_dropped(section, private):
    section._table.set_state({"row_keys": [private.id], "rows": [["x"] * 9], "columns": []})
    section._table._handle_custom_msg({"kind": "action", "key": private.id, "column": "download"}, [])
    assert section._download.offer == {}


@pytest.mark.spec("R2")
def test_the_delete_button_that_is_not_there_cannot_be_pressed(section, shared, root):
    section._table._handle_custom_msg({"kind": "action", "key": shared.id, "column": "delete"}, [])
    assert not section._confirmation.opened
    assert section._confirmation._answers.children == ()
    assert len(Files(root, user="ola").files()) == 2


@pytest.mark.spec("R2")
def test_a_file_goes_only_while_the_question_about_it_stands(seed_shop, root):
    mine = Files(root, user="jan")
    kept = [mine.keep("Eksporty", name, ".csv", lambda file: file.write(b"a")) for name in ("pierwszy", "drugi")]
    section = Repository(sm.DashboardModel(seed_shop, as_of="2025-01-06 12:00", user="jan", repository=root))
    section.show()
    question, confirms = section._confirmation, []
    for file in kept:
        section._table._handle_custom_msg({"kind": "action", "key": file.id, "column": "delete"}, [])
        confirms.append(question._answers.children[0])
        question._dialog._handle_custom_msg({"kind": "close"}, [])
    for confirm in confirms:
        confirm._handle_custom_msg({"event": "click"}, [])
    assert len(mine.files()) == 2
    section._table._handle_custom_msg({"kind": "action", "key": kept[0].id, "column": "delete"}, [])
    confirms[1]._handle_custom_msg({"event": "click"}, [])
    assert question.opened
    assert len(mine.files()) == 2
    section.close()


@pytest.mark.spec("R2")
def test_the_repository_refuses_even_where_the_section_is_talked_into_asking(section, private, shared, root):
    """Behind the section each call checks anew."""
    section._shown = {private.id: private, shared.id: shared}
    section._on_action(private.id, "download")
    assert section._download.offer == {}
    assert "Nie masz dostępu" in section._message.value
    section._delete(private)
    section._delete(shared)
    assert len(Files(root, user="ola").files()) == 2
    with pytest.raises(AccessError):
        section.model.repository.open(private.id)


@pytest.mark.spec("R2")
def test_a_file_that_went_while_it_is_listed_is_not_given(seed_shop, root, shared):
    """The list is a moment old: what counts is what holds when the button is pressed."""
    model = sm.DashboardModel(seed_shop, as_of="2025-01-06 12:00", user="jan", repository=root)
    section = Repository(model)
    section.show()
    Files(root, user="ola").delete(shared.id)
    section._table._handle_custom_msg({"kind": "action", "key": shared.id, "column": "download"}, [])
    assert section._download.offer == {}
    section.close()


@pytest.mark.spec("R2", "R6")
def test_a_page_writes_only_the_controls_of_the_export_dialog(seed_shop, root):
    model = sm.DashboardModel(seed_shop, as_of="2025-01-06 12:00", user="jan", repository=root)
    dialog = ExportDialog(model)
    dialog.offer(Export("x", "x", Sheet("x"), lambda *_: 1, lambda *_: iter(())))
    form = dialog._form
    form._folder.set_state({"value": "../../etc", "options": [["../../etc", "x"]]})
    form._access.set_state({"value": "public", "options": [["public", "x"]]})
    form._format.set_state({"value": "exe"})
    form._new_folder.set_state({"problem": "", "limit": 10**6, "value": "x" * 10**5})
    dialog._progress.set_state({"done": 7})
    assert form.choice().place.folder == "Eksporty"
    assert (form.choice().place.access, form.choice().format) == ("private", "csv")
    assert (form._new_folder.limit, form._new_folder.value, dialog._progress.done) == (100, "", 0)
    for widget in (dialog.dialog, dialog.download):
        widget.close()


@pytest.mark.spec("R2")
def test_an_anonymous_page_cannot_be_talked_into_keeping_a_file(seed_shop, root):
    model = sm.DashboardModel(seed_shop, as_of="2025-01-06 12:00", user=None, repository=root)
    dialog = ExportDialog(model)

    def rows(*_):
        yield pa.RecordBatch.from_pydict({"a": [1]})

    dialog.offer(Export("x", "x", Sheet("x"), lambda *_: 1, rows))
    dialog._form._access.set_state({"value": "shared"})
    dialog._form._folder.set_state({"value": "/"})
    dialog._form._new_folder.set_state({"value": "Folder"})
    dialog._button._handle_custom_msg({"event": "click"}, [])
    assert dialog.download.offer["name"].endswith(".csv")
    assert [path.name for path in root.iterdir()] == ["audit.jsonl"]
    for widget in (dialog.dialog, dialog.download):
        widget.close()
