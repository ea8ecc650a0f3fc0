"""Contact analytics."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from smwidgets.dashboards.dashboard import Dashboard
from smwidgets.dashboards.placing import Heading, Place
from smwidgets.sections import (
    ContactActivity,
    ContactBase,
    EmailDomains,
    MonitoredShare,
    OptOutReasons,
    Repository,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smwidgets.core.text import Text
    from smwidgets.model.dashboard_model import DashboardModel

TITLE: Text = {"pl": "Analityka kontaktów", "en": "Contact analytics"}
SUBSCRIBERS: Text = {"pl": "Subskrybenci", "en": "Subscribers"}
EXPORTS: Text = {"pl": "Wyeksportowane pliki", "en": "Exported files"}

LAYOUT = (
    Place("contact_base", ContactBase),
    Place("contact_activity", ContactActivity),
    Heading(SUBSCRIBERS),
    Place("opt_out_reasons", OptOutReasons, 4),
    Place("email_domains", EmailDomains, 4),
    Place("monitored_share", MonitoredShare, 4),
    Heading(EXPORTS),
    Place("repository", Repository, rows=6),
)


class ContactAnalytics(Dashboard):
    """Analityka kontaktów, as the original orders it: basic information, activity, subscribers; then exports.

    Parameters
    ----------
    model
        Shop, clock and language of every section.

    Notes
    -----
    Specification CA1 to CA8, R1. :attr:`sections` has the keys ``contact_base``, ``contact_activity``,
    ``opt_out_reasons``, ``email_domains``, ``monitored_share`` and ``repository``. The period is chosen in
    ``contact_base``; the others that have one follow it.
    """

    board: ClassVar[tuple[Text, Sequence[Place | Heading]]] = (TITLE, LAYOUT)
    """Title and layout, for a page of several dashboards."""

    def __init__(self, model: DashboardModel) -> None:
        super().__init__(model, {"contacts": self.board})
