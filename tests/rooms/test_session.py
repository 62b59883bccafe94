"""The end of a visit leaves nothing behind."""

from flask.testing import FlaskClient

from kiosk.rooms.preferences import CHOICES, cookie_of


def kept(client: FlaskClient) -> list[str]:
    """The settings of which the browser still has a cookie."""
    return [name for name in CHOICES if client.get_cookie(cookie_of(name)) is not None]


def test_finish_forgets_every_setting(client: FlaskClient) -> None:
    for name, choices in CHOICES.items():
        client.set_cookie(cookie_of(name), choices[-1])
    answer = client.post("/finish")
    assert answer.status_code == 303
    assert answer.location == "/"
    assert kept(client) == []
    assert 'data-theme="light"' in client.get("/home").text


def test_finish_clears_what_else_a_browser_keeps(client: FlaskClient) -> None:
    """Copies of screens and sounds, too."""
    answer = client.post("/finish")
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert "Set-Cookie" not in answer.headers, "nothing was set"


def test_a_visit_that_changes_nothing_gets_no_cookie(client: FlaskClient) -> None:
    assert "Set-Cookie" not in client.get("/guide/ivig").headers
    assert kept(client) == []


def test_a_setting_is_one_small_cookie_that_ends_with_the_browser(client: FlaskClient) -> None:
    """Who pulls the plug leaves nothing; and the page may read and write it itself."""
    set_cookie = client.post("/settings/theme/dark").headers["Set-Cookie"]
    parts = set_cookie.split("; ")
    assert parts[0] == "kiosk_theme=dark"
    assert sorted(parts[1:]) == ["Path=/", "SameSite=Strict"]


def test_settings_outlive_the_server(client: FlaskClient) -> None:
    """No secret of one start of the kiosk is in them: whoever starts next reads them as well."""
    client.set_cookie("kiosk_text_size", "4")
    assert 'data-text-size="4"' in client.get("/home").text
    assert client.application.secret_key is None
