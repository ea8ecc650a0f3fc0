"""A list of choices too long to look through: it is searched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from traitlets import Dict, Int, Unicode

from smwidgets.parts._assets import asset
from smwidgets.parts._html import plain
from smwidgets.parts._options import Choice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Combobox(Choice):
    """A button with the chosen value, under it a search field over the list; ``value`` is the chosen value.

    Arrows go through what was found, Enter takes it, Escape leaves everything as it was. Words are looked for in the
    labels, whatever their case and accents.
    """

    _esm: Any = Unicode(asset("js/popover.js") + asset("js/combobox.js")).tag(sync=True)

    texts: Any = Dict().tag(sync=True)
    """What is said: ``search`` in the field, ``note`` under it, ``none`` where nothing is found."""

    first: Any = Int().tag(sync=True)
    """How many choices stand there before anything is looked for; the chosen one is among them."""

    def show(
        self, label: str, options: Sequence[tuple[str, str]], value: str, *, first: int, texts: Mapping[str, str]
    ) -> None:
        """Offer values.

        Parameters
        ----------
        label
            What is chosen, for screen readers and on hover.
        options
            Value and label of each, in order. The button shows the label up to its first dash.
        value
            The chosen one.
        first
            How many of them are offered before anything is looked for.
        texts
            ``search``, ``note`` and ``none``.

        Raises
        ------
        UnknownNameError
            ``value`` is not offered.
        """
        with self.hold_sync():
            self.label, self.first = plain(label), first
            self.texts = {key: plain(text) for key, text in texts.items()}
            self._offer(options, value)
