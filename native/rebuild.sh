#!/usr/bin/env bash
# Builds the application again, in another folder, time zone and locale, and tells whether each file is the same, byte by byte,
# as in target/quarkus-app. One that isn't ends it with 1.
set -euo pipefail
cd "$(dirname "$0")/.."
built=$PWD/native/target/quarkus-app
[ -d "$built" ] || {
    echo "There is no $built to compare with; run ./mvnw package, then start again." >&2
    exit 66
}
again=$(mktemp -d)
trap 'rm -rf "$again"' EXIT

git ls-files -z --cached --others --exclude-standard | tar --create --null --files-from - | tar --extract --directory "$again"
(cd "$again" && TZ=Asia/Tokyo LC_ALL=C bash mvnw -q package -DskipTests -DskipITs -Dgates=false -pl native -am)

diff --recursive --brief "$built" "$again/native/target/quarkus-app"
echo "Built again, all $(find "$built" -type f | wc -l) files of the application are the same."
