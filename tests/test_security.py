"""What every answer carries, and what is refused."""

import pytest
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


def test_another_sites_form_changes_nothing(client: FlaskClient) -> None:
    answer = client.post("/settings/theme/dark", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert 'data-theme="light"' in client.get("/home").text


def test_another_hosts_name_is_refused(client: FlaskClient) -> None:
    assert client.get("/home", headers={"Host": "kiosk.example.org"}).status_code == 400
    assert client.get("/home", headers={"Host": "localhost:8080"}).status_code == 200


def test_a_large_request_is_refused(client: FlaskClient) -> None:
    answer = client.post("/finish", data={"x": "y" * 100_000})
    assert answer.status_code in {303, 413}


def test_the_kiosks_own_pages_alone_may_use_the_microphone(client: FlaskClient) -> None:
    policy = client.get("/home").headers["Permissions-Policy"]
    assert policy == "camera=(), geolocation=(), microphone=(self)"
