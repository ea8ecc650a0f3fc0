"""How the pages of a notebook come about: what all of them share, and the pieces of one."""

from __future__ import annotations

import asyncio
import copy
from typing import TYPE_CHECKING, Any

from voila.notebook_renderer import NotebookRenderer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

STILL_THERE = "<!-- -->\n"
"""Sent while a cell runs, so that no proxy thinks the answer has ended."""


class Pages:
    """The pages of one notebook.

    Voilà looks for its template, reads it and compiles it for every page anew, a tenth of a second in which nobody
    is served. It is the same for all.

    Parameters
    ----------
    **about
        Of :class:`voila.notebook_renderer.NotebookRenderer`.
    """

    def __init__(self, **about: Any) -> None:
        self._about = about
        self._first: NotebookRenderer | None = None
        self._running: set[asyncio.Task[None]] = set()

    async def page(self, **scripts: Any) -> NotebookRenderer:
        """Return a page of the notebook as it is now, whose template finds `scripts` in its configuration."""
        if self._first is None:
            first = NotebookRenderer(**self._about)
            await first.initialize()
            self._first = first
        page = copy.copy(self._first)
        page.notebook = await page.load_notebook(page.notebook_path)
        page.page_config = page.page_config | {"smwidgets": scripts}
        page.resources = page.resources | {"page_config": page.page_config}
        return page

    async def pieces(self, page: NotebookRenderer, kernel_id: str, kernel: Any, patience: float) -> AsyncIterator[str]:
        """Run a page's notebook and yield its HTML, each time as much as there is.

        Whoever stops listening does not stop the notebook: its kernel ends as one whose page is gone.

        Parameters
        ----------
        page
            A new one.
        kernel_id, kernel
            Where it runs.
        patience
            Seconds after which :data:`STILL_THERE` is yielded.
        """
        queue: asyncio.Queue[str | None] = asyncio.Queue()

        async def run() -> None:
            try:
                async for html, _ in page.generate_content_generator(kernel_id, kernel):
                    queue.put_nowait(html)
            finally:
                queue.put_nowait(None)

        running = asyncio.create_task(run())
        self._running.add(running)
        running.add_done_callback(self._running.discard)
        while True:
            try:
                waiting = [await asyncio.wait_for(queue.get(), patience)]
            except TimeoutError:
                yield STILL_THERE
                continue
            while not queue.empty():
                waiting.append(queue.get_nowait())
            yield "".join(html for html in waiting if html is not None)
            if waiting[-1] is None:
                break
        await running
