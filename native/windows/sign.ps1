# Signs executables and installers: sign.ps1 FILE...
#
# Runs on Windows with the signtool of the Windows SDK; who signs comes from the environment alone. Either
#   WINDOWS_SIGN_THUMBPRINT   SHA-1 of a certificate in the user's store, its key in a token or not; or
#   WINDOWS_SIGN_DLIB         library of a signing service that holds the key (Azure's Trusted Signing, for one)
#   WINDOWS_SIGN_METADATA     and the file that this library reads
# and if wanted
#   WINDOWS_SIGN_TIMESTAMP    the authority that says when (RFC 3161); without one it is http://timestamp.digicert.com
#   SIGNTOOL                  where signtool.exe is; without it the newest of the SDK
param(
    [Parameter(Mandatory = $true, ValueFromRemainingArguments = $true)] [string[]] $Files
)
$ErrorActionPreference = 'Stop'

function Find-SignTool {
    if ($env:SIGNTOOL) { return $env:SIGNTOOL }
    $kits = Join-Path ${env:ProgramFiles(x86)} 'Windows Kits\10\bin'
    $newest = Get-ChildItem -Path $kits -Filter signtool.exe -Recurse |
        Where-Object { $_.FullName -match '\\x64\\' } |
        Sort-Object { [version] ($_.FullName -replace '^.*\\(\d+(\.\d+){3})\\.*$', '$1') } |
        Select-Object -Last 1
    if (-not $newest) { throw 'There is no signtool.exe: install the Windows SDK, or set SIGNTOOL.' }
    return $newest.FullName
}

$timestamp = if ($env:WINDOWS_SIGN_TIMESTAMP) { $env:WINDOWS_SIGN_TIMESTAMP } else { 'http://timestamp.digicert.com' }
$signer = if ($env:WINDOWS_SIGN_THUMBPRINT) {
    @('/sha1', $env:WINDOWS_SIGN_THUMBPRINT)
} elseif ($env:WINDOWS_SIGN_DLIB -and $env:WINDOWS_SIGN_METADATA) {
    @('/dlib', $env:WINDOWS_SIGN_DLIB, '/dmdf', $env:WINDOWS_SIGN_METADATA)
} else {
    throw 'Nobody signs: set WINDOWS_SIGN_THUMBPRINT, or WINDOWS_SIGN_DLIB and WINDOWS_SIGN_METADATA.'
}

$signtool = Find-SignTool
& $signtool sign $signer /fd SHA256 /td SHA256 /tr $timestamp /d 'Fusion Host' $Files
if ($LASTEXITCODE -ne 0) { throw "signtool sign failed: $LASTEXITCODE" }
& $signtool verify /pa /tw $Files
if ($LASTEXITCODE -ne 0) { throw "signtool verify failed: $LASTEXITCODE" }
