#!/usr/bin/env bash
# Checks what can't be run on this machine: packaging, policies and workflows of other systems. What it has no tool for it skips,
# and says so; what is wrong ends it with 1. FUSION_HOST_CHECK_ALL=true has it fail for what is skipped, too.
set -uo pipefail
cd "$(dirname "$0")/.." || exit

failed=0
skipped=0

# check WHAT COMMAND...: runs a command, quiet unless it fails.
check() {
    local what=$1 said
    shift
    if said=$("$@" 2>&1); then
        echo "ok       $what"
    else
        echo "FAILED   $what"
        echo "$said"
        failed=1
    fi
}

# has TOOL WHAT: whether a tool is there; if not, what isn't checked for that.
has() {
    command -v "$1" >/dev/null && return
    echo "SKIPPED  $2: no $1 here"
    skipped=1
    return 1
}

files() { git ls-files --cached --others --exclude-standard -- "$@"; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if has shellcheck 'shell scripts'; then
    mapfile -t scripts < <(files '*.sh' .ci/run)
    check 'shell scripts: shellcheck' shellcheck "${scripts[@]}"
fi

if has python3 'property lists, XML, YAML, the pins of actions'; then
    mapfile -t lists < <(files 'native/macos/*.plist' 'native/macos/*.mobileconfig')
    check 'property lists parse' python3 - "${lists[@]}" <<'PYTHON'
import plistlib, sys
for file in sys.argv[1:]:
    with open(file, "rb") as stream:
        plistlib.load(stream)
PYTHON

    check "the agent of launchd is the one that \"service install\" writes" python3 - <<'PYTHON'
import plistlib, re, sys
source = open("src/agent/src/main/java/dev/fusionhost/agent/service/Launchd.java", encoding="utf-8").read()
written = re.search(r'PLIST =\s+"""\n(.*?)"""', source, re.S).group(1)
with open("native/macos/dev.fusionhost.fusion-host.plist", "rb") as stream:
    ours = plistlib.load(stream)
words = "".join(f"<string>{word}</string>" for word in ours["ProgramArguments"])
log = ours["StandardOutPath"]
# Label, arguments, log, and the log again.
written = re.sub(r"^ {12}", "", written, flags=re.M).replace("%3$s", log)
for value in (ours["Label"], words, log):
    written = written.replace("%s", value, 1)
theirs = plistlib.loads(written.encode())
if theirs != ours:
    sys.exit(f"ours:   {ours}\ntheirs: {theirs}")
PYTHON

    mapfile -t documents < <(files 'native/windows/*.xml' 'native/windows/*.wxs')
    check 'rules and the source of the installer are well-formed' python3 - "${documents[@]}" <<'PYTHON'
import sys, xml.dom.minidom
for file in sys.argv[1:]:
    xml.dom.minidom.parse(file)
PYTHON

    mapfile -t workflows < <(files '.github/workflows/*.yml')
    check 'actions are pinned by a commit, and say their version' python3 - "${workflows[@]}" <<'PYTHON'
import re, sys
for file in sys.argv[1:]:
    for number, line in enumerate(open(file, encoding="utf-8"), 1):
        if "uses:" in line and not re.search(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line.rstrip()):
            sys.exit(f"{file}:{number}: {line.strip()}")
PYTHON

    if python3 -c 'import yaml' 2>/dev/null; then
        mapfile -t settings < <(files '.github/*.yml')
        check 'YAML parses' python3 - "${settings[@]}" <<'PYTHON'
import sys, yaml
for file in sys.argv[1:]:
    with open(file, encoding="utf-8") as stream:
        yaml.safe_load(stream)
PYTHON
    else
        echo "SKIPPED  YAML: this python3 has no yaml"
        skipped=1
    fi
fi

if has actionlint 'workflows'; then
    check 'workflows: actionlint' actionlint
fi

if has wixl "the installer of Windows"; then
    echo 'not a program' >"$work/fusion-host.exe"
    source=$PWD/native/windows/fusion-host.wxs
    # It takes no absolute path for what it packs.
    check 'the installer of Windows: wixl' env -C "$work" wixl --arch x64 --define Wixl=yes --define Version=1.2.3 \
        --define Manufacturer=Nobody --define Executable=fusion-host.exe --output installer.msi "$source"
fi

if has pwsh 'scripts of Windows'; then
    # shellcheck disable=SC2016 # The variables are PowerShell's.
    check 'scripts of Windows parse' pwsh -NoProfile -Command '
        foreach ($file in Get-ChildItem native/windows/*.ps1) {
            $errors = $null
            [void][Management.Automation.Language.Parser]::ParseFile($file, [ref]$null, [ref]$errors)
            if ($errors) { $errors; exit 1 }
        }'
fi

if [[ ${FUSION_HOST_CHECK_ALL-} == true ]]; then
    exit $((failed | skipped))
fi
exit "$failed"
