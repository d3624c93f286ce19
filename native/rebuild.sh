#!/usr/bin/env bash
# Builds the application again, in another folder, time zone and locale and without the gates, and compares each file with that in
# target/quarkus-app, byte by byte. Where one differs it ends with 1.
set -euo pipefail
cd "$(dirname "$0")/.."
built=$PWD/native/target/quarkus-app
[ -d "$built" ] || {
    echo "There is no $built to compare with; run ./mvnw package -DskipTests, then start again." >&2
    exit 66
}
again=$(mktemp -d)
trap 'rm -rf "$again"' EXIT

# What was deleted and isn't committed yet is listed, too.
git ls-files -z --cached --others --exclude-standard |
    while IFS= read -rd '' each; do [ ! -e "$each" ] || printf '%s\0' "$each"; done |
    tar --create --file - --null --files-from - | tar --extract --file - --directory "$again"
(cd "$again" && TZ=Asia/Tokyo LC_ALL=C MAVEN_OPTS="${MAVEN_OPTS-} -Duser.language=de -Duser.country=DE" \
    bash mvnw -q package -DskipTests -Dgates=false -pl native -am)

diff --recursive --brief "$built" "$again/native/target/quarkus-app" || {
    trap - EXIT
    echo "These differ. Were sources changed since ./mvnw package? Then run it with -DskipTests, and start again. Remove $again when you have looked." >&2
    exit 1
}
echo "Built again, all $(find "$built" -type f | wc -l) files of the application are the same."
