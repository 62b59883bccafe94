#!/bin/sh
# Makes the virtual environment: make_venv.sh PYTHON FOLDER. Says what to do where it can't.
set -eu
python=$1
folder=$2

if ! command -v "$python" >/dev/null 2>&1; then
    echo "There is no $python. Install Python 3.11 or newer (on Debian: sudo apt install python3 python3-venv)." >&2
    exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "$("$python" --version) is too old: Python 3.11 or newer is needed. Name one: make run PYTHON=python3.11" >&2
    exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info >= (3, 15))'; then
    echo "$("$python" --version) is too new: not all that the kiosk needs is there for it yet. Name one from 3.11 to 3.14: make run PYTHON=python3.14" >&2
    exit 1
fi
if [ -x "$folder/bin/python" ] && "$folder/bin/python" -m pip --version >/dev/null 2>&1; then
    exit 0
fi
rm -rf "$folder"
if "$python" -m venv "$folder" >/dev/null 2>&1; then
    exit 0
fi
# Debian and Ubuntu keep the venv module's own part in a package of its own.
rm -rf "$folder"
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "Installing python3-venv ..."
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv >/dev/null
    exec "$python" -m venv "$folder"
fi
echo "Python can't make a virtual environment. Install its module (on Debian: sudo apt install python3-venv) and run make again." >&2
exit 1
