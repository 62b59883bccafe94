#!/bin/sh
# Adds the natural voice where ready-made wheels exist: add_natural_voice.sh PYTHON. Where they don't,
# it goes on without: the kiosk speaks with its clear voice, and `kiosk doctor` says so.
set -eu
python=$1

# Wheels only: nobody at a kiosk waits for onnxruntime to be compiled, nor has a compiler there. The
# project itself is no wheel, so its extra is read out.
wanted=$("$python" -c '
import tomllib
with open("pyproject.toml", "rb") as file:
    print(*tomllib.load(file)["project"]["optional-dependencies"]["natural"])
')
# shellcheck disable=SC2086 # one argument a package
if ! "$python" -m pip install --quiet --disable-pip-version-check --only-binary :all: $wanted >/dev/null 2>&1; then
    echo "The natural voice has no wheels for this machine: the clear voice speaks."
fi
