#!/bin/sh
# Finds Chromium for the browser tests; installs Debian's where it is missing and that is allowed.
# Most tests run in the one without a window, chromium-headless-shell, which takes a fifth less work;
# where it can't be had, all of them run in chromium.
set -eu
have() { command -v "$1" >/dev/null 2>&1; }
chromium() { have chromium || have chromium-browser || have google-chrome; }
if chromium && have chromium-headless-shell; then
    exit 0
fi
if have apt-get && [ "$(id -u)" = 0 ]; then
    echo "Installing chromium for the browser tests ..."
    add() { DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null; }
    apt-get update -qq || chromium
    if chromium; then
        add chromium-headless-shell || echo "chromium-headless-shell is not to be had: the tests take longer."
    else
        add chromium chromium-headless-shell || add chromium
    fi
    exit 0
fi
if chromium; then
    exit 0
fi
echo "The browser tests need Chromium. Install it (on Debian: sudo apt install chromium chromium-headless-shell) and run make test again." >&2
exit 1
