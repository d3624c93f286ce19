#!/usr/bin/env bash
# Makes a .deb and an .rpm of an executable: of this application's, or of your own. See README.md beside this file.
set -euo pipefail
export LC_ALL=C TZ=UTC
umask 022
here=$(cd "$(dirname "$0")" && pwd)

usage() {
    cat <<'END'
Usage: package.sh [OPTION]... [EXECUTABLE]

Makes NAME_VERSION_ARCH.deb where dpkg-deb is there, and NAME-VERSION-1.ARCH.rpm where rpmbuild is.
EXECUTABLE is native/target/fusion-host where none is given.

  --name NAME          of the package, command and service; default: what "EXECUTABLE version" says
  --version VERSION    default: what "EXECUTABLE version" says
  --description TEXT   one line
  --maintainer WHO     "Name <address>" of who answers for the package
  --license ID         SPDX identifier; default: Apache-2.0
  --copyright FILE     what becomes /usr/share/doc/NAME/copyright; default: the one beside this script
  --out DIR            where the packages go; default: native/target
  --ask COMMAND        asked for version, manual page, completion and unit instead of the executable: for one of
                       another architecture, such as "java -jar quarkus-run.jar"

SOURCE_DATE_EPOCH is the time of everything in the packages; default: that of the newest commit.
END
}

fail() {
    echo "package.sh: $*" >&2
    exit 1
}

executable=$here/../target/fusion-host
out=$here/../target
copyright=$here/copyright
name='' version='' ask=()
description="Device host: runs what its server calls on this machine"
maintainer="The Fusion Host authors <packages@fusion-host.example>"
license=Apache-2.0
while (($#)); do
    case $1 in
        --help) usage && exit ;;
        --name | --version | --description | --maintainer | --license | --copyright | --out | --ask)
            (($# > 1)) || fail "$1 needs a value"
            case $1 in
                --ask) read -ra ask <<<"$2" ;;
                *) printf -v "${1#--}" %s "$2" ;;
            esac
            shift 2
            ;;
        -*) fail "there is no option $1; see --help" ;;
        *) executable=$1 && shift ;;
    esac
done
[ -f "$executable" ] || fail "$executable is missing: ./mvnw package -Pnative -DskipTests makes it"
command -v objdump >/dev/null || fail "objdump is missing: install binutils"
((${#ask[@]})) || ask=("$(realpath "$executable")")

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# What is asked shall find no state of whoever builds.
ask() { FUSION_HOST_HOME=$work/home "${ask[@]}" "$@"; }

said=$(ask version)
: "${name:=$(cut -d' ' -f1 <<<"$said")}" "${version:=$(cut -d' ' -f2 <<<"$said")}"
# 0.1.0-SNAPSHOT comes before 0.1.0, which both dpkg and rpm write with a tilde.
version=${version//-/\~}
[[ $name =~ ^[a-z0-9][a-z0-9.+-]+$ ]] || fail "a package can't be called $name"
[[ $version =~ ^[0-9][A-Za-z0-9.+~]*$ ]] || fail "a version can't be $version"

case $(objdump -f "$executable" | sed -n 's/^architecture: \([^,]*\).*/\1/p') in
    i386:x86-64) deb_arch=amd64 rpm_arch=x86_64 ;;
    aarch64) deb_arch=arm64 rpm_arch=aarch64 ;;
    *) fail "$executable is for no architecture that is known here" ;;
esac

SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$here" log -1 --format=%ct 2>/dev/null || stat -c %Y "$executable")}
export SOURCE_DATE_EPOCH

# The newest version of glibc that any symbol asks for: what it was linked against sets that, not what it uses.
glibc=$(objdump -T "$executable" | grep -o 'GLIBC_[0-9.]*' | sort -uV | tail -n 1)
depends="libc6 (>= ${glibc#GLIBC_})"
for library in $(objdump -p "$executable" | sed -n 's/^ *NEEDED *//p'); do
    case $library in
        libc.so.* | libm.so.* | libdl.so.* | libpthread.so.* | librt.so.* | ld-linux*) ;;
        libz.so.1) depends+=", zlib1g" ;;
        libgcc_s.so.1) depends+=", libgcc-s1" ;;
        libstdc++.so.6) depends+=", libstdc++6" ;;
        *) fail "$library is needed, and which package has it isn't known here" ;;
    esac
done

# The unit is the one that "service install" writes, so that both ways are one service; but for any user.
unit() {
    ask service install --server https://unknown.invalid --print |
        sed -n '/^\[Unit\]$/,/^WantedBy=/p' |
        sed -e "s|^ExecStart=.*|ExecStart=/usr/bin/$name -Dfusion.host.settings=%h/.fusion-host/service.properties run|" \
            -e '/^\[Unit\]$/a # Nothing to start for users who have set nothing up.\nConditionPathExists=%h/.fusion-host/service.properties'
}

