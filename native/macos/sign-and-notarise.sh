#!/usr/bin/env bash
# Signs an executable, and has Apple notarise the package that it was put into. Runs on a Mac with Xcode's command
# line tools; who signs comes from the environment alone:
#
#   sign-and-notarise.sh sign EXECUTABLE
#       MACOS_APPLICATION_IDENTITY   a "Developer ID Application" certificate in the keychain, by name or SHA-1
#   sign-and-notarise.sh notarise PACKAGE
#       MACOS_NOTARY_KEY             file of an App Store Connect API key (.p8)
#       MACOS_NOTARY_KEY_ID          its id
#       MACOS_NOTARY_ISSUER          the issuer's UUID
set -euo pipefail

sign() {
    local executable=$1
    # No entitlements. The hardened runtime forbids memory that is written and then run, and loading libraries of
    # others; the executable needs neither. It is compiled ahead of time, so nothing is compiled on the machine
    # (com.apple.security.cs.allow-jit); it calls into the system's own libraries, by stubs that are compiled ahead,
    # and never has them call back, for which code would be made at run time.
    codesign --force --options runtime --timestamp \
        --identifier "dev.fusionhost.$(basename "$executable")" \
        --sign "$MACOS_APPLICATION_IDENTITY" "$executable"
    codesign --verify --strict --verbose=2 "$executable"
    # What it was signed for: it still runs.
    "$executable" version
}

notarise() {
    local package=$1
    # What is in the package is notarised with it, the executable in the archive too: Gatekeeper knows it by its hash.
    # The outcome is read and not the exit code, which is 0 for a package that Apple refuses as well.
    local outcome
    outcome=$(xcrun notarytool submit "$package" --wait --output-format plist \
        --key "$MACOS_NOTARY_KEY" --key-id "$MACOS_NOTARY_KEY_ID" --issuer "$MACOS_NOTARY_ISSUER")
    local status id
    status=$(plutil -extract status raw -o - - <<<"$outcome")
    if [[ $status != Accepted ]]; then
        id=$(plutil -extract id raw -o - - <<<"$outcome")
        echo "Apple did not notarise $package: $status" >&2
        xcrun notarytool log "$id" \
            --key "$MACOS_NOTARY_KEY" --key-id "$MACOS_NOTARY_KEY_ID" --issuer "$MACOS_NOTARY_ISSUER" >&2
        exit 1
    fi
    # A Mac without a line to Apple finds the ticket in the package.
    xcrun stapler staple "$package"
    spctl --assess --type install --verbose=2 "$package"
}

case "${1-}" in
    sign | notarise) "$1" "${2:?what to $1}" ;;
    *)
        echo "Usage: $0 sign EXECUTABLE | notarise PACKAGE" >&2
        exit 64
        ;;
esac
