# Runs tests/Pester in this PowerShell, and fails where it is not the one that was meant.
param([Parameter(Mandatory)] [version] $Version)

$ErrorActionPreference = 'Stop'
$actual = $PSVersionTable.PSVersion
if ($actual.Major -ne $Version.Major -or $actual.Minor -ne $Version.Minor) {
    throw "This is PowerShell $actual, and $Version was meant."
}

Install-Module Pester -RequiredVersion 5.7.1 -Scope CurrentUser -Force -SkipPublisherCheck
Import-Module Pester -RequiredVersion 5.7.1

# The newest, as users have them: some tests have the module meet what they load.
Install-Module Az.Accounts, Microsoft.Graph.Authentication -Scope CurrentUser -Force -AllowClobber

$root = Split-Path (Split-Path $PSScriptRoot)
$results = Join-Path $root 'artifacts/test-results'
$null = New-Item -ItemType Directory -Force $results

$configuration = New-PesterConfiguration
$configuration.Run.Path = Join-Path $root 'tests/Pester'
$configuration.Run.Exit = $true
$configuration.TestResult.Enabled = $true
$configuration.TestResult.OutputPath = Join-Path $results "pester-$Version.xml"
Invoke-Pester -Configuration $configuration
