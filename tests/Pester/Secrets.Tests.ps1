#Requires -Version 5.1
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

BeforeDiscovery {
    Import-Module "$PSScriptRoot/UserSession.psm1" -Force
    Assert-Built
    $script:isDesktop = $PSVersionTable.PSEdition -ne 'Core'
}

BeforeAll {
    Import-Module "$PSScriptRoot/UserSession.psm1" -Force
    Start-Emulator
    Import-BuiltModule
    Connect-Emulator
    $salesforce = Get-KnownJob 'Salesforce'
    $token = Get-Token
}

AfterAll {
    Stop-Emulator
    Disconnect-GraphSyncJob
}

Describe 'What is said about a call' {
    BeforeEach {
        Reset-Emulator
    }

    It 'is nothing, unless asked for' {
        $salesforce | Start-MgApplicationSynchronizationJob *>&1 | Should -BeNullOrEmpty
    }

    It 'is the job and its application with -Verbose' {
        $lines = $salesforce | Start-MgApplicationSynchronizationJob -Verbose 4>&1

        "$lines" | Should -BeLike "*$($salesforce.SynchronizationJobId)*$($salesforce.ApplicationId)*"
    }

    It 'is the request and the answer with $DebugPreference, without the token' {
        $DebugPreference = 'Continue'
        $lines = ($salesforce | Start-MgApplicationSynchronizationJob 5>&1 | Out-String)
        $DebugPreference = 'SilentlyContinue'

        $lines | Should -BeLike '*HTTP request: POST */start*'
        $lines | Should -BeLike '*Authorization: (redacted)*'
        $lines | Should -BeLike '*HTTP response: 204*'
        $lines | Should -BeLike "*$(@(Get-EmulatorRequest)[0].requestId)*"
        $lines.Contains($token) | Should -BeFalse
    }

    It 'is the same with -Debug' -Skip:$isDesktop {
        # Skipped on Windows PowerShell: -Debug there stops at every line to ask whether to go on. PowerShell 7 asks at warnings
        # only, and there is one: the job was started several times by now.
        $lines = ($salesforce | Start-MgApplicationSynchronizationJob -Debug -WarningAction SilentlyContinue 5>&1 | Out-String)

        $lines | Should -BeLike '*HTTP request: POST */start*'
        $lines.Contains($token) | Should -BeFalse
    }

    It 'is a context that does not hold the token' {
        $context = Get-GraphSyncJobContext

        ($context | Format-List * -Force | Out-String).Contains($token) | Should -BeFalse
        ($context | ConvertTo-Json -Depth 5).Contains($token) | Should -BeFalse
    }

    It 'is an error that does not hold the token in any of its properties' {
        Start-MgApplicationSynchronizationJob -ApplicationId 'a' -SynchronizationJobId 'j' -ErrorAction SilentlyContinue -ErrorVariable failure

        foreach ($part in $failure[0], $failure[0].Exception, $failure[0].InvocationInfo, $failure[0].TargetObject) {
            ($part | Format-List * -Force | Out-String -Width 4096).Contains($token) | Should -BeFalse
        }
    }
}

Describe 'A transcript of a whole session' {
    BeforeAll {
        $null = Invoke-NewProcess -File "$TestDrive/session.ps1" {
            $VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
            $null = Start-Transcript -Path (Join-Path $PSScriptRoot 'transcript.txt')
            Import-Module $env:GRAPH_SYNCJOB_TEST_MODULE
            $token = ConvertTo-SecureString $env:GRAPH_SYNCJOB_TEST_TOKEN -AsPlainText -Force
            Connect-GraphSyncJob -AccessToken $token -GraphEndpoint $env:GRAPH_SYNCJOB_TEST_ENDPOINT
            Get-GraphSyncJobContext | Format-List *
            Start-MgApplicationSynchronizationJob -ApplicationId 'a' -SynchronizationJobId 'j'
            $Error[0] | Format-List * -Force
            $Error[0].Exception | Format-List * -Force
            Disconnect-GraphSyncJob
            $null = Stop-Transcript
        }
        $transcript = Get-Content -LiteralPath "$TestDrive/transcript.txt" -Raw
    }

    It 'shows what was done' {
        $transcript | Should -BeLike '*Connected to http://127.0.0.1:*'
        $transcript | Should -BeLike '*HTTP request: POST *'
        $transcript | Should -BeLike '*Request_ResourceNotFound*'
    }

    It 'does not show the token' {
        ($transcript -replace '\s', '').Contains($token) | Should -BeFalse
    }
}
