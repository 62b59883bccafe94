"""The pictograms on tiles: small drawings that come with the program (static/vendor/icons)."""

from functools import cache

from kiosk.files.place import PROJECT

_FOLDER = PROJECT / "static" / "vendor" / "icons"


@cache
def pictograms() -> dict[str, str]:
    """Each pictogram as SVG, by its name."""
    return {file.stem: file.read_text("utf-8") for file in sorted(_FOLDER.glob("*.svg"))}
