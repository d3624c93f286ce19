# Makes the installer of an executable: package.ps1 EXECUTABLE VERSION MANUFACTURER PACKAGE
#
# WiX 3.14 has to be installed; it says where in the variable WIX. Sign the executable before, and the package after.
param(
    [Parameter(Mandatory = $true)] [string] $Executable,
    [Parameter(Mandatory = $true)] [string] $Version,
    [Parameter(Mandatory = $true)] [string] $Manufacturer,
    [Parameter(Mandatory = $true)] [string] $Package
)
$ErrorActionPreference = 'Stop'
if (-not $env:WIX) { throw 'The variable WIX is not set: install WiX 3.14.' }

$source = Join-Path $PSScriptRoot 'fusion-host.wxs'
$file = (Resolve-Path -LiteralPath $Executable).Path
# Windows compares three numbers, and nothing of "-rc.1".
$numbers = $Version -replace '[-+].*$', ''
$object = Join-Path ([IO.Path]::GetTempPath()) 'fusion-host.wixobj'

& (Join-Path $env:WIX 'bin\candle.exe') -nologo -arch x64 `
    "-dVersion=$numbers" "-dManufacturer=$Manufacturer" "-dExecutable=$file" -out $object $source
if ($LASTEXITCODE -ne 0) { throw "candle failed: $LASTEXITCODE" }
# ICE91 warns that what is installed for one user isn't there for the others, which is the point.
& (Join-Path $env:WIX 'bin\light.exe') -nologo -sice:ICE91 -out $Package $object
if ($LASTEXITCODE -ne 0) { throw "light failed: $LASTEXITCODE" }
