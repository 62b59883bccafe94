"""What several rooms' tests need: a kiosk of the real content, with the real voice."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings

from kiosk import create_app
from kiosk.config import Settings
from kiosk.rooms.state import kiosk_of

from .browser.fixtures import browser, kiosk_address, start_kiosk
from .visitors import visitor_of

pytest_plugins = ["tests.processor_time"]
__all__ = ["browser", "kiosk_address", "start_kiosk"]

# Machines here are slow and shared: how long a draw or a case takes is no finding.
settings.register_profile("kiosk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kiosk")


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A whole kiosk; its clips go to a folder of this run."""
    data: Path = tmp_path_factory.mktemp("data")
    made = create_app(Settings(data=data))
    made.testing = False  # errors are shown as screens, as to a visitor
    kiosk_of(made).speech.open(60, ready=True)
    yield made
    kiosk_of(made).speech.close()
    kiosk_of(made).listening.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor's browser, with a session of its own."""
    return visitor_of(app)
