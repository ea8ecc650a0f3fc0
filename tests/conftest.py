"""What every folder of tests may use: a small shop whose figures are known by heart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import comm
import pandas as pd
import psutil
import pytest
from comm.base_comm import BaseComm
from hypothesis import HealthCheck, settings

import smwidgets as sm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# How long an example takes is the machine's doing: no property test may fail because of it.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


def purchases(rows: list[tuple[str, float]], contact: str = "c1") -> pd.DataFrame:
    """PURCHASE events of one contact from local times and values."""
    return pd.DataFrame(
        {
            "event_id": [f"e{number}" for number in range(len(rows))],
            "contact_id": contact,
            "type": "PURCHASE",
            "occurred_at": pd.to_datetime([at for at, _ in rows], format="ISO8601"),
            "value": [value for _, value in rows],
        }
    )


@pytest.fixture(scope="session", autouse=True)
def _no_files_of_the_users(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep every test, and every process it starts, away from the user's own Repository and workspace."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SMWIDGETS_REPOSITORY", str(tmp_path_factory.mktemp("repository") / "files"))
        patch.delenv("SMWIDGETS_WORKSPACE", raising=False)
        yield


@pytest.fixture(scope="session")
def kernels_of() -> Callable[[psutil.Process], list[psutil.Process]]:
    """The kernels of a server's pages: not what they are forked from."""

    def kernels(server: psutil.Process) -> list[psutil.Process]:
        return [child for child in server.children(recursive=True) if _is_kernel(child)]

    return kernels


def _is_kernel(process: psutil.Process) -> bool:
    try:
        return process.name() == "smw-kernel" or "smwidgets.apps.session_kernel" in process.cmdline()
    except psutil.Error:  # it ended meanwhile
        return False


@pytest.fixture(scope="session")
def seed_tables() -> dict[str, pd.DataFrame]:
    """The worked example of M6: 445,360 from 30 December to 5 January, 443,211 in the seven days before."""
    rows = [(f"2024-12-{day} 12:00", 63_315.0) for day in range(23, 29)] + [("2024-12-29 23:59:59", 63_321.0)]
    rows += [("2024-12-30 00:00", 100_000.0), ("2025-01-01 09:30", 200_000.0), ("2025-01-05 23:59:59", 145_360.0)]
    rows += [("2025-01-06 08:00", 999.0), ("2025-01-06 18:00", 5_000.0)]
    interactions = pd.DataFrame(
        {
            "interaction_id": ["i1", "i2"],
            "contact_id": "c1",
            "occurred_at": pd.to_datetime(["2024-12-30 10:00", "2025-01-02 10:00"]),
            "kind": ["click", "entry"],
            "channel": ["email", "direct"],
            "own": [True, False],
            "module": ["newsletter", None],
        }
    )
    return {"events": purchases(rows), "interactions": interactions}


@pytest.fixture(scope="session")
def seed_shop(seed_tables):
    with sm.connect(seed_tables, timezone="Europe/Warsaw", currency="PLN", name="Sklep") as shop:
        yield shop


@pytest.fixture
def model(seed_shop):
    return sm.DashboardModel(seed_shop, as_of="2025-01-06 12:00")


@pytest.fixture
def run_sql(seed_shop):
    """Run a statement as a person would who copied it from an explanation."""
    return lambda sql: seed_shop._snapshot._connection.cursor().sql(sql).df()


@pytest.fixture
def state():
    """State of a section's card."""
    return lambda section: next(name for name in section._card._dom_classes if name.startswith("smw-is-"))[7:]


@pytest.fixture
def listen(monkeypatch) -> Callable[[Callable[[str, str, dict, list], None]], None]:
    """From its call on a listener hears all a page is told: kind, identity of the widget, data and buffers."""

    def listen(listener):
        class Recorded(BaseComm):
            def publish_msg(self, msg_type, data=None, buffers=None, **_):
                listener(msg_type, self.comm_id, data or {}, buffers or [])

        monkeypatch.setattr(comm, "create_comm", Recorded)

    return listen
