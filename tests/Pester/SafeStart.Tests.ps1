#Requires -Version 5.1
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

BeforeAll {
    Import-Module "$PSScriptRoot/UserSession.psm1" -Force
    Start-Emulator
    Import-BuiltModule
    Connect-Emulator
    $workday = Get-KnownJob 'Workday'
    $salesforce = Get-KnownJob 'Salesforce'
    $box = Get-KnownJob 'Box'
}

AfterAll {
    Stop-Emulator
    Disconnect-GraphSyncJob
}

Describe 'Starting with care' {
    BeforeEach {
        Reset-Emulator
    }

    It 'leaves a job alone that runs, and starts one that does not' {
        $workday, $box | Start-MgApplicationSynchronizationJob -SkipIfRunning -PassThru | Should -Be $false, $true

        (Get-EmulatorJob 'Workday').starts | Should -Be 0
        (Get-EmulatorJob 'Box').starts | Should -Be 1
    }

    It 'says in detail what was done' {
        $start = $workday | Start-MgApplicationSynchronizationJob -SkipIfRunning -Detailed

        $start.Started | Should -BeFalse
        $start.Reason | Should -BeLike 'It runs already*'
        $start.Status.Code | Should -Be 'Active'
    }

    It 'offers what it writes in detail after the pipe' {
        $line = 'Start-MgApplicationSynchronizationJob -Detailed | ForEach-Object { $_.Rea'

        [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText | Should -Be 'Reason'
    }

    It 'refuses one start too many where the preference says so' {
        $job = @{ ApplicationId = $salesforce.ApplicationId; SynchronizationJobId = $salesforce.SynchronizationJobId }
        1..3 | ForEach-Object { Start-MgApplicationSynchronizationJob @job }

        $PSDefaultParameterValues = @{ 'Start-Mg*SynchronizationJob:FailOnStartStorm' = $true }
        Start-MgApplicationSynchronizationJob @job -ErrorAction SilentlyContinue -ErrorVariable failure

        $failure[0].FullyQualifiedErrorId | Should -BeLike 'StartStorm,*'
        (Get-EmulatorJob 'Salesforce').starts | Should -Be 3
    }
}

Describe 'Waiting for jobs' {
    BeforeEach {
        Reset-Emulator
    }

    It 'writes those that are there and an error for each of the others' {
        $jobs = $workday, $salesforce, $box | Wait-MgApplicationSynchronizationJob -TimeoutSec 0 -ErrorAction SilentlyContinue -ErrorVariable late

        $jobs.Id | Should -Be $workday.SynchronizationJobId
        $late.FullyQualifiedErrorId | ForEach-Object { $_.Split(',')[0] } | Sort-Object | Should -Be 'JobPaused', 'JobQuarantined'
    }
}

Describe 'Repairing a job' {
    BeforeEach {
        Reset-Emulator
    }

    It 'does not start one whose credentials are bad' {
        $report = $salesforce | Repair-GraphSyncJob

        $report.Outcome | Should -Be 'CredentialsInvalid'
        ($report | Format-Table | Out-String) | Should -BeLike '*CredentialsInvalid*'
        (Get-EmulatorJob 'Salesforce').starts | Should -Be 0
    }

    It 'starts one whose credentials are good' {
        Set-MgApplicationSynchronizationSecret -ApplicationId $salesforce.ApplicationId -Value @{ UserName = 'provisioning'; Password = 'good' }

        ($salesforce | Repair-GraphSyncJob -TimeoutSec 0).Outcome | Should -Be 'Started'

        (Get-EmulatorJob 'Salesforce').starts | Should -Be 1
    }
}
