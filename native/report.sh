#!/usr/bin/env bash
# Tells what the executable costs and whether it is clean. Slow or large is told; a socket that listens or a secret fails.
# With the executable of another build of the same commit it tells what differs, too.
#   report.sh [EXECUTABLE [OTHER]]
set -euo pipefail
export LC_ALL=C
here=$(cd "$(dirname "$0")" && pwd)
executable=$(realpath "${1:-$here/target/fusion-host}")
other=${2:+$(realpath "$2")}
server_jar=$here/../src/server/target/quarkus-app/quarkus-run.jar
# The server needs what the build needs.
java=''
for each in "${JAVA_HOME:-/none}/bin/java" "$(command -v java || true)" /usr/lib/jvm/*25*/bin/java; do
    if [ -x "$each" ] && "$each" --version 2>/dev/null | head -n 1 | grep -qE ' (2[5-9]|[3-9][0-9])'; then
        java=$each
        break
    fi
done
budget=$((50 * 1000 * 1000))
work=$(mktemp -d)
host='' server='' failed=0

# shellcheck disable=SC2317 # The trap calls it.
end() {
    [ -z "$host" ] || { kill "$host" && wait "$host"; } 2>/dev/null || true
    [ -z "$server" ] || { kill "$server" && wait "$server"; } 2>/dev/null || true
    rm -rf "$work"
}
trap end EXIT

row() { printf '%-22s %s\n' "$1" "$2"; }
fails() {
    row FAILED "$1"
    failed=1
}
milliseconds() { echo $((($(date +%s%N) - $1) / 1000000)); }
memory() { awk '/^(VmRSS|RssAnon|RssFile):/ {printf "%s %.1f MB  ", $1, $2 / 1000}' "/proc/$host/status"; }
appears() {
    local until=$((SECONDS + 60))
    until grep -q "$1" "$2"; do
        ((SECONDS < until)) || return 1
        sleep 0.01
    done
}

echo "--- The executable $executable"
size=$(stat -c %s "$executable")
row size "$size bytes, $((size * 100 / budget)) % of the budget of $budget: $( ((size > budget)) && echo OVER || echo under)"
row libraries "$(ldd "$executable" | awk '{print $1}' | paste -sd ' ')"
row glibc "$(objdump -T "$executable" | grep -o 'GLIBC_[0-9.]*' | sort -uV | tail -n 1 | cut -d_ -f2) or newer"

best=''
for _ in {1..10}; do
    began=$(date +%s%N)
    FUSION_HOST_HOME=$work/none "$executable" version >/dev/null
    took=$(milliseconds "$began")
    [ -n "$best" ] && ((best <= took)) || best=$took
done
row 'start ("version")' "$best ms, the best of 10"

