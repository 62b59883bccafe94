"""The end of a visit leaves nothing behind."""

from flask.testing import FlaskClient


def test_finish_forgets_every_setting(client: FlaskClient) -> None:
    client.post("/settings/theme/dark")
    answer = client.post("/finish")
    assert answer.status_code == 303
    assert answer.location == "/"
    assert client.get_cookie("kiosk") is None
    assert 'data-theme="light"' in client.get("/home").text


def test_a_visit_that_changes_nothing_gets_no_cookie(client: FlaskClient) -> None:
    client.get("/guide/ivig")
    assert client.get_cookie("kiosk") is None


def test_the_cookie_ends_with_the_browser_and_no_script_reads_it(client: FlaskClient) -> None:
    set_cookie = client.post("/settings/theme/dark").headers["Set-Cookie"]
    assert "HttpOnly" in set_cookie and "SameSite=Strict" in set_cookie
    assert "Expires" not in set_cookie and "Max-Age" not in set_cookie
