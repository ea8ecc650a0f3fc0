"""Attacks on a published page over HTTP: who may come in, and what there is to be had."""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection

import pytest

WHO = """
import os
from IPython.display import display
display({"text/plain": f"user=[{os.environ.get('SMWIDGETS_USER')}]"}, raw=True)
"""
BROKEN = "raise RuntimeError('secret of the server')"
SLOW = "import time\ntime.sleep(3600)"
ASSETS = "/voila/static/voila.js"


@pytest.fixture(scope="module")
def team(attacked):
    """A team behind a proxy on this machine."""
    return attacked(WHO, profile="team", hosts=["dashboards.example"])


@pytest.fixture(scope="module")
def stranger(attacked):
    """A team whose proxy is another machine: whoever asks here is not believed."""
    return attacked(WHO, profile="team", proxies=["192.0.2.7"])


@pytest.fixture(scope="module")
def demo(attacked):
    return attacked(WHO, profile="demo", most_sessions=3)


def visit(server, user=None, **headers):
    """Open a page and leave it."""
    named = {"X_Forwarded_User": user} if user else {}
    page = server.ask(**named, **headers)
    if page.status == 200:
        server.ask(f"/voila/api/shutdown/{page.kernel}", "POST", **named)
    return page


@pytest.mark.spec("R4")
def test_a_teams_visitor_is_whom_the_proxy_names(team):
    assert "user=[ala.kot@example.com]" in visit(team, "ala.kot@example.com").text


@pytest.mark.spec("R4")
@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "ala boss",
        "ala,boss",
        "a" * 300,
        "a" * 30_000,
        "ał\x61".encode(),
        b"ala\xc5\x82",
        b"ala\x01",
        ["ala", "boss"],
    ],
    ids=["none", "empty", "space", "comma", "long", "huge", "utf-8", "latin", "control", "twice"],
)
def test_who_is_not_named_is_refused_with_a_page_in_both_languages(team, value):
    headers = {} if value is None else {"X_Forwarded_User": value}
    answer = team.ask(**headers)
    if answer.status == 400:  # Tornado refuses control characters before anybody reads them
        return
    assert answer.status == 403
    assert "Nie masz dostępu do tego dashboardu." in answer.text
    assert "You have no access to this dashboard." in answer.text
    assert "location" not in answer.headers
    assert "set-cookie" not in answer.headers


@pytest.mark.spec("R4")
@pytest.mark.parametrize(
    "headers",
    [
        {"X_Forwarded_User": "ala"},
        {"X_Forwarded_User": "ala", "X_Forwarded_For": "192.0.2.7"},
        {"X_Forwarded_User": "ala", "X_Real_IP": "192.0.2.7", "Forwarded": "for=192.0.2.7"},
        {"X_Forwarded_User": "ala", "X_Forwarded_Host": "192.0.2.7", "Via": "1.1 192.0.2.7"},
        {"Authorization": "Basic YWxhOmtvdA==", "Remote_User": "ala", "Cookie": "username-127-0-0-1=ala"},
    ],
)
def test_spoofed_names_are_ignored(stranger, headers):
    assert stranger.ask(**headers).status == 403
    assert stranger.ask("/api/kernels/7f2c1b1e-0c3a-4a51-9d0e-5a3f0b7f9c11", **headers).status == 403


@pytest.mark.spec("R4")
def test_a_demo_knows_nobody_whatever_is_sent(demo):
    assert "user=[]" in visit(demo, "boss").text
    assert "user=[]" in visit(demo, Cookie="SMWIDGETS_USER=boss", Smwidgets_User="boss").text


@pytest.mark.spec("R4")
def test_nothing_of_one_user_reaches_another(team):
    """40 users, 100 requests each, on the kernels of three who look."""
    pages = {user: team.ask(X_Forwarded_User=user) for user in ("ala", "ola", "ela")}
    owners = {page.kernel: user for user, page in pages.items()}
    users = [*pages, *(f"user{n}" for n in range(37))]

    def look(user):
        connection = HTTPConnection("127.0.0.1", team.port, timeout=60)
        found = []
        for n in range(100):
            kernel = list(owners)[n % 3]
            connection.request("GET", f"/api/kernels/{kernel}", headers={"X-Forwarded-User": user})
            answer = connection.getresponse()
            found.append((answer.status, user == owners[kernel], kernel in answer.read().decode()))
        connection.close()
        return found

    with ThreadPoolExecutor(8) as pool:
        seen = [one for found in pool.map(look, users) for one in found]
    assert len(seen) == 4000
    assert set(seen) == {(200, True, True), (404, False, False)}
    for user, page in pages.items():
        assert [other for other in pages if f"[{other}]" in page.text] == [user]
        assert team.ask(f"/voila/api/shutdown/{page.kernel}", "POST", X_Forwarded_User="user1").status == 204
        assert team.ask(f"/api/kernels/{page.kernel}", X_Forwarded_User=user).status == 200
        team.ask(f"/voila/api/shutdown/{page.kernel}", "POST", X_Forwarded_User=user)
        assert team.ask(f"/api/kernels/{page.kernel}", X_Forwarded_User=user).status == 404


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("dashboards.example", 200),
        ("localhost", 200),
        ("evil.example", 403),
        ("dashboards.example.evil", 403),
        ("", 403),
    ],
)
def test_only_the_names_it_is_reached_by_are_answered(team, host, status):
    assert visit(team, "ala", host=host).status == status


