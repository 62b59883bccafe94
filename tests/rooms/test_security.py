"""What every answer carries, and what is refused."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

PATHS = ["/", "/home", "/guide/ivig", "/health", "/screen.css", "/static/js/main.js", "/nowhere"]


@pytest.mark.parametrize("path", PATHS)
def test_the_policy_allows_nothing_but_the_kiosk_itself(client: FlaskClient, path: str) -> None:
    with client.get(path) as answer:
        headers = answer.headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy and "*" not in policy and "http" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_pages_are_kept_by_no_cache(client: FlaskClient) -> None:
    assert client.get("/guide/ivig").headers["Cache-Control"] == "no-store"


OTHERS = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"},
    {"Origin": "http://localhost:81"},
    {"Origin": "https://localhost"},
    {"Origin": "http://kiosk.example.org"},
    {"Origin": "null"},
    {},
]


@pytest.mark.parametrize("headers", OTHERS, ids=str)
def test_no_post_is_taken_but_of_the_kiosks_own_page(app: Flask, headers: dict[str, str]) -> None:
    """Another program's page on this machine, at another port, changes no visit either."""
    client = app.test_client()
    client.environ_base.pop("HTTP_ORIGIN", None)
    for path in ("/settings/theme/dark", "/finish", "/listening/start"):
        assert client.post(path, headers=headers).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://localhost"},
        {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"},
        # A form without JavaScript: our Referrer-Policy makes its Origin "null".
        {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
    ],
    ids=str,
)
def test_the_kiosks_own_page_posts(app: Flask, headers: dict[str, str]) -> None:
    client = app.test_client()
    client.environ_base.pop("HTTP_ORIGIN", None)
    assert client.post("/finish", headers=headers).status_code == 303


def test_another_hosts_name_is_refused(client: FlaskClient) -> None:
    assert client.get("/home", headers={"Host": "kiosk.example.org"}).status_code == 400
    for own in ("localhost:8080", "127.0.0.1", "[::1]", "[::1]:8080", "LocalHost"):
        assert client.get("/home", headers={"Host": own}).status_code == 200, own


@pytest.mark.parametrize("site", ["cross-site", "same-origin"])
@pytest.mark.parametrize("host", ["kiosk.example.org", "evil host", "[::1", ""])
def test_a_forged_name_is_refused_in_words_whatever_else_is_wrong(
    client: FlaskClient, host: str, site: str
) -> None:
    """The refusal used to break on its own error page."""
    answer = client.post("/finish", headers={"Host": host, "Sec-Fetch-Site": site})
    assert answer.status_code == 400 and answer.text == "This is not the kiosk's address.\n"


def test_a_large_request_is_refused(client: FlaskClient) -> None:
    answer = client.post("/finish", data={"x": "y" * 100_000})
    assert answer.status_code in {303, 413}


def test_the_kiosks_own_pages_alone_may_use_the_microphone(client: FlaskClient) -> None:
    policy = client.get("/home").headers["Permissions-Policy"]
    assert policy == "camera=(), geolocation=(), microphone=(self)"
