"""Writes deploy/parts.cdx.json, the list of parts (a software bill of materials, CycloneDX).

Run it with the Python whose packages are to be listed and where cyclonedx-bom is installed. Web
addresses of packages and cyclonedx-bom's own packages are left out.
"""

import json
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
LISTS = ("build", "run", "natural", "voice", "test")
FILE = FOLDER / "parts.cdx.json"


def locked() -> set[str]:
    """The names of all packages in deploy/lock/ and deploy/*_models.txt, in lower case."""
    lists = [FOLDER / "lock" / f"{one}.txt" for one in LISTS] + [*FOLDER.glob("*_models.txt")]
    text = "\n".join(file.read_text("utf-8") for file in lists)
    return set(re.findall(r"^([\w.-]+)==", text, re.MULTILINE))


def main() -> int:
    """Write the list; returns the exit code. Raises CalledProcessError if cyclonedx-bom fails."""
    command = [sys.executable, "-m", "cyclonedx_py", "environment", "--output-reproducible"]
    made = subprocess.run([*command, sys.executable], capture_output=True, check=True)
    parts: dict[str, Any] = json.loads(made.stdout)
    names = locked()
    kept = [part for part in parts["components"] if _name(part["name"]) in names]
    for part in kept:
        part.pop("externalReferences", None)
    references = {part["bom-ref"] for part in kept}
    parts["components"] = kept
    parts["dependencies"] = [
        {**one, "dependsOn": [other for other in one.get("dependsOn", ()) if other in references]}
        for one in parts["dependencies"]
        if one["ref"] in references
    ]
    parts["metadata"] = {"component": _kiosk()}
    FILE.write_text(json.dumps(parts, indent=1, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")
    return 0


def _name(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _kiosk() -> dict[str, str]:
    version = metadata.version("mmn-kiosk")
    return {"type": "application", "name": "mmn-kiosk", "version": version, "bom-ref": "mmn-kiosk"}


if __name__ == "__main__":
    sys.exit(main())
