import asyncio
from types import SimpleNamespace

import nbformat
import pytest
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_server.services.contents.largefilemanager import LargeFileManager
from traitlets.config import Config
from voila.configuration import VoilaConfiguration
from voila.paths import collect_template_paths

from smwidgets.apps.rendering import STILL_THERE, Pages


@pytest.fixture
def notebook(tmp_path):
    path = tmp_path / "shop.ipynb"

    def write(source):
        kernel = {"name": "python3", "display_name": "Python", "language": "python"}
        cells = [nbformat.v4.new_markdown_cell(source)]
        nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)

    write("first")
    return write


@pytest.fixture
def pages(tmp_path, notebook):
    settings = Config()
    settings.VoilaConfiguration.template = "smwidgets"
    settings.VoilaConfiguration.resources = {"smwidgets": {"title": "Shop"}}
    return Pages(
        page_config={"federated_extensions": [], "fullLabextensionsUrl": "/x", "fullStaticUrl": "/y"},
        notebook_path="shop.ipynb",
        template_paths=collect_template_paths(["voila", "nbconvert"], "smwidgets"),
        traitlet_config=settings,
        voila_configuration=VoilaConfiguration(config=settings),
        contents_manager=LargeFileManager(root_dir=str(tmp_path)),
        kernel_spec_manager=KernelSpecManager(),
        base_url="/",
    )


def answering(*steps):
    """A page whose notebook takes these steps: a text is put out, a number is waited for in seconds."""

    async def generate(_kernel_id, _kernel):
        for step in steps:
            if isinstance(step, str):
                yield step, {}
            elif isinstance(step, Exception):
                raise step
            else:
                await asyncio.sleep(step)

    return SimpleNamespace(generate_content_generator=generate)


async def heard(pages, page, patience=60.0):
    return [html async for html in pages.pieces(page, "1", None, patience)]


def test_what_is_there_at_a_time_is_one_piece(pages):
    assert asyncio.run(heard(pages, answering("a", "b", 0.01, "c"))) == ["ab", "c"]


def test_a_notebook_that_runs_long_gives_signs_of_life(pages):
    first, *signs, last = asyncio.run(heard(pages, answering("a", 0.2, "b"), patience=0.05))
    assert (first, last) == ("a", "b")
    assert set(signs) == {STILL_THERE}


def test_an_answer_that_fails_ends_with_what_failed(pages):
    with pytest.raises(ZeroDivisionError):
        asyncio.run(heard(pages, answering("a", ZeroDivisionError())))


def test_a_visitor_who_leaves_does_not_stop_the_notebook(pages):
    async def leave():
        done = asyncio.Event()

        async def generate(_kernel_id, _kernel):
            yield "a", {}
            await asyncio.sleep(0.01)
            done.set()
            yield "b", {}

        pieces = pages.pieces(SimpleNamespace(generate_content_generator=generate), "1", None, 60.0)
        assert await anext(pieces) == "a"
        await pieces.aclose()
        await asyncio.wait_for(done.wait(), 10)

    asyncio.run(leave())


def test_each_page_has_its_own_number_and_the_notebook_as_it_is_now(pages, notebook):
    async def two():
        one = await pages.page(nonce="n1", scripts=["/s.js"])
        notebook("second")
        return one, await pages.page(nonce="n2", scripts=["/s.js"])

    one, other = asyncio.run(two())
    assert [page.notebook.cells[0].source for page in (one, other)] == ["first", "second"]
    assert [page.resources["page_config"]["smwidgets"]["nonce"] for page in (one, other)] == ["n1", "n2"]
    assert [page.page_config["jupyterLabTheme"] for page in (one, other)] == ["light", "light"]
    assert one.exporter is other.exporter


def test_a_page_is_written_with_its_number_and_its_scripts(pages):
    async def html():
        page = await pages.page(nonce="0123", scripts=["/static/page.0.js", "/static/page.1.js"])

        async def start(_nb, kernel_id, kernel_future):
            return kernel_id

        async def cells(nb, _kernel_id):
            for cell in nb.cells:
                yield cell

        page._jinja_kernel_start, page._jinja_cell_generator = start, cells
        return "".join(await heard(pages, page))

    text = asyncio.run(html())
    assert "<title>Shop</title>" in text
    assert text.count('<link rel="preload" as="script" href="/static/page.') == 2
    assert '["/static/page.0.js", "/static/page.1.js"]' in text
    assert text.count('<script nonce="0123">') >= 2
    assert "first" in text
