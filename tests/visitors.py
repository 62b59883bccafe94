"""Flask's test client as a page of the kiosk: a POST from anywhere else is refused."""

import time
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


def clip_of(client: FlaskClient, sentence_id: str, patience: float = 60.0) -> dict[str, Any]:
    """A sentence's clip, asked for again as the page does where the kiosk is busy.

    `patience` in seconds; a voice's model takes some to load on a busy machine.
    """
    end = time.monotonic() + patience
    while True:
        answer = client.get(f"/speech/{sentence_id}")
        if answer.status_code != 503 or time.monotonic() > end:
            assert answer.status_code == 200, answer.status
            found: dict[str, Any] = answer.json
            return found
        time.sleep(min(float(answer.headers["Retry-After"]), 1.0))
