#!/bin/sh
# Writes the locks anew: lock.sh PYTHON, where uv is installed. Each list in deploy/lock/ names every
# package that a part of the kiosk needs, with its version and the hashes of its wheels, for Linux.
# What is listed is what `make run` and `make test` install, and nothing else.
set -eu
python=$1
folder=deploy/lock

# The part's own requirements, one a line; not those that are taken by their hash and without what
# their code would want (deploy/PART_models.txt).
wanted() {
    "$python" - "$1" <<'END'
import sys, tomllib
from pathlib import Path

part = sys.argv[1]
project = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))
lists = {"run": project["project"]["dependencies"], **project["project"]["optional-dependencies"]}
lists["build"] = [*project["build-system"]["requires"], "pip"]
models = Path(f"deploy/{part}_models.txt")
pinned = {line.split()[0] for line in models.read_text("utf-8").splitlines() if line[:1].isalnum()} if models.exists() else set()
print(*(one for one in lists[part] if one not in pinned), sep="\n")
END
}

known=""
for part in build run natural voice test; do
    echo "Locking what $part needs ..."
    list=$(mktemp)
    trap 'rm -f "$list"' EXIT
    wanted "$part" >"$list"
    # shellcheck disable=SC2086 # one argument a list
    "$python" -m uv pip compile "$list" $known --universal --python-version 3.11 --only-binary :all: \
        --generate-hashes --no-header --no-annotate --quiet --upgrade --output-file "$folder/$part.txt"
    known="$known --constraints $folder/$part.txt"
done
