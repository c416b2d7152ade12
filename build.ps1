<#
.SYNOPSIS
Builds, tests, packs and publishes Graph.SyncJob, or opens its sandbox.

.DESCRIPTION
For PowerShell 7.4 or later and Windows PowerShell 5.1, with the .NET SDK that global.json names. Nothing here is more than a shorthand:
each task says which dotnet command it runs, and the same command works without this script.

The exit code is 0 when every step succeeded; the first step that fails ends the script with the exit code of that step.

.PARAMETER Task
Build    builds the solution, and with it the module in artifacts/module/Graph.SyncJob.
Test     builds, runs the .NET tests, and then the tests in tests/Pester in this edition of PowerShell.
Package  builds, checks the manifest and, where PSScriptAnalyzer is installed, the scripts, and packs the module into artifacts/*.nupkg.
Publish  sends the package in artifacts to the PowerShell Gallery; -WhatIf says what would be sent. It packs nothing: run Package before.
Sandbox  opens a prompt with the module imported and a local Graph to run it against.

.PARAMETER Configuration
Debug or Release.

.PARAMETER ApiKey
The key for Publish, which the gallery gives its users.

.PARAMETER Repository
Where Publish sends the package to: a repository that Register-PSResourceRepository made known.

.PARAMETER Arguments
Whatever else there is, for the sandbox: --tour, --help, or a script and its arguments. What begins with a single dash comes after --.

.EXAMPLE
./build.ps1

Builds the module: Import-Module ./artifacts/module/Graph.SyncJob takes it from there.

.EXAMPLE
./build.ps1 Test -Configuration Release

Runs all tests on what is to be released.

.EXAMPLE
./build.ps1 Package -Configuration Release
./build.ps1 Publish -ApiKey (Read-Host -AsSecureString 'Key') -WhatIf

Packs what is to be released, and says what would be published.

.EXAMPLE
./build.ps1 Sandbox --tour

Shows the module at work, without a tenant.

.EXAMPLE
./build.ps1 Sandbox -- ./runbook.ps1 -Reason 'night run'

Runs a script of your own against the local Graph.
#>
[CmdletBinding(SupportsShouldProcess = $true)]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Package', 'Publish', 'Sandbox')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug',

    [securestring] $ApiKey,

    [string] $Repository = 'PSGallery',

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

# What the gallery would refuse, or its users stumble over.
function Assert-Module {
    Write-Host '> Test-ModuleManifest' -ForegroundColor Cyan
    $module = Test-ModuleManifest artifacts/module/Graph.SyncJob/Graph.SyncJob.psd1
    Write-Host "  $($module.Name) $($module.Version), $($module.ExportedCmdlets.Count) cmdlets"

    if (-not (Get-Module -ListAvailable PSScriptAnalyzer)) {
        Write-Warning 'The scripts were NOT analysed: PSScriptAnalyzer is not installed. To install it: Install-Module PSScriptAnalyzer -Scope CurrentUser'
        return
    }

    # What is left out is a matter of taste here: this script talks to its user, and Pester's blocks share variables.
    $leftOut = 'PSAvoidUsingWriteHost', 'PSUseDeclaredVarsMoreThanAssignments'
    $found = @('artifacts/module/Graph.SyncJob', 'examples', 'build.ps1' |
        ForEach-Object { Invoke-ScriptAnalyzer -Path $_ -Recurse -Severity Error, Warning -ExcludeRule $leftOut })
    if ($found) {
        $found | ForEach-Object { $Host.UI.WriteErrorLine("$($_.ScriptName)($($_.Line)): $($_.RuleName): $($_.Message)") }
        exit 1
    }
}

# Publish-PSResource takes the key in this process: on the command line of another one, others on this machine could read it.
function Publish-Package {
    $packages = @(Get-ChildItem artifacts/Graph.SyncJob.*.nupkg -ErrorAction SilentlyContinue)
    if ($packages.Count -ne 1) {
        $Host.UI.WriteErrorLine("There must be one package in artifacts, and there are $($packages.Count). To pack: ./build.ps1 Package -Configuration Release")
        exit 1
    }

    if (-not $PSCmdlet.ShouldProcess($Repository, "Publish $($packages[0].Name)")) {
        return
    }

    if (-not $ApiKey) {
        $Host.UI.WriteErrorLine('Publish needs -ApiKey. To be asked for it: -ApiKey (Read-Host -AsSecureString)')
        exit 2
    }

    $publish = Get-Command Publish-PSResource -ErrorAction SilentlyContinue
    if (-not $publish -or -not $publish.Parameters.ContainsKey('NupkgPath')) {
        $Host.UI.WriteErrorLine('Publish needs Microsoft.PowerShell.PSResourceGet 1.1 or later. To install it: Install-Module Microsoft.PowerShell.PSResourceGet -Scope CurrentUser')
        exit 1
    }

    $key = [System.Net.NetworkCredential]::new('', $ApiKey).Password
    Publish-PSResource -NupkgPath $packages[0].FullName -Repository $Repository -ApiKey $key -Verbose:$false -Confirm:$false
    Write-Host "  $($packages[0].Name) is published to $Repository." -ForegroundColor Green
}

if ($Arguments -and $Task -ne 'Sandbox') {
    $Host.UI.WriteErrorLine("The task $Task takes no arguments, and was given: $Arguments")
    exit 2
}

if ($Task -eq 'Publish') {
    Push-Location -LiteralPath $PSScriptRoot
    try {
        Publish-Package
    }
    finally {
        Pop-Location
    }

    exit 0
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
    elseif ($Task -eq 'Package') {
        Assert-Module
        Remove-Item artifacts/Graph.SyncJob.*.nupkg -WhatIf:$false -Confirm:$false
        Invoke-Step dotnet 'pack', 'build/Graph.SyncJob.Package', '-c', $Configuration, '--no-build', '-o', 'artifacts'
    }
}
finally {
    Pop-Location
}

# Without this the code would be that of whatever ran last.
exit 0
