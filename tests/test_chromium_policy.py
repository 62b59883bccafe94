"""The policy for a kiosk's Chromium is for the address that the kiosk has."""

import json

from kiosk.config import PROJECT, Settings


def test_the_kiosks_own_address_may_hear_and_speak() -> None:
    policy = json.loads((PROJECT / "deploy" / "chromium_policy.json").read_text(encoding="utf-8"))
    settings = Settings()
    address = f"http://{settings.host}:{settings.port}"
    assert address in policy["AudioCaptureAllowedUrls"]
    assert address in policy["AutoplayAllowlist"]
