# Writes who made an executable and which version it is into it: version.ps1 EXECUTABLE VERSION MANUFACTURER
#
# GraalVM makes executables without these resources. Windows shows them in the file's properties, and rules of AppLocker and
# WDAC name a product by them. rcedit (https://github.com/electron/rcedit) has to be on the PATH, or where the variable
# RCEDIT says. To be done before it is signed: a signature ends with the first byte that changes.
param(
    [Parameter(Mandatory = $true)] [string] $Executable,
    [Parameter(Mandatory = $true)] [string] $Version,
    [Parameter(Mandatory = $true)] [string] $Manufacturer
)
$ErrorActionPreference = 'Stop'

$file = (Resolve-Path -LiteralPath $Executable).Path
$name = Split-Path -Leaf $file
# Four numbers, and nothing of "-rc.1".
$numbers = ($Version -replace '[-+].*$', '') + '.0'

$rcedit = if ($env:RCEDIT) { $env:RCEDIT } else { 'rcedit' }
& $rcedit $file `
    --set-file-version $numbers `
    --set-product-version $numbers `
    --set-version-string CompanyName $Manufacturer `
    --set-version-string ProductName 'Fusion Host' `
    --set-version-string FileDescription 'Device host: runs what its server calls on this machine' `
    --set-version-string OriginalFilename $name `
    --set-version-string InternalName $name `
    --set-version-string LegalCopyright 'Apache License 2.0'
if ($LASTEXITCODE -ne 0) { throw "rcedit failed: $LASTEXITCODE" }

# The executable carries its heap behind the code: it still has to be found.
& $file version
if ($LASTEXITCODE -ne 0) { throw "$name doesn't start with its resources: $LASTEXITCODE" }
