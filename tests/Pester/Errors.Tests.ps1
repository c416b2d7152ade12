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
}

AfterAll {
    Stop-Emulator
    Disconnect-GraphSyncJob
}

Describe 'A job that Graph does not know' {
    BeforeAll {
        Reset-Emulator
        $given = @{ ApplicationId = $salesforce.ApplicationId; SynchronizationJobId = 'no-such-job' }
        $given | Start-MgApplicationSynchronizationJob -ErrorAction SilentlyContinue -ErrorVariable failures
        $failure = $failures[0]
        $request = @(Get-EmulatorRequest)[-1]
    }

    It 'is one error' {
        $failures.Count | Should -Be 1
    }

    It 'has the code of Graph as its id' {
        $failure.FullyQualifiedErrorId | Should -Be 'Request_ResourceNotFound,Graph.SyncJob.Commands.StartMgApplicationSynchronizationJobCommand'
    }

    It 'is in the category of what was not found' {
        $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure.CategoryInfo.Activity | Should -Be 'Start-MgApplicationSynchronizationJob'
    }

    It 'holds the job as its target' {
        $failure.TargetObject.ApplicationId | Should -Be $salesforce.ApplicationId
        $failure.TargetObject.SynchronizationJobId | Should -Be 'no-such-job'
        "$($failure.TargetObject)" | Should -Be "ApplicationId '$($salesforce.ApplicationId)', SynchronizationJobId 'no-such-job'"
    }

    It 'says what was not done, to which job, why, and which request to ask support about' {
        "$failure" | Should -BeLike (
            "Could not start synchronization job 'no-such-job' of application '$($salesforce.ApplicationId)': " +
            "``[Request_ResourceNotFound``] *(HTTP 404, request-id $($request.requestId), *Z)")
    }

    It 'says what to do next' {
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*object id, not its appId*'
    }

    It 'has the parts as properties, for a script' {
        $exception = $failure.Exception

        $exception | Should -BeOfType Graph.SyncJob.GraphRequestException
        $exception.Code | Should -Be 'Request_ResourceNotFound'
        $exception.StatusCode | Should -Be 404
        $exception.RequestId | Should -Be $request.requestId
        $exception.ClientRequestId | Should -Be $request.clientRequestId
        $exception.Date | Should -BeOfType DateTimeOffset
    }

    It 'shows all of it in the window' {
        $shown = Invoke-NewProcess -File "$TestDrive/shown.ps1" {
            Import-Module $env:GRAPH_SYNCJOB_TEST_MODULE
            $token = ConvertTo-SecureString $env:GRAPH_SYNCJOB_TEST_TOKEN -AsPlainText -Force
            Connect-GraphSyncJob -AccessToken $token -GraphEndpoint $env:GRAPH_SYNCJOB_TEST_ENDPOINT -NoWelcome
            Start-MgApplicationSynchronizationJob -ApplicationId 'the-application' -SynchronizationJobId 'no-such-job'
        }

        # The window breaks lines where it likes, within words in Windows PowerShell, and marks them with a bar in PowerShell 7.
        $text = $shown -replace '[\s|]', ''
        $text | Should -BeLike "*Couldnotstartsynchronizationjob'no-such-job'ofapplication'the-application'*"
        $text | Should -BeLike '*Request_ResourceNotFound*HTTP404,request-id*'
    }
}

Describe 'A Graph that is not there' {
    BeforeAll {
        Connect-GraphSyncJob -AccessToken (Get-SecureToken) -GraphEndpoint (Get-ClosedAddress) -NoWelcome
        $salesforce | Start-MgApplicationSynchronizationJob -PassThru -ErrorAction SilentlyContinue -ErrorVariable failures -OutVariable written
        $failure = $failures[0]
    }

    AfterAll {
        Connect-Emulator
    }

    It 'is an error of the connection, and nothing was sent' {
        $written | Should -BeNullOrEmpty
        $failures.Count | Should -Be 1
        $failure.FullyQualifiedErrorId | Should -Be 'ConnectionFailed,Graph.SyncJob.Commands.StartMgApplicationSynchronizationJobCommand'
        $failure.CategoryInfo.Category | Should -Be 'ConnectionError'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Nothing was sent*'
    }

    It 'names the job that was not started' {
        "$failure" | Should -BeLike "*$($salesforce.SynchronizationJobId)*"
    }
}

Describe 'Errors of PowerShell itself' {
    It 'name the parameter that is missing' {
        $shown = Invoke-NewProcess -File "$TestDrive/missing.ps1" {
            Import-Module $env:GRAPH_SYNCJOB_TEST_MODULE
            Start-MgApplicationSynchronizationJob -ApplicationId 'a'
        }

        $shown -replace '[\s|]', '' | Should -BeLike '*missingmandatoryparameters:SynchronizationJobId*'
    }

    It 'do not reach the error stream of a call that succeeds' {
        $salesforce | Start-MgApplicationSynchronizationJob 2>&1 | Should -BeNullOrEmpty
        $salesforce | Start-MgApplicationSynchronizationJob -ErrorVariable failures

        $failures | Should -BeNullOrEmpty
        $? | Should -BeTrue
    }

    It 'leave $? false after a call that failed' {
        Start-MgApplicationSynchronizationJob -ApplicationId 'a' -SynchronizationJobId 'no-such-job' -ErrorAction SilentlyContinue
        $succeeded = $?

        $succeeded | Should -BeFalse
    }
}
