"""A board: sections and headlines at their places of the 12-column grid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ipywidgets import VBox

from smwidgets.dashboards import library
from smwidgets.dashboards.headline import HEADLINE, Headline
from smwidgets.parts import Placed, batch
from smwidgets.parts.cell import Cell
from smwidgets.parts.tile_grid import GridTile, TileGrid
from smwidgets.sections import Section
from smwidgets.sections._settings import differing, to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from traitlets import Bunch

    from smwidgets.dashboards.state import TileState
    from smwidgets.model.dashboard_model import DashboardModel
    from smwidgets.parts.tile_grid import Step
    from smwidgets.parts.written import Written

_AT_ONCE = 4
"""Sections built with the board: what a screen shows first. The others follow one by one."""

_PAUSE_SECONDS = 0.005

FRAME: dict[str, dict[str, str]] = {
    "left": {"pl": "W lewo", "en": "Move left"},
    "right": {"pl": "W prawo", "en": "Move right"},
    "up": {"pl": "W górę", "en": "Move up"},
    "down": {"pl": "W dół", "en": "Move down"},
    "narrower": {"pl": "Zwęź", "en": "Narrower"},
    "wider": {"pl": "Poszerz", "en": "Wider"},
    "shorter": {"pl": "Obniż", "en": "Shorter"},
    "taller": {"pl": "Podwyższ", "en": "Taller"},
    "remove": {"pl": "Usuń z dashboardu", "en": "Remove from the dashboard"},
    "grip": {
        "pl": "Przeciągnij albo użyj strzałek (z klawiszem Shift zmieniają rozmiar)",
        "en": "Drag, or use the arrow keys (with Shift they resize)",
    },
    "place": {
        "pl": "kolumna {x}, rząd {y}, szerokość {w}, wysokość {h}",
        "en": "column {x}, row {y}, width {w}, height {h}",
    },
}
"""What the frames of tiles say while they are arranged; the numbers are filled in by the page."""


class Board(Placed, VBox):
    """The grid of one dashboard; made and drawn when first placed, idle while hidden.

    Parameters
    ----------
    model
        Shared by the sections.
    tiles
        What stands where.
    make
        Makes the section of a tile; a headline is the board's own.
    arrangeable
        Whether `arrange` will ever be called.
    """

    def __init__(
        self,
        model: DashboardModel,
        tiles: Sequence[TileState],
        make: Callable[[TileState], Section],
        *,
        arrangeable: bool = False,
    ) -> None:
        self._model, self._make, self._arrangeable = model, make, arrangeable
        self._tiles: tuple[TileState, ...] = ()
        self._standing: dict[str, Section | Headline] = {}
        self._grid: TileGrid | None = None
        self._arranging = self._setting = self._away = False
        self._changed: Callable[[str, dict[str, Any]], None] | None = None
        self._stepped: Callable[[Step], None] | None = None
        self._tried: Callable[[Step], Sequence[TileState]] | None = None
        super().__init__()
        self.add_class("smw-board")
        self.put(tiles)
        model.observe(self._relabel, "locale")
        self._placeable = True

    @property
    def sections(self) -> dict[str, Section]:
        """Sections by the id of their tile, in reading order, built or not."""
        standing = ((tile.id, self._standing[tile.id]) for tile in self._tiles)
        return {key: one for key, one in standing if isinstance(one, Section)}

    @batch()
    def show(self) -> None:
        """Lay the tiles out, or wake them up again; nothing while it is put away."""
        if self._away:
            return
        self.wanted()
        if self._grid is None:
            for section in list(self.sections.values())[_AT_ONCE:]:
                section.defer(_PAUSE_SECONDS)
            self._grid = TileGrid(arrangeable=self._arrangeable)
            self._grid.on_step(self._on_step)
            self._grid.on_try(self._on_try)
            self._lay()
            self.children = (self._grid,)
        for section in self.sections.values():
            section.show()

    def hide(self) -> None:
        """Let the sections rest until shown again."""
        for section in self.sections.values():
            section.hide()

    def written_sections(self) -> Sequence[Written]:
        """Say in text what the sections' figures say."""
        return [one for section in self.sections.values() for one in section.written_sections()]

    @batch()
    def put_away(self) -> None:
        """Leave it on the page, unseen and at rest: whatever is taken from a page and put back leaves nodes behind."""
        if not self._away:
            self._away = True
            self.add_class("smw-away")
            self.hide()

    @batch()
    def bring_out(self) -> None:
        """Let it be seen again."""
        if self._away:
            self._away = False
            self.remove_class("smw-away")
            self.show()

    def close(self) -> None:
        """Close every section and the grid; safe to call twice."""
        self._placeable = False
        if not self.closed:
            self._model.unobserve(self._relabel, "locale")
            for one in self._standing.values():
                one.close()
            if self._grid is not None:
                self._grid.close()
        super().close()

    # --- what stands where -----------------------------------------------------------------------------------------

    @batch()
    def put(self, tiles: Sequence[TileState]) -> None:
        """Bring the board to other tiles: what is new is made, what is gone is closed, the rest is moved and set."""
        before = {tile.id: tile for tile in self._tiles}
        self._tiles = tuple(sorted(tiles, key=lambda tile: (tile.y, tile.x)))
        now = {tile.id: tile for tile in self._tiles}
        gone = [self._standing.pop(key) for key, old in before.items() if key not in now or _is_other(old, now[key])]
        for tile in self._tiles:
            if tile.id not in self._standing:
                self._standing[tile.id] = self._made(tile)
            elif before[tile.id].settings != tile.settings:
                self._set(tile)
        self._lead()
        if self._grid is not None:
            self._lay()
        for one in gone:
            one.close()

    def view(self, key: str, settings: Mapping[str, Any]) -> bool:
        """Show a section with other settings, for this visit; whether it is here and takes them all."""
        if key not in self.sections:
            return False
        tile = self._tile(key)
        left = self._set(tile.model_copy(update={"settings": {**tile.settings, **settings}}))
        return not set(left) & set(settings)

    def viewed(self, key: str, saved: Mapping[str, Any]) -> dict[str, Any]:
        """Return the settings of a section that are not those in a file, as JSON can carry them."""
        section = self.sections[key]
        return {
            name: value
            for name, value in section.settings.items()
            if value != saved.get(name, to_json(section.trait_defaults(name)))
        }

    def on_setting(self, callback: Callable[[str, dict[str, Any]], None]) -> None:
        """Hand over what a person set: the id of the tile, and all its settings that differ from the defaults."""
        self._changed = callback

    def _made(self, tile: TileState) -> Section | Headline:
        if tile.section == HEADLINE:
            return Headline(self._model, tile.settings.get("text", ""))
        section = self._make(tile)
        section.observe(lambda _: self._on_setting(tile.id), "settings_revision")
        return section

    def _tile(self, key: str) -> TileState:
        return next(tile for tile in self._tiles if tile.id == key)

    def _set(self, tile: TileState) -> tuple[str, ...]:
        """Give a section the settings of its tile, which is no change of anybody's, and return those left out."""
        self._setting = True
        try:
            return library.configure(self.sections[tile.id], tile.settings)
        finally:
            self._setting = False

    def _on_setting(self, key: str) -> None:
        section = self.sections.get(key)
        if section is not None and self._changed is not None and not self._setting:
            self._changed(key, differing(section))

    def _lead(self) -> None:
        """Have sections follow the period of the first one on this board that they look for."""
        sections = self.sections
        first = {tile.section: sections.get(tile.id) for tile in reversed(self._tiles)}
        for section in sections.values():
            section.follow(first.get(section.follows))

    def _lay(self) -> None:
        assert self._grid is not None
        self._grid.show(
            [
                GridTile(tile.id, self._standing[tile.id], cell_of(tile), self._name(self._standing[tile.id]))
                for tile in self._tiles
            ]
        )

    def _name(self, one: Section | Headline) -> str:
        return one.text(self._model.locale) if isinstance(one, Headline) else one.say(one.title)

    # --- arranging -------------------------------------------------------------------------------------------------

    def arrange(self, *, on: bool) -> None:
        """Let people arrange the tiles, or no longer; the board is on a page by then."""
        self._arranging = on
        self._relabel()

    def on_step(self, callback: Callable[[Step], None]) -> None:
        """Hand over what a person did to a tile while arranging."""
        self._stepped = callback

    def on_try(self, callback: Callable[[Step], Sequence[TileState]]) -> None:
        """Ask what the tiles would be after a step that is not done yet."""
        self._tried = callback

    def _on_step(self, step: Step) -> None:
        if self._stepped is not None:
            self._stepped(step)

    def _on_try(self, step: Step) -> dict[str, Cell]:
        return {} if self._tried is None else {tile.id: cell_of(tile) for tile in self._tried(step)}

    def _relabel(self, _: Bunch | None = None) -> None:
        if self._grid is None or not self._arrangeable:
            return
        locale = self._model.locale
        # The page fills the numbers of "place" in by itself.
        self._grid.arrange({key: text[locale] for key, text in FRAME.items()} if self._arranging else None)
        self._lay()


def cell_of(tile: TileState) -> Cell:
    """Where a tile lies, in the words of the grid."""
    return Cell(tile.x, tile.y, tile.w, tile.h)


def _is_other(old: TileState, new: TileState) -> bool:
    """Whether a tile holds something else than before; a headline is as good as its text."""
    return old.section != new.section or (old.section == HEADLINE and old.settings != new.settings)
