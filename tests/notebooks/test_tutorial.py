"""The tutorial runs from top to bottom in both languages, and its answers are right."""

import json
import os
import re
import subprocess
import sys
from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest

import smwidgets as sm
from smwidgets.data.sample import sample_tables

pytestmark = pytest.mark.spec("X5")

TUTORIAL = Path(__file__).parents[2] / "notebooks" / "tutorial.ipynb"
CHECKED = re.compile(r'lesson\.check\("(\w+)"')
VERDICT = re.compile(r"^[✓✗…] ")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    path = tmp_path_factory.mktemp("shop") / "stories.duckdb"
    tables = sample_tables(7, date(2026, 3, 6), contacts=2_000, stories=True)
    sm.import_shop(tables, path, timezone="Europe/Warsaw", currency="PLN", name="Sklep Ogrodowy")
    return path


@pytest.fixture(scope="module")
def source():
    return json.loads(TUTORIAL.read_text("utf-8"))


def run(source, language, store, folder):
    """Run the notebook with nbmake, which fails on any error, and return it with its outputs."""
    path = folder / "tutorial.ipynb"
    notebook = deepcopy(source)
    start = next(cell for cell in notebook["cells"] if cell["id"] == "start")
    start["source"] = [line.replace('= "pl"', f'= "{language}"') for line in start["source"]]
    path.write_text(json.dumps(notebook), "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", folder, "-c", os.devnull]
    done = subprocess.run(
        [*command, "--nbmake", "--overwrite", "--nbmake-timeout=120", path],
        capture_output=True, text=True, check=False, cwd=folder, timeout=180, env=os.environ | {
            "SMWIDGETS_SHOP": str(store), "SMWIDGETS_REPOSITORY": str(folder / "repository"),
        },
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(path.read_text("utf-8"))


def shown(notebook, kind):
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", ())]
    return ["".join(output["data"][kind]) for output in outputs if kind in output.get("data", {})]


@pytest.mark.slow
@pytest.mark.parametrize(("language", "heading"), [("pl", "Trzy historie"), ("en", "Three stories")])
def test_it_runs_and_its_answers_are_right(source, store, tmp_path, language, heading):
    done = run(source, language, store, tmp_path)
    verdicts = [text[0] for text in shown(done, "text/plain") if VERDICT.match(text)]
    asked = CHECKED.findall("".join("".join(cell["source"]) for cell in source["cells"]))
    assert len(verdicts) == len(asked)
    assert verdicts == ["✓"] * (len(asked) - 1) + ["…"]
    assert heading in shown(done, "text/markdown")[0]


def test_it_asks_every_question_of_the_lesson(source, store):
    asked = CHECKED.findall("".join("".join(cell["source"]) for cell in source["cells"]))
    with sm.connect(store) as shop:
        assert asked == list(sm.Lesson(shop).questions)


def test_no_answer_stands_in_it(source, store):
    text = "".join("".join(cell["source"]) for cell in source["cells"])
    with sm.connect(store) as shop:
        lesson = sm.Lesson(shop)
        known = [lesson.answer(name) for name in lesson.questions]
    assert [answer for answer in known if getattr(answer, "name", f"{answer}") in text] == []
