#!/bin/sh
# Lays a finished site into a bucket of an S3-compatible store behind a CDN, with the same cache rules as nginx.conf:
#     hosting/object-store.sh s3://bucket/path [site]
# What is named by its content goes first and is never deleted here: pages that are open somewhere still load it. Pages
# follow when all that they need is there, and the worker last. The CDN compresses; `kb compress` is not needed.
set -eu

to=${1:?name the bucket, such as s3://bucket or s3://bucket/path}
from=${2:-site}
[ -f "$from/.site" ] || { echo "$from is not a finished site; build it first" >&2; exit 1; }

# The store compares sizes and times, and a build leaves a file alone that holds the right bytes already: what a page says
# again today after it said something else yesterday would seem old.
find "$from" -type f ! -path "$from/components-*" ! -path "$from/assets/site.*.css" ! -path "$from/*/flow.*.json" \
    -exec touch {} +

# Only what the options name: the store's client takes the last --include or --exclude that fits.
put() {
    kept=$1
    shift
    aws s3 sync "$from" "$to" --only-show-errors --cache-control "$kept" --exclude '*' "$@" \
        --exclude '*.br' --exclude '*.gz' --exclude '.*'
}

put 'public, max-age=31536000, immutable' --include 'components-*' --exclude '*.mjs' --include 'assets/site.*.css' \
    --include '*/flow.*.json'
put 'public, max-age=31536000, immutable' --include 'components-*.mjs' --content-type 'text/javascript; charset=utf-8'
put 'public, max-age=86400' --include 'cards/*' --include 'assets/icons/*'
put 'no-cache' --include '*.webmanifest' --content-type 'application/manifest+json'
put 'no-cache' --include '*' --exclude 'components-*' --exclude 'assets/site.*.css' --exclude '*/flow.*.json' \
    --exclude 'cards/*' --exclude 'assets/icons/*' --exclude '*.webmanifest' --exclude '*.html' --exclude 'sw.js' \
    --exclude '_headers'
put 'no-cache' --include '*.html' --content-type 'text/html; charset=utf-8'
put 'no-cache' --include 'sw.js' --content-type 'text/javascript; charset=utf-8'

# What is gone goes, but for what is named by its content.
aws s3 sync "$from" "$to" --only-show-errors --delete --exclude 'components-*' --exclude 'assets/site.*.css' \
    --exclude '*/flow.*.json' --exclude '*.br' --exclude '*.gz' --exclude '.*' --exclude '_headers' --size-only
