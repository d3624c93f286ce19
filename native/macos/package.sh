#!/usr/bin/env bash
# Makes the installer of a Mac of an executable that runs on it: package.sh EXECUTABLE VERSION PACKAGE
#
# Per machine: /usr/local/bin, its manual page and what completes its commands. The service is each user's own, by
# "fusion-host service install". MACOS_INSTALLER_IDENTITY, a "Developer ID Installer" certificate in the keychain,
# signs the package; without it the package is not signed, and says so.
set -euo pipefail

executable=${1:?the executable}
version=${2:?its version}
package=${3:?the package to make}
name=$(basename "$executable")
identifier=dev.fusionhost.$name

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

root=$work/root/usr/local
mkdir -p "$root/bin" "$root/share/man/man1" "$root/etc/bash_completion.d"
install -m 755 "$executable" "$root/bin/$name"
"$executable" man >"$root/share/man/man1/$name.1"
"$executable" completion >"$root/etc/bash_completion.d/$name"

pkgbuild --root "$work/root" --install-location / --ownership recommended \
    --identifier "$identifier" --version "$version" "$work/$name.pkg"

# Says which processor it is for: where it doesn't, the installer asks for Rosetta on Apple silicon.
architecture=$(uname -m)
cat >"$work/distribution.xml" <<XML
<?xml version="1.0" encoding="UTF-8"?>
<installer-gui-script minSpecVersion="2">
    <title>$name</title>
    <options customize="never" require-scripts="false" hostArchitectures="$architecture"/>
    <domains enable_anywhere="false" enable_currentUserHome="false" enable_localSystem="true"/>
    <choices-outline>
        <line choice="all"/>
    </choices-outline>
    <choice id="all">
        <pkg-ref id="$identifier"/>
    </choice>
    <pkg-ref id="$identifier" version="$version">$name.pkg</pkg-ref>
</installer-gui-script>
XML

signature=()
if [[ -n ${MACOS_INSTALLER_IDENTITY-} ]]; then
    signature=(--sign "$MACOS_INSTALLER_IDENTITY" --timestamp)
else
    echo "MACOS_INSTALLER_IDENTITY is not set: $package is not signed." >&2
fi
# The bash of macOS is 3.2, for which an empty array is unset.
productbuild --distribution "$work/distribution.xml" --package-path "$work" \
    ${signature[@]+"${signature[@]}"} "$package"
