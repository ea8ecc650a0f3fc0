"""What a visitor of a demo gets to see of the machine and of those who are not asked: nothing."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from uuid import uuid4

import pandas as pd
import pytest
from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1, serialize_msg_to_ws_v1
from websockets.sync.client import connect

import smwidgets
from smwidgets.data.importing import import_shop

SECRET = "canary-secret-7f3a"  # noqa: S105 - planted to be looked for
USER = "canary-user"
VERSION = {"version": "1.0.0"}
PROTOCOL = "v1.kernel.websocket.jupyter.org"


@pytest.fixture(scope="module")
def shop(tmp_path_factory) -> Path:
    """A store in a folder whose name is looked for."""
    path = tmp_path_factory.mktemp("canary-folder") / "shop.duckdb"
    events = pd.DataFrame(
        {
            "event_id": [1, 2],
            "contact_id": ["a", "b"],
            "type": "PURCHASE",
            "occurred_at": ["2026-01-05 10:00", "2026-01-05 11:00"],
            "value": [100.0, 250.5],
        }
    )
    import_shop({"events": events}, path, timezone="Europe/Warsaw", currency="PLN", name="Sklep")
    return path


@pytest.fixture(scope="module")
def server(attacked, shop):
    os.environ["CANARY_PASSWORD"] = SECRET
    try:
        yield attacked(
            f"import os\nos.environ['SMWIDGETS_SHOP'] = {str(shop)!r}\n"
            "os.environ['SMWIDGETS_AS_OF'] = '2026-01-06T12:00'\n"
            "import smwidgets as sm\n"
            "sm.MainDashboard(sm.DashboardModel.from_environment())",
            profile="demo",
        )
    finally:
        del os.environ["CANARY_PASSWORD"]


def synced_state(server, kernel):
    """Everything that a page is told when it asks for the state of all widgets."""
    address = f"ws://127.0.0.1:{server.port}/api/kernels/{kernel}/channels?session_id={uuid4()}"
    told = []
    with connect(address, subprotocols=[PROTOCOL], max_size=None, open_timeout=120) as socket:
        for kind, content in (
            ("comm_open", {"comm_id": "ask", "target_name": "jupyter.widget.control", "data": {}}),
            ("comm_msg", {"comm_id": "ask", "data": {"method": "request_states"}}),
        ):
            header = {"msg_id": f"canary-{kind}", "msg_type": kind, "username": "", "session": "s", "version": "5.3"}
            parts = [
                json.dumps(part).encode() for part in (header | {"date": "2026-01-06T12:00:00Z"}, {}, VERSION, content)
            ]
            socket.send(serialize_msg_to_ws_v1(parts, "shell"))
        while True:
            _, parts = deserialize_msg_from_ws_v1(socket.recv(timeout=120))
            told.append(b"".join(map(bytes, parts)).decode("utf-8", "replace"))
            if '"update_states"' in told[-1]:
                return "\n".join(told)


@pytest.mark.spec("R6")
def test_no_path_sql_secret_or_other_user_reaches_a_demos_visitor(server, shop):
    page = server.ask("/?dashboard=main", X_Forwarded_User=USER)
    state = synced_state(server, page.kernel)
    server.ask(f"/voila/api/shutdown/{page.kernel}", "POST")
    assert "smw-tile" in state
    assert re.search(r"351\s*(zł|PLN)|350[,.]5", state.replace("\xa0", " ").replace("\\u00a0", " "))
    errors = "".join(server.ask(path).text for path in ("/nothing", f"/api/kernels/{uuid4()}", "/voila/static/none"))
    package = str(Path(smwidgets.__file__).parent)
    hidden = (SECRET, USER, str(shop.parent), shop.name, str(server.root), package, "site-packages", str(Path.home()))
    for name, text in (("page", page.text), ("state", state), ("errors", errors), ("log", "".join(server.log))):
        for word in hidden[:2] if name == "log" else hidden:
            assert word not in text, (name, word)
        if name != "log":
            assert not re.search(r"\bSELECT\b[^<]{0,200}\bFROM\b", text), name
            assert "Traceback (most recent call last)" not in text
