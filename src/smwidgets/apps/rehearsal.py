"""A dashboard that nobody sees, drawn where sessions are forked from: they share what that took (ADR 10)."""

from __future__ import annotations

import gc
import logging
import os
from typing import TYPE_CHECKING

from ipywidgets import Widget
from ipywidgets.widgets.widget import _instances

from smwidgets.dashboards.main_dashboard import MainDashboard
from smwidgets.data.rehearsed_snapshot import RehearsedSnapshot
from smwidgets.data.shop import Shop
from smwidgets.model.dashboard_model import DashboardModel
from smwidgets.parts.batch import hush, speak

if TYPE_CHECKING:
    from smwidgets.data.held import Held

log = logging.getLogger(__name__)

_PICKED = "last_7_days"


def rehearse(held: Held) -> None:
    """Build and draw the Main dashboard as the kernel of a page does, pick a period, and throw all of it away.

    Language, currency and clock are those of the publication. Nothing is opened, written, sent or started. When it
    fails that is logged, and what is forked does everything for the first time.

    Parameters
    ----------
    held
        What is shown; this process has it.
    """
    logging.disable(logging.CRITICAL)  # lists of rows say that there is no file
    hush()
    problem = ""
    try:
        _draw(held)
    except Exception as error:  # noqa: BLE001 - pages do without it
        problem = type(error).__name__
    finally:
        Widget.close_all()
        speak()
        logging.disable(logging.NOTSET)
    gc.collect()
    if problem:
        log.warning("no dashboard could be drawn ahead of the visitors: %s", problem)


def _draw(held: Held) -> None:
    model = DashboardModel(
        Shop(RehearsedSnapshot(held.seen, held.file), rights=held.rights),
        currency=os.environ.get("SMWIDGETS_CURRENCY") or None,
        locale=os.environ.get("SMWIDGETS_LOCALE") or "pl",
        as_of=os.environ.get("SMWIDGETS_AS_OF") or None,
        user=None,
        rights=held.rights,
    )
    dashboard = MainDashboard(model)
    dashboard.show()
    for widget in list(_instances.values()):
        widget.get_state()
    model.override = _PICKED
    dashboard.close()