@pytest.mark.spec("R6")
@pytest.mark.parametrize(
    "path",
    [
        "/page.ipynb",
        "/voila/files/page.ipynb",
        "/voila/files/picture.png",
        "/voila/tree/",
        "/voila/render/page.ipynb",
        "/voila/api/contents/",
        "/api/contents",
        "/api/kernels",
        "/api/kernelspecs",
        "/api/status",
        "/api/me",
        "/login",
        "/logout",
        "/files/page.ipynb",
        "/static/favicon.ico",
        "/picture.png",
        "/..%2fpage.ipynb",
        "/../page.ipynb",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/voila/static/../../../../../../../etc/passwd",
        "/voila/static/..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
        "/voila/static//etc/passwd",
        "/voila/templates/smwidgets/static/../index.html.j2",
        "/voila/templates/smwidgets/static/..%2findex.html.j2",
        "/voila/templates/..%2f..%2fetc/static/passwd",
        "/voila/templates/lab/static/voila-style.js",
        "/voila/labextensions/..%2f..%2f..%2fetc%2fpasswd",
        "/voila/labextensions/../../kernels/python3/kernel.json",
        "/voila/query/1-2-3-4-5",
        "/voila/execution/1-2-3-4-5",
        "/voila/api/themes/",
        "/%00",
        "/" + "a" * 5000,
    ],
)
def test_nothing_else_is_served(demo, path):
    (demo.root / "picture.png").write_bytes(b"\x89PNG secret")
    answer = demo.ask(path)
    assert answer.status in {400, 403, 404}
    assert "secret" not in answer.text
    assert "root:" not in answer.text
    assert str(demo.root) not in answer.text
    if not path.startswith(("/api/", "/voila/api/shutdown")):
        assert answer.status == 404
        assert "Nie ma takiej strony." in answer.text
        assert "There is no such page." in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
@pytest.mark.parametrize("path", ["/", "/api/kernels", ASSETS, "/nothing"])
def test_nothing_is_written(demo, method, path):
    assert demo.ask(path, method).status in {403, 404, 405}


def test_a_kernel_cannot_be_stopped_or_started_by_the_interface(demo):
    page = demo.ask()
    for method in ("DELETE", "POST", "PATCH", "PUT"):
        assert demo.ask(f"/api/kernels/{page.kernel}", method).status in {403, 405}
    assert demo.ask(f"/api/kernels/{page.kernel}/restart", "POST").status in {403, 404, 405}
    assert demo.ask(f"/api/kernels/{page.kernel}").status == 200
    demo.ask(f"/voila/api/shutdown/{page.kernel}", "POST")


@pytest.mark.parametrize("path", ["/", "/nothing", ASSETS, "/api/kernels/7f2c1b1e-0c3a-4a51-9d0e-5a3f0b7f9c11"])
def test_every_answer_forbids_what_it_does_not_need(demo, path):
    answer = demo.ask(path)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    for word in ("'unsafe-eval'", "http:", "https:", "*", "script-src 'self' 'unsafe-inline'"):
        assert word not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"
    assert "tornado" not in answer.headers["server"].lower()
    assert "set-cookie" not in answer.headers
    if path == "/":
        demo.ask(f"/voila/api/shutdown/{answer.kernel}", "POST")


def test_each_page_has_a_nonce_of_its_own(demo):
    first, second = visit(demo), visit(demo)
    nonces = [page.headers["content-security-policy"].split("'nonce-")[1].split("'")[0] for page in (first, second)]
    assert nonces[0] != nonces[1]
    for page, nonce in zip((first, second), nonces, strict=True):
        ours = re.findall(r'<script(?![^>]*(?: src=| type="application/))[^>]*>', page.text)
        assert page.text.count(f'nonce="{nonce}"') == len(ours) > 0
        assert json.dumps(nonce) not in page.text.replace(f'nonce="{nonce}"', "")


def test_visitors_beyond_the_cap_are_asked_to_come_later(demo):
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda _: demo.ask(), range(12)))
    served = [answer for answer in answers if answer.status == 200]
    assert len(served) == 3
    for answer in answers:
        if answer.status != 200:
            assert answer.status == 503
            assert int(answer.headers["retry-after"]) > 0
            assert "Zbyt wiele osób" in answer.text
            assert "Too many people" in answer.text
    for answer in served:
        demo.ask(f"/voila/api/shutdown/{answer.kernel}", "POST")
    assert visit(demo).status == 200


def test_a_failed_notebook_gives_nothing_away(attacked):
    server = attacked(BROKEN)
    page = visit(server)
    for word in (
        "secret of the server",
        "Traceback",
        "RuntimeError",
        str(server.root),
        "site-packages",
        "show_tracebacks",
    ):
        assert word not in page.text
    assert "Nie udało się wczytać dashboardu." in page.text
