<#
.SYNOPSIS
Builds and tests Graph.SyncJob, or opens its sandbox.

.DESCRIPTION
For PowerShell 7.4 or later and Windows PowerShell 5.1, with the .NET SDK that global.json names. Nothing here is more than a shorthand:
each task says which dotnet command it runs, and the same command works without this script.

The exit code is 0 when every step succeeded; the first step that fails ends the script with the exit code of that step.

.PARAMETER Task
Build    builds the solution, and with it the module in artifacts/module/Graph.SyncJob.
Test     builds, runs the .NET tests, and then the tests in tests/Pester in this edition of PowerShell.
Sandbox  opens a prompt with the module imported and a local Graph to run it against.

.PARAMETER Configuration
Debug or Release.

.PARAMETER Arguments
Whatever else there is, for the sandbox: --tour, --help, or a script and its arguments. What begins with a single dash comes after --.

.EXAMPLE
./build.ps1

Builds the module: Import-Module ./artifacts/module/Graph.SyncJob takes it from there.

.EXAMPLE
./build.ps1 Test -Configuration Release

Runs all tests on what is to be released.

.EXAMPLE
./build.ps1 Sandbox --tour

Shows the module at work, without a tenant.

.EXAMPLE
./build.ps1 Sandbox -- ./runbook.ps1 -Reason 'night run'

Runs a script of your own against the local Graph.
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Sandbox')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug',

    [Parameter(ValueFromRemainingArguments = $true)]
    [string[]] $Arguments
)

$ErrorActionPreference = 'Stop'

# Exit codes are looked at below, and passed on as they are.
$PSNativeCommandUseErrorActionPreference = $false

# Runs a command and shows it. A failure ends this script, with the exit code of the command.
function Invoke-Step([string] $Command, [string[]] $With) {
    Write-Host "> $([System.IO.Path]::GetFileNameWithoutExtension($Command)) $With" -ForegroundColor Cyan
    & $Command @With
    if ($LASTEXITCODE -ne 0) {
        exit $LASTEXITCODE
    }
}

# A new process of this PowerShell: an assembly that a session has imported can't be unloaded, nor built again on Windows.
function Invoke-PesterTest {
    $pester = Get-Module -ListAvailable Pester | Where-Object Version -ge '5.0.0'
    if (-not $pester) {
        Write-Warning ('The tests in tests/Pester did NOT run: they need Pester 5, which is not installed. ' +
            'To install it: Install-Module Pester -MinimumVersion 5.0.0 -Scope CurrentUser -Force -SkipPublisherCheck')
        return
    }

    $name = 'pwsh'
    if ($PSVersionTable.PSEdition -ne 'Core') {
        $name = 'powershell'
    }

    $powershell = (Get-Process -Id $PID).Path
    if ([System.IO.Path]::GetFileNameWithoutExtension($powershell) -ne $name) {
        $powershell = Join-Path $PSHOME $name
    }

    $run = 'Import-Module Pester -MinimumVersion 5.0.0; $run = Invoke-Pester tests/Pester -PassThru; exit [int]($run.Result -ne ''Passed'')'
    Invoke-Step $powershell '-NoProfile', '-NonInteractive', '-Command', $run
}

if ($Arguments -and $Task -ne 'Sandbox') {
    $Host.UI.WriteErrorLine("The task $Task takes no arguments, and was given: $Arguments")
    exit 2
}

if (-not (Get-Command dotnet -CommandType Application -ErrorAction SilentlyContinue)) {
    $Host.UI.WriteErrorLine('There is no dotnet command on the PATH. Install the .NET SDK: https://dot.net/download')
    exit 1
}

if ($Task -eq 'Sandbox') {
    # From where the caller is: the path of a script is meant from there.
    & dotnet run --project (Join-Path $PSScriptRoot 'src/Graph.SyncJob.Sandbox') -c $Configuration -- @Arguments
    exit $LASTEXITCODE
}

# global.json, which chooses the SDK and the test runner, counts only for commands that run in its folder.
Push-Location -LiteralPath $PSScriptRoot
try {
    Invoke-Step dotnet 'build', 'Graph.SyncJob.sln', '-c', $Configuration
    if ($Task -eq 'Test') {
        Invoke-Step dotnet 'test', '--solution', 'Graph.SyncJob.sln', '-c', $Configuration, '--no-build'
        Invoke-PesterTest
    }
}
finally {
    Pop-Location
}

# Without this the code would be that of whatever ran last.
exit 0
