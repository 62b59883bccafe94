"""Flask's test client as a page of the kiosk: a POST from anywhere else is refused."""

from typing import Any

from flask import Flask
from flask.testing import FlaskClient

# What Chromium sends with each request that a page makes to where it came from.
OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}


class OwnPage(FlaskClient):
    """Posts as the kiosk's own page does, in a visit of its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.environ_base["HTTP_ORIGIN"] = "http://localhost"


def visitor_of(app: Flask) -> FlaskClient:
    """A visitor's browser on one of the app's pages."""
    app.test_client_class = OwnPage
    return app.test_client()