measure() {
    "$java" -Dquarkus.http.port=0 "-Dfusion.server.data=$work/server" -jar "$server_jar" >"$work/server.log" 2>&1 &
    server=$!
    appears 'ready on http' "$work/server.log" || { fails "the server doesn't start, so nothing is measured: $(tail -n 1 "$work/server.log")"; return; }
    local origin key code began
    origin=$(sed -n 's|.*ready on \(http://[0-9a-z.]*:[0-9]*\).*|\1|p' "$work/server.log" | head -n 1)
    key=$(sed -n 's/.*Operator key[^:]*: \([^ ]*\).*/\1/p' "$work/server.log" | head -n 1)
    operator() { curl -sS --fail -H @- "$@" <<<"Authorization: Bearer $key"; }
    code=$(operator -X POST "$origin/api/operator/codes" | sed 's/.*"code":"\([^"]*\)".*/\1/')
    export FUSION_HOST_HOME=$work/host FUSION_HOST_STORE=file
    mkdir "$work/files"
    FUSION_HOST_CODE=$code "$executable" enroll --server "$origin" >/dev/null

    began=$(date +%s%N)
    "$executable" run --server "$origin" --root "$work/files" >"$work/host.log" 2>&1 &
    host=$!
    appears Connected "$work/host.log" || { fails "it doesn't connect within a minute: $(tail -n 1 "$work/host.log")"; return; }
    row 'start to connected' "$(milliseconds "$began") ms"
    sleep 5
    row 'memory, idle' "$(memory)"

    local device calls=2000 each
    device=$(operator "$origin/api/operator/devices" | sed 's/.*"id":"\([^"]*\)".*/\1/') || { fails 'the server tells no devices'; return; }
    echo 'a line' >"$work/files/a.txt"
    for ((each = 0; each < calls; each++)); do
        ((each == 0)) || echo next
        printf '%s\n' "url = $origin/api/operator/devices/$device/calls" "header = \"Authorization: Bearer $key\"" \
            'header = "Content-Type: application/json"' 'data = "{\"tool\":\"file_info\",\"input\":{\"path\":\"a.txt\"}}"' \
            "output = $work/answers/$each"
    done >"$work/calls"
    mkdir "$work/answers"
    began=$(date +%s%N)
    curl --parallel --parallel-max 8 -K "$work/calls" 2>/dev/null || true
    row 'calls, through server' "$calls of file_info, 8 at once: $((calls * 1000 / $(milliseconds "$began"))) a second"
    local answered
    answered=$({ grep -lr '"ok":true' "$work/answers" || true; } | wc -l)
    ((answered == calls)) || fails "$((calls - answered)) calls were not answered well, so the figures above say nothing"
    row 'memory, after load' "$(memory)"

    local listening
    listening=$(ss -Hlntup | grep -F "pid=$host," || true)
    if [ -z "$listening" ]; then row 'listening sockets' none; else fails "it listens: $listening"; fi
}
if command -v ss >/dev/null && [ -e "$server_jar" ] && [ -n "$java" ]; then
    measure
else
    row SKIPPED "connect, memory, sockets: ss, JDK 25 or $server_jar is missing"
fi

strings -a "$executable" >"$work/strings"
# What such secrets begin with is in the code; a secret has something behind it.
for secret in 'fht_[A-Za-z0-9_-]{20,}' 'fso_[A-Za-z0-9_-]{20,}'; do
    if grep -qE -e "$secret" "$work/strings"; then fails "something in it looks as a secret: $secret"; fi
done
# Netty's OpenSsl has a key for example.com in its source, to find out what OpenSSL can do.
public=MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQCCBtayYNDrM3NFnkBbwTd6gaWp
keys=$(grep -A1 -E -e '-----BEGIN .*PRIVATE KEY-----' "$work/strings" | grep -E '^M[A-Za-z0-9+/=]{40,}$' | grep -vxF "$public" || true)
[ -z "$keys" ] || fails "$(wc -l <<<"$keys") private keys are in it"
row secrets 'looked for tokens, operator keys and private keys'
# GraalVM keeps the variables PATH and PWD of the build with Quarkus' settings of then. No secret, but nobody's business.
row "the builder's home" "in $(grep -cF -e "$HOME/" "$work/strings" || true) strings"
grep -F -e "$HOME/" "$work/strings" | cut -c1-160 | sed 's/^/    /' || true

sections() { objdump -h "$1" | awk '$1 ~ /^[0-9]+$/ {print $2}'; }
# A section of this name, or nothing where there is none.
section() { objcopy -O binary --only-section="$2" "$1" "$work/section" && cat "$work/section"; }
if [ -n "$other" ]; then
    for each in $({ sections "$executable"; sections "$other"; } | sort -u); do
        section "$executable" "$each" >"$work/one"
        section "$other" "$each" >"$work/two"
        differing=$({ cmp -l "$work/one" "$work/two" 2>/dev/null || true; } | wc -l)
        sizes="$(stat -c %s "$work/one") and $(stat -c %s "$work/two") bytes"
        cmp -s "$work/one" "$work/two" || row "differs: $each" "$differing of $sizes"
    done
    if cmp -s "$executable" "$other"; then row 'two builds' 'the same bytes'; else row 'two builds' 'differ'; fi
fi
exit "$failed"