tree=$work/tree
doc=$tree/usr/share/doc/$name
install -D -m 755 "$executable" "$tree/usr/bin/$name"
mkdir -p "$tree/usr/lib/systemd/user" "$tree/usr/share/man/man1" "$tree/usr/share/bash-completion/completions" "$doc"
unit >"$tree/usr/lib/systemd/user/$name.service"
ask man >"$work/man"
gzip -9n <"$work/man" >"$tree/usr/share/man/man1/$name.1.gz"
# Sourced, never run.
ask completion | sed "1{/^#!/d}" >"$tree/usr/share/bash-completion/completions/$name"
for made in "$tree/usr/lib/systemd/user/$name.service" "$work/man" "$tree/usr/share/bash-completion/completions/$name"; do
    [ -s "$made" ] || fail "the executable has nothing to say for $(basename "$made")"
done
install -m 644 "$copyright" "$doc/copyright"
gzip -9n >"$doc/changelog.gz" <<END
$name ($version) stable; urgency=medium

  * Version $version. What has changed is in the history of its source.

 -- $maintainer  $(date -R -d "@$SOURCE_DATE_EPOCH")
END
mkdir -p "$out"

# Root can't restart what users run, and needn't: what runs goes on with the file that it has open.
upgraded="$name: services that run go on with the version before, until their users call \"systemctl --user daemon-reload\" and \"systemctl --user restart $name\"."
left="$name: what users have in ~/.fusion-host (identity, record, undo) is theirs and stays."

make_deb() {
    local root=$work/deb overrides=$work/deb/usr/share/lintian/overrides
    cp -a "$tree" "$root"
    mkdir -p "$root/DEBIAN" "$overrides"
    cat >"$overrides/$name" <<END
# GraalVM links the libraries of the JDK statically, as they were made for it, and no position-independent executable.
$name: embedded-library
$name: hardening-no-pie
END
    cat >"$root/DEBIAN/control" <<END
Package: $name
Version: $version
Architecture: $deb_arch
Maintainer: $maintainer
Installed-Size: $(du -sk --apparent-size "$tree" | cut -f1)
Depends: $depends
Recommends: ca-certificates
Suggests: libpam-systemd, dbus-user-session
Section: net
Priority: optional
Description: $description
 A headless program that dials out to a server and gives it safe hands on the
 folders that its owner allowed. Nothing listens on the machine.
 .
 Each user starts it for themselves: see the manual page $name(1).
END
    cat >"$root/DEBIAN/postinst" <<END
#!/bin/sh
set -e
if [ "\$1" = configure ] && [ -n "\$2" ]; then
    echo '$upgraded'
fi
END
    cat >"$root/DEBIAN/postrm" <<END
#!/bin/sh
set -e
if [ "\$1" = purge ]; then
    echo '$left'
fi
END
    chmod 755 "$root/DEBIAN/postinst" "$root/DEBIAN/postrm"
    (cd "$root" && find usr -type f | sort | xargs md5sum >DEBIAN/md5sums)
    find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
    # xz: what the dpkg of older distributions reads, too; a small step, since more of it gains little and takes minutes.
    dpkg-deb --root-owner-group -Zxz -z3 --build "$root" "$out/${name}_${version}_$deb_arch.deb"
}

make_rpm() {
    find "$tree" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
    cat >"$work/$name.spec" <<END
%global debug_package %{nil}
%global __os_install_post %{nil}
%global _build_id_links none
%global _buildhost reproducible
%global use_source_date_epoch_as_buildtime 1
%global clamp_mtime_to_source_date_epoch 1
%global _binary_payload w9.zstdio
Name: $name
Version: $version
Release: 1
Summary: $description
License: $license
Packager: $maintainer
Recommends: ca-certificates

%description
A headless program that dials out to a server and gives it safe hands on the
folders that its owner allowed. Nothing listens on the machine.

Each user starts it for themselves: see the manual page $name(1).

%install
cp -a '$tree/.' '%{buildroot}'

%post
if [ "\$1" -gt 1 ]; then echo '$upgraded'; fi

%postun
if [ "\$1" -eq 0 ]; then echo '$left'; fi

%files
%defattr(-,root,root,-)
/usr/bin/$name
/usr/lib/systemd/user/$name.service
/usr/share/bash-completion/completions/$name
%doc /usr/share/doc/$name
%doc /usr/share/man/man1/$name.1.gz
END
    rpmbuild --quiet -bb --target "$rpm_arch" --define "_topdir $work/rpm" --define "_rpmdir $work" "$work/$name.spec"
    mv "$work/$rpm_arch/"*.rpm "$out/"
    echo "rpmbuild: built '$out/$name-$version-1.$rpm_arch.rpm'."
}

made=0
# Each by itself: within a condition a failure would go on.
if command -v dpkg-deb >/dev/null; then
    make_deb
    made=1
fi
if command -v rpmbuild >/dev/null; then
    make_rpm
    made=1
fi
((made)) || fail "neither dpkg-deb nor rpmbuild is here"
