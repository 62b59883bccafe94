#!/bin/sh
# Fetches axe-core, which looks for accessibility faults in the browser tests, again from npm.
# Change the version here and in tests/test_vendor.py, run this, and look at the difference.
set -eu
axe_version=4.14.1
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent "axe-core@$axe_version" >/dev/null
tar -xzf axe-core-*.tgz
cp package/axe.min.js "$here/axe.min.js"
cp package/LICENSE "$here/axe.LICENSE"
