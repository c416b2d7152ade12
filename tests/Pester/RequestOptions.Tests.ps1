#Requires -Version 5.1
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

BeforeDiscovery {
    Import-Module "$PSScriptRoot/UserSession.psm1" -Force
    Assert-Built
}

BeforeAll {
    Import-Module "$PSScriptRoot/UserSession.psm1" -Force
    Start-Emulator
    Import-BuiltModule
    Connect-Emulator
    $salesforce = Get-KnownJob 'Salesforce'
    $box = Get-KnownJob 'Box'
}

AfterAll {
    Stop-Emulator
    Disconnect-GraphSyncJob
}

Describe '-Headers' {
    BeforeEach {
        Reset-Emulator
    }

    It 'travel with the request' {
        $salesforce | Start-MgApplicationSynchronizationJob -Headers @{ 'X-Reason' = 'night run'; 'X-Number' = 7 }

        $sent = @(Get-EmulatorRequest)[0].headers
        $sent.'X-Reason' | Should -Be 'night run'
        $sent.'X-Number' | Should -Be '7'
    }

    It 'travel with every request of a pipeline' {
        $salesforce, $box | Start-MgApplicationSynchronizationJob -Headers @{ 'X-Reason' = 'night run' }

        (Get-EmulatorRequest).headers.'X-Reason' | Should -Be 'night run', 'night run'
    }

    It 'set the client-request-id, to find the request again' {
        $salesforce | Start-MgApplicationSynchronizationJob -Headers ([ordered]@{ 'client-request-id' = 'c0ffee00-0000-4000-8000-000000000001' })

        @(Get-EmulatorRequest)[0].clientRequestId | Should -Be 'c0ffee00-0000-4000-8000-000000000001'
    }

    It 'are not made of the keys of a job' {
        @{ ApplicationId = $salesforce.ApplicationId; SynchronizationJobId = $salesforce.SynchronizationJobId } | Start-MgApplicationSynchronizationJob

        @(Get-EmulatorRequest)[0].headers.PSObject.Properties.Name | Should -Not -Contain 'ApplicationId'
    }

    It 'that are not to be sent end the call before anything is: <What>' -TestCases @(
        @{ What = 'Authorization'; Headers = @{ Authorization = 'Bearer other' } }
        @{ What = 'Host'; Headers = @{ host = 'elsewhere' } }
        @{ What = 'Content-Type'; Headers = @{ 'Content-Type' = 'text/plain' } }
        @{ What = 'a line break'; Headers = @{ 'X-A' = "b`r`nX-Injected: c" } }
        @{ What = 'a name with a space'; Headers = @{ 'X A' = 'b' } }
        @{ What = 'no value'; Headers = @{ 'X-A' = $null } }
    ) {
        { $salesforce | Start-MgApplicationSynchronizationJob -Headers $Headers } |
            Should -Throw "Headers can't be sent:*Nothing was sent." -ErrorId 'HeaderInvalid,Graph.SyncJob.Commands.StartMgApplicationSynchronizationJobCommand'
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }
}

Describe '-ResponseHeadersVariable' {
    BeforeEach {
        Reset-Emulator
    }

    It 'receives the headers of the answer, by names in any case' {
        $salesforce | Start-MgApplicationSynchronizationJob -ResponseHeadersVariable answer

        "$($answer['request-id'])" | Should -Be @(Get-EmulatorRequest)[0].requestId
        "$($answer['REQUEST-ID'])" | Should -Be @(Get-EmulatorRequest)[0].requestId
        $answer.Keys | Should -Contain 'Date'
    }

    It 'receives them of a refusal too' {
        Start-MgApplicationSynchronizationJob -ApplicationId 'a' -SynchronizationJobId 'j' -RHV answer -ErrorAction SilentlyContinue

        "$($answer['request-id'])" | Should -Be @(Get-EmulatorRequest)[0].requestId
    }

    It 'holds those of the last answer after a pipeline' {
        $salesforce, $box | Start-MgApplicationSynchronizationJob -ResponseHeadersVariable answer

        "$($answer['request-id'])" | Should -Be @(Get-EmulatorRequest)[-1].requestId
    }

    It 'is left alone by -WhatIf' {
        $answer = 'mine'
        $salesforce | Start-MgApplicationSynchronizationJob -ResponseHeadersVariable answer -WhatIf

        $answer | Should -Be 'mine'
    }
}

Describe '-Proxy' {
    BeforeEach {
        Reset-Emulator
    }

    It 'that is no web address is refused before anything is sent' {
        { $salesforce | Start-MgApplicationSynchronizationJob -Proxy 'ftp://proxy.contoso.com' } | Should -Throw -ErrorId 'ProxyInvalid,*'
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'is asked for when only its credential was given' {
        { $salesforce | Start-MgApplicationSynchronizationJob -ProxyUseDefaultCredentials } | Should -Throw -ErrorId 'ProxyMissing,*'
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }
}
