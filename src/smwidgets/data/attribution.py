"""The policy by which an order counts as assisted by the platform's own marketing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from smwidgets.core.errors import ConfigurationError, UnknownNameError, shown

LastClick = Literal["any_entry", "last_non_direct"]

DIRECT = "direct"
"""The channel of a site entry without marketing."""

CLICK_KINDS = ("click", "entry")
"""The interactions that bring a contact to the shop, among which the last click is looked for."""


@dataclass(frozen=True)
class Attribution:
    """How far back, and at how many interactions, an order looks for own marketing.

    An order at ``t`` looks at the contact's interactions with ``t - days <= occurred_at < t``. Of two interactions at
    one instant the one with the larger ``interaction_id`` is the newer.

    **Touchpoint**: the order is assisted if any of the newest ``interactions`` of them, ``direct`` ones left out, is
    ``own``. The newest own one among these is credited: the order stands under its channel, module and campaign.

    **Last click**: the order counts if the newest click or site entry of the same window is ``own`` and the order is
    touchpoint-assisted. The second half keeps the last-click orders among the touchpoint ones when more than
    ``interactions`` newer messages were opened after the click.

    Parameters
    ----------
    days
        Length of the window in days of 24 hours, at least 1.
    interactions
        Number of the newest interactions that can assist an order, at least 1.
    last_click
        ``any_entry``: a direct entry is a last click too, and being no marketing takes the order away from it.
        ``last_non_direct``: direct entries and clicks are skipped.

    Raises
    ------
    ConfigurationError
        ``days`` or ``interactions`` is no whole number of at least 1.
    UnknownNameError
        ``last_click`` is no policy.

    Notes
    -----
    Specification section 5, rows B2 and B3.

    Examples
    --------
    >>> Attribution()
    Attribution(days=90, interactions=25, last_click='any_entry')
    """

    days: int = 90
    interactions: int = 25
    last_click: LastClick = "any_entry"

    def __post_init__(self) -> None:
        for name, most in (("days", 36_500), ("interactions", 1_000_000)):
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= most:
                raise ConfigurationError(
                    f"attribution: {name} must be a whole number from 1 to {most}, not {shown(value)}"
                )
        if not isinstance(self.last_click, str) or self.last_click not in get_args(LastClick):
            raise UnknownNameError("last-click policy", self.last_click, get_args(LastClick))
