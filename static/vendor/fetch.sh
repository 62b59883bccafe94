#!/bin/sh
# Fetches what the pages use of others, htmx, the typeface and the pictograms, again from npm.
# Change a version here and in tests/test_vendor.py, run this, and look at the difference.
set -eu
htmx_version=2.0.11
font_version=5.3.0
font=atkinson-hyperlegible-next
lucide_version=1.2.137
healthicons_version=1.2.13
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# unpack PACKAGE FOLDER
unpack() {
    mkdir "$2"
    (cd "$2" && npm pack --silent "$1" >/dev/null && tar -xzf ./*.tgz --strip-components=1)
}

unpack "htmx.org@$htmx_version" htmx
cp htmx/dist/htmx.min.js "$here/htmx.min.js"
cp htmx/LICENSE "$here/htmx.LICENSE"

unpack "@fontsource/$font@$font_version" font
for weight in 400 700; do
    cp "font/files/$font-latin-$weight-normal.woff2" "$here/fonts/$font-$weight.woff2"
    cp "font/files/$font-latin-ext-$weight-normal.woff2" "$here/fonts/$font-ext-$weight.woff2"
done
cp font/LICENSE "$here/fonts/LICENSE"

# icons.txt says which pictograms are used. The sets' packages bring no licence: theirs are from
# lucide-static 1.62.0 and healthicons 2.0.0.
mkdir sets
unpack "@iconify-json/lucide@$lucide_version" sets/lucide
unpack "@iconify-json/healthicons@$healthicons_version" sets/healthicons
python3 "$here/icons.py" sets
