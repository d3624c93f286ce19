#!/usr/bin/env bash
# Makes the archive of the executable that was built: archive.sh PATH, PATH being where it goes, without its extension.
#
# In it is one folder of that name: bin/fusion-host, its manual page, what completes its commands, the licence. On Linux it is a
# .tar.gz; on Windows and macOS a .zip, since Homebrew's formula is made of zips alone.
set -euo pipefail
target=$(dirname "$0")/target
to=${1:?where the archive goes, without its extension}
folder=$(basename "$to")

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/$folder/bin" "$(dirname "$to")"
cp "$(dirname "$0")/../LICENSE" "$work/$folder"

if [[ -f $target/fusion-host.exe ]]; then
    cp "$target/fusion-host.exe" "$work/$folder/bin"
    # No zip is there on Windows; a JDK is.
    "$JAVA_HOME/bin/jar" --create --no-manifest --file "$to.zip" -C "$work" "$folder"
else
    mkdir -p "$work/$folder/share/man/man1" "$work/$folder/share/bash-completion/completions"
    install -m 755 "$target/fusion-host" "$work/$folder/bin"
    "$target/fusion-host" man >"$work/$folder/share/man/man1/fusion-host.1"
    "$target/fusion-host" completion >"$work/$folder/share/bash-completion/completions/fusion-host"
    if [[ $(uname) == Darwin ]]; then
        (cd "$work" && zip --quiet --recurse-paths archive.zip "$folder")
        mv "$work/archive.zip" "$to.zip"
    else
        tar -C "$work" -czf "$to.tar.gz" "$folder"
    fi
fi
