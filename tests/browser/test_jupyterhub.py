"""The deployment guide's way to publish from a JupyterHub, in a real one."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

import psutil
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.spec("R4")]

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "docs" / "deployment" / "jupyter_server_config.py"
HUB = ROOT / "build" / "hub"
PROXY = HUB / "node_modules" / ".bin" / "configurable-http-proxy"
START_SECONDS = 180
START_MS = 1000 * START_SECONDS
SETTINGS = """
c.JupyterHub.authenticator_class = "dummy"
c.DummyAuthenticator.password = "secret"
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.JupyterHub.bind_url = "http://127.0.0.1:{front}"
c.JupyterHub.hub_port = {hub}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api}"
c.ConfigurableHTTPProxy.command = ["{proxy}"]
c.Spawner.environment = {{
    "JUPYTER_CONFIG_DIR": "{folder}/jupyter",
    "SMWIDGETS_REPOSITORY": "{folder}/repository",
    "SMWIDGETS_RIGHTS": "{folder}/rights.toml",
    "SMWIDGETS_AS_OF": "2026-03-06T12:00",
}}
c.Spawner.args = ["--allow-root"]
c.Spawner.cmd = ["{bin}/jupyterhub-singleuser"]
"""


@pytest.fixture(scope="module")
def hub(sample_store: Path, free_port: Callable[[], int], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a Hub whose users publish the sample shop."""
    if not PROXY.exists():
        pytest.skip("JupyterHub is missing: make hub")
    folder = tmp_path_factory.mktemp("hub")
    sample = SAMPLE.read_text("utf-8")
    for written, used in (("shop.duckdb", str(sample_store)), ("hub.example.com", "127.0.0.1")):
        assert sample.count(written) == 1
        sample = sample.replace(written, used)
    (folder / "jupyter").mkdir()
    (folder / "jupyter" / "jupyter_server_config.py").write_text(sample)
    (folder / "rights.toml").write_text('[users.ewa]\nowners = "all"\npersonal = true\n')
    front = free_port()
    settings = SETTINGS.format(
        front=front, hub=free_port(), api=free_port(), proxy=PROXY, folder=folder, bin=HUB / "bin"
    )
    (folder / "jupyterhub_config.py").write_text(settings)
    environment = os.environ | {"PATH": f"{HUB / 'bin'}:{os.environ['PATH']}"}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [HUB / "bin" / "jupyterhub"], cwd=folder, stdout=log, stderr=subprocess.STDOUT, env=environment
        )
    address = f"http://127.0.0.1:{front}"
    try:
        _wait(f"{address}/hub/api/", process, folder / "log")
        yield address
    finally:
        started = psutil.Process(process.pid).children(recursive=True)
        process.terminate()
        process.wait(START_SECONDS)
        for child in psutil.wait_procs(started, timeout=10)[1]:
            child.kill()


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text()
        try:
            with urlopen(address):
                return
        except URLError:
            time.sleep(0.1)
    pytest.fail(f"no Hub listens: {log.read_text()}")


def _sign_in(page: Page, hub: str, user: str) -> None:
    page.goto(f"{hub}/hub/login")
    page.fill("#username_input", user)
    page.fill("#password_input", "secret")
    page.click("#login_submit")
    page.wait_for_url(f"**/user/{user}/**", timeout=START_MS)


def test_only_the_hubs_own_user_sees_the_dashboard(browse: Callable[..., Page], hub: str) -> None:
    # The Hub's and JupyterLab's own pages are not ours to judge.
    ewa, jan = browse(tolerated=(".*",)), browse(tolerated=(".*",))
    _sign_in(ewa, hub, "ewa")
    ewa.goto(f"{hub}/user/ewa/shop/", timeout=START_MS)
    ewa.locator("[data-figure]").first.wait_for(timeout=START_MS)
    # She is who the Hub says: an e-mail in clear is hers alone to see.
    ewa.locator("[data-key] td", has_text="@").first.wait_for()
    assert "•••" not in ewa.locator("[data-key] td", has_text="@").first.inner_text()
    ewa.get_by_role("button", name="Waluta").click()
    ewa.get_by_role("option", name="EUR").click()
    ewa.get_by_text("€").nth(3).wait_for()
    assert not ewa.locator("#smw-lost").is_visible()
    _sign_in(jan, hub, "jan")
    answer = jan.goto(f"{hub}/user/ewa/shop/")
    assert answer.status == 403
    assert "/hub/api/oauth2/authorize" in jan.url
