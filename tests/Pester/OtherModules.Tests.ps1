#Requires -Version 5.1
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

# Modules that bring Azure.Core, MSAL or Kiota in versions of their own, and load them where every module sees them.
BeforeDiscovery {
    Import-Module "$PSScriptRoot/UserSession.psm1" -Force
    Assert-Built
    $script:others = foreach ($other in @{ Name = 'Az.Accounts'; Command = 'Get-AzContext' }, @{ Name = 'Microsoft.Graph.Authentication'; Command = 'Get-MgContext' }) {
        foreach ($order in 'before', 'after') {
            $other + @{ Order = $order; IsMissing = -not (Get-Module -ListAvailable $other.Name) }
        }
    }
}

Describe 'Beside <Name>' -ForEach $others {
    BeforeAll {
        Import-Module "$PSScriptRoot/UserSession.psm1" -Force
        Start-Emulator
    }

    AfterAll {
        Stop-Emulator
    }

    It 'starts a job when that was loaded <Order> it, and leaves that one working' -Skip:$IsMissing {
        Use-Environment @{ GRAPH_SYNCJOB_TEST_OTHER = $Name; GRAPH_SYNCJOB_TEST_COMMAND = $Command; GRAPH_SYNCJOB_TEST_ORDER = $Order } {
            Invoke-NewProcess -File "$TestDrive/beside.ps1" {
                $ErrorActionPreference = 'Stop'
                function Import-Other {
                    Import-Module $env:GRAPH_SYNCJOB_TEST_OTHER -WarningAction SilentlyContinue
                    $null = & $env:GRAPH_SYNCJOB_TEST_COMMAND -WarningAction SilentlyContinue
                }

                if ($env:GRAPH_SYNCJOB_TEST_ORDER -eq 'before') { Import-Other }
                Import-Module $env:GRAPH_SYNCJOB_TEST_MODULE
                $token = ConvertTo-SecureString $env:GRAPH_SYNCJOB_TEST_TOKEN -AsPlainText -Force
                Connect-GraphSyncJob -AccessToken $token -GraphEndpoint $env:GRAPH_SYNCJOB_TEST_ENDPOINT -NoWelcome
                if ($env:GRAPH_SYNCJOB_TEST_ORDER -eq 'after') { Import-Other }
                Get-GraphSyncJob -DisplayName 'Box' | Start-MgServicePrincipalSynchronizationJob -PassThru
                $null = & $env:GRAPH_SYNCJOB_TEST_COMMAND -WarningAction SilentlyContinue
                (Get-Module $env:GRAPH_SYNCJOB_TEST_OTHER).Name
            } | Should -Be "True`n$Name"
        }
    }
}
