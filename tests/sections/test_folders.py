from __future__ import annotations

import pytest

import smwidgets as sm
from smwidgets.sections import Repository
from smwidgets.sections._export_form import ExportForm
from smwidgets.sections._folders import folder_text, once, stored_as
from smwidgets.sections._repository_files import size_text


@pytest.mark.spec("R1")
@pytest.mark.parametrize(("locale", "label"), [("pl", "Eksporty"), ("en", "Exports")])
def test_the_usual_folder_is_one_whatever_language_it_was_made_in(locale, label):
    assert once(["Wizyty", "Exports", "Eksporty"], locale) == ["Eksporty", "Wizyty"]
    assert folder_text("Eksporty", locale) == folder_text("Exports", locale) == label
    assert stored_as("Eksporty", ["Exports"]) == "Exports"
    assert stored_as("Wizyty", ["Exports"]) == "Wizyty"


@pytest.mark.spec("R1")
def test_files_of_both_languages_are_listed_in_one_folder(seed_shop, tmp_path):
    model = sm.DashboardModel(seed_shop, user="ola", repository=tmp_path / "r")
    for folder in ("Eksporty", "Exports", "Wizyty"):
        model.repository.keep(folder, "plik", ".csv", lambda file: file.write(b"a"))
    section = Repository(model)
    section.show()
    assert [label for _, label in section._folders.options[1:]] == ["Eksporty", "Wizyty"]
    section._folders.set_state({"value": "Eksporty"})
    assert sorted(section.frame["folder"]) == ["Eksporty", "Exports"]
    model.locale = "en"
    assert [label for _, label in section._folders.options[1:]] == ["Exports", "Wizyty"]
    section.close()


@pytest.mark.spec("CA4")
def test_another_language_offers_the_folder_that_is_there():
    form = ExportForm()
    form.folders(["Exports"])
    assert [option for option in form._folder.options if option[0] != "/"] == [("Exports", "Eksporty")]
    assert form.choice().place.folder == "Exports"


@pytest.mark.parametrize(
    ("size", "pl", "en"),
    [
        (0, "0 B", "0 bytes"),
        (1, "1 B", "1 byte"),
        (2, "2 B", "2 bytes"),
        (5, "5 B", "5 bytes"),
        (22, "22 B", "22 bytes"),
        (175, "175 B", "175 bytes"),
        (1200, "1,2 kB", "1.2 kB"),
    ],
)
def test_sizes_have_units_and_plurals(size, pl, en):
    assert [size_text(size, locale).replace("\xa0", " ") for locale in ("pl", "en")] == [pl, en]
