"""Writes the pictograms that icons.txt names, one SVG file each: icons.py PACKAGES.

PACKAGES is a folder with the unpacked npm packages, by their set's name; fetch.sh runs this.
"""

import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
# Lines as thick as the type beside them, on a tile of 22 mm: sets are drawn for smaller sizes.
LINES = {
    "lucide": ('stroke-width="2"', 'stroke-width="1.5"'),
    "healthicons": ("<path ", '<path stroke="currentColor" stroke-width=".5" '),
}


def main(packages: Path) -> None:
    folder = HERE / "icons"
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.svg"):
        old.unlink()
    lines = (HERE / "icons.txt").read_text("utf-8").splitlines()
    for line in (line for line in lines if line and not line.startswith("#")):
        set_name, name = line.split(":")
        whole = json.loads((packages / set_name / "icons.json").read_text("utf-8"))
        size = whole.get("width", 24)
        body = whole["icons"][name]["body"].replace(*LINES[set_name])
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">{body}</svg>\n'
        (folder / f"{name}.svg").write_text(svg, "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
