"""Staff and tools are told what works."""

from flask.testing import FlaskClient


def test_a_sound_kiosk_is_ok_and_names_its_sections(client: FlaskClient) -> None:
    health = client.get("/health").json
    assert health is not None
    assert health["status"] == "ok", health
    assert health["problems"] == []
    assert len(health["sections"]) == 10
    assert health["voice"]["available"] is True
