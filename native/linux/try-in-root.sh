#!/usr/bin/env bash
# Tries the .deb in the root of another Debian: install, enrol, call, run as a service, upgrade, remove. Needs root.
set -euo pipefail

usage() {
    cat <<'END'
Usage: try-in-root.sh DEB NEWER_DEB [SUITE [ROOT]]

Makes ROOT (default: a new folder) by debootstrap from SUITE (default: bookworm) of $MIRROR, where it isn't there yet;
starts the server that was built (src/server/target/quarkus-app) on the loopback, and goes through the life of the
package in ROOT. A folder that this makes it removes in the end. Needs debootstrap, systemd-nspawn, ss, curl and $JAVA (java).

Ends with 0 where all went well, and with 3 where that suite's glibc is too old, and the package says so.
END
}

(($# >= 2 && $# <= 4)) || { usage >&2 && exit 64; }
((EUID == 0)) || { echo "try-in-root.sh: needs root" >&2 && exit 77; }
command -v ss >/dev/null || { echo "try-in-root.sh: ss is missing: install iproute2" >&2 && exit 69; }
here=$(cd "$(dirname "$0")" && pwd)
deb=$(realpath "$1")
newer=$(realpath "$2")
suite=${3:-bookworm}
root=${4:-}
mirror=${MIRROR:-http://deb.debian.org/debian}
java=${JAVA:-java}
jar=$here/../../src/server/target/quarkus-app/quarkus-run.jar
name=$(dpkg-deb -f "$deb" Package)
work=$(mktemp -d)
state=/home/tester/.fusion-host
made='' server='' machine='' first=''

end() {
    # One signal stops it in good order.
    [ -z "$machine" ] || { kill "$machine" && wait "$machine"; } 2>/dev/null || true
    [ -z "$server" ] || { kill "$server" && wait "$server"; } 2>/dev/null || true
    [ -z "$root" ] || { mountpoint -q "$root/proc" && umount "$root/proc"; }
    [ -z "$made" ] || rm -rf --one-file-system "$root"
    rm -rf "$work"
}
trap end EXIT

say() { echo "== $*"; }
fail() {
    echo "FAILED: $*" >&2
    tail -n 20 "$work"/*.log >&2 || true
    if [ -n "$first" ]; then of_tester journalctl --user --no-pager -n 20 -u "$name" >&2 || true; fi
    exit 1
}
# Waits for what another process does: a busy machine takes its time.
await() {
    local what=$1 until=$((SECONDS + 120))
    shift
    until "$@"; do
        ((SECONDS < until)) || fail "$what: not within two minutes"
        sleep 0.2
    done
}

inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
as_tester() { inside setpriv --reuid=tester --regid=tester --init-groups env HOME=/home/tester USER=tester "$@"; }

if [ -z "$root" ] || [ ! -e "$root/bin/sh" ]; then
    # Made here, and removed in the end: so it must be nobody else's.
    [ -z "$root" ] || [ ! -e "$root" ] || fail "$root is there and is no root of a Debian; name one, or nothing"
    root=${root:-$(mktemp -d /var/tmp/root.XXXXXX)}
    # It becomes /, which is everybody's.
    chmod 755 "$root"
    made=1
    say "Making a root of Debian $suite in $root"
    debootstrap --variant=minbase "$suite" "$root" "$mirror" >"$work/debootstrap.log"
fi
mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
install -m 644 "$deb" "$root/root/older.deb"
install -m 644 "$newer" "$root/root/newer.deb"
say "In the root: Debian $(cat "$root/etc/debian_version"), $(inside ldd --version | head -n 1)"

say "1. Install, in a root with nothing but its base system"
if ! inside dpkg -i /root/older.deb; then
    say "What the executable itself says there:"
    inside "$name" version || true
    inside dpkg --purge "$name"
    say "This suite is too old: the package needs $(dpkg-deb -f "$deb" Depends)."
    exit 3
fi
inside "$name" version
for file in "/usr/share/man/man1/$name.1.gz" "/usr/share/bash-completion/completions/$name" "/usr/lib/systemd/user/$name.service"; do
    inside dpkg -L "$name" | grep -qx "$file" || fail "$file isn't in the package"
done
inside bash -n "/usr/share/bash-completion/completions/$name"
inside id tester >/dev/null 2>&1 || inside useradd --create-home --shell /bin/bash tester
as_tester mkdir -p /home/tester/files
as_tester sh -c 'echo Hello >/home/tester/files/hello.txt'

say "2. A server on this side, on the loopback"
"$java" -Dquarkus.http.port=0 "-Dfusion.server.data=$work/server" -jar "$jar" >"$work/server.log" 2>&1 &
server=$!
await "the server's start" grep -q 'ready on http' "$work/server.log"
origin=$(sed -n 's|.*ready on \(http://[0-9a-z.]*:[0-9]*\).*|\1|p' "$work/server.log" | head -n 1)
key=$(sed -n 's/.*Operator key[^:]*: \([^ ]*\).*/\1/p' "$work/server.log" | head -n 1)
operator() {
    local path=$1
    shift
    # The key is nobody else's to see.
    curl -sS --fail-with-body -H @- -H 'Content-Type: application/json' "$@" "$origin/api/operator/$path" <<<"Authorization: Bearer $key"
}
online() { operator devices | grep -q '"online":true'; }
offline() { ! online; }
device() { operator devices | grep -o '"id":"[^"]*"' | head -n 1 | cut -d'"' -f4; }
list_folder() {
    operator "devices/$(device)/calls" -d '{"tool": "list_folder", "input": {"path": "/home/tester/files"}}' >"$work/answer.log"
    grep -q '"ok":true.*hello.txt' "$work/answer.log" || fail "list_folder: $(cat "$work/answer.log")"
    say "list_folder: $(cat "$work/answer.log")"
}
nothing_listens() {
    if ss -Hlntup | grep -F "pid=$1,"; then fail "it listens"; fi
}

say "3. Enrol with a code, connect, call"
code=$(operator codes -d '{}' | sed 's/.*"code":"\([^"]*\)".*/\1/')
as_tester env FUSION_HOST_CODE="$code" "$name" enroll --server "$origin"
as_tester "$name" run --server "$origin" --root /home/tester/files >"$work/host.log" 2>&1 &
await "the host's way to the server" online
host=$(pgrep -u "$(inside id -u tester)" -f "^$name run")
list_folder
nothing_listens "$host"
kill -TERM "$host"
wait $! || fail "the host ended with $?"
say "It ended with 0 at SIGTERM; nothing listened."

say "4. As the user's service, with a systemd of its own: what the service needs besides"
inside apt-get update -q >"$work/apt.log" 2>&1
inside apt-get install -q -y --no-install-recommends systemd-sysv libpam-systemd dbus-user-session >>"$work/apt.log" 2>&1
umount "$root/proc"
mkdir -p "$root/var/lib/systemd/linger"
touch "$root/var/lib/systemd/linger/tester"
cat >"$work/service.properties" <<END
fusion.host.server=$origin
fusion.host.roots=/home/tester/files
END
install -m 600 "$work/service.properties" "$root$state/service.properties"
chown --reference="$root/home/tester" "$root$state/service.properties"
systemd-nspawn --quiet --directory="$root" --boot --keep-unit --register=no --console=pipe </dev/null >"$work/boot.log" 2>&1 &
machine=$!
leader() { first=$(pgrep -P "$machine" | head -n 1) && [ -n "$first" ]; }
await "the machine's start" leader
booted() { nsenter --all --target "$first" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 "$@"; }
of_tester() { booted setpriv --reuid=tester --regid=tester --init-groups env HOME=/home/tester USER=tester XDG_RUNTIME_DIR="/run/user/$(booted id -u tester)" "$@"; }
user_manager() { of_tester systemctl --user is-system-running 2>/dev/null | grep -qE 'running|degraded'; }
await "the user's own systemd" user_manager
of_tester systemd-analyze verify --user "/usr/lib/systemd/user/$name.service"
of_tester systemctl --user enable --now "$name"
of_tester systemctl --user --no-pager status "$name" | head -n 12
await "the service's way to the server" online
list_folder
main_pid() { of_tester systemctl --user show -P MainPID "$name"; }
before=$(main_pid)

say "5. Upgrade while it runs"
booted dpkg -i /root/newer.deb
[ "$(main_pid)" = "$before" ] || fail "the upgrade has restarted the service"
list_folder
of_tester systemctl --user daemon-reload
of_tester systemctl --user restart "$name"
await "the new version's way to the server" online
[ "$(main_pid)" != "$before" ] || fail "the service wasn't restarted"
list_folder
say "Installed: $(booted dpkg-query -W "$name"); process $before until the restart, $(main_pid) since"

say "6. It dies, and comes back"
before=$(main_pid)
booted sh -c "kill -KILL $before"
back() { [ "$(main_pid)" != "$before" ] && [ "$(main_pid)" != 0 ] && online; }
await "the service after a kill" back
list_folder

say "7. Stop, purge"
of_tester systemctl --user disable --now "$name"
await "the end of the stream" offline
booted dpkg --purge "$name"
if booted sh -c "command -v $name"; then fail "the executable is still there"; fi
[ -d "$root$state/credentials" ] || fail "the user's state is gone"
say "The user's state is still there:" && ls -A "$root$state"
say "All went well."
