#Requires -Version 5.1
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

BeforeDiscovery {
    Import-Module "$PSScriptRoot/UserSession.psm1" -Force
    Assert-Built
    $script:cmdlets = @(
        @{ Cmdlet = 'Start-MgApplicationSynchronizationJob'; Version = 'v1.0' }
        @{ Cmdlet = 'Start-MgBetaApplicationSynchronizationJob'; Version = 'beta' }
    )
}

BeforeAll {
    Import-Module "$PSScriptRoot/UserSession.psm1" -Force

    # The tests start the same two jobs over and over, which is warned of.
    $WarningPreference = 'SilentlyContinue'
    Start-Emulator
    Import-BuiltModule
    Connect-Emulator
    $salesforce = Get-KnownJob 'Salesforce'
    $box = Get-KnownJob 'Box'
    $gitHub = Get-KnownJob 'GitHub Enterprise Cloud'
    $both = @{ ApplicationId = $salesforce.ApplicationId; SynchronizationJobId = $salesforce.SynchronizationJobId }
    $unknown = @{ ApplicationId = $salesforce.ApplicationId; SynchronizationJobId = 'no-such-job' }
}

AfterAll {
    Stop-Emulator
    Disconnect-GraphSyncJob
}

Describe '<Cmdlet>' -ForEach $cmdlets {
    BeforeEach {
        Reset-Emulator
    }

    It 'sends one POST to the start action of this job under /<Version>, and writes nothing' {
        & $Cmdlet -ApplicationId $salesforce.ApplicationId -SynchronizationJobId $salesforce.SynchronizationJobId | Should -BeNullOrEmpty

        $request = @(Get-EmulatorRequest)
        $request.Count | Should -Be 1
        $request[0].method | Should -Be 'POST'
        $request[0].target |
            Should -Be "/$Version/applications/$($salesforce.ApplicationId)/synchronization/jobs/$($salesforce.SynchronizationJobId)/start"
        $request[0].bodyLength | Should -Be 0
    }

    It 'takes the job from the pipeline' {
        $both | & $Cmdlet -PassThru | Should -BeTrue

        (Get-EmulatorJob 'Salesforce').starts | Should -Be 1
    }

    It 'names itself in an error' {
        & $Cmdlet @unknown -ErrorAction SilentlyContinue -ErrorVariable failure

        $failure[0].CategoryInfo.Activity | Should -Be $Cmdlet
    }
}

Describe 'Starting a job' {
    BeforeEach {
        Reset-Emulator
    }

    It 'lifts it out of quarantine' {
        (Get-EmulatorJob 'Salesforce').status.code | Should -Be 'Quarantine'

        Start-MgApplicationSynchronizationJob @both

        (Get-EmulatorJob 'Salesforce').status.code | Should -Be 'Active'
    }

    It 'lets a paused one go on' {
        $box | Start-MgApplicationSynchronizationJob

        (Get-EmulatorJob 'Box').status.code | Should -Be 'Active'
    }

    It 'works for an id that is no GUID' {
        Start-MgApplicationSynchronizationJob -ApplicationId $gitHub.ApplicationId -SynchronizationJobId $gitHub.SynchronizationJobId -PassThru | Should -BeTrue
    }

    It 'writes $true with -PassThru, a boolean' {
        $written = Start-MgApplicationSynchronizationJob @both -PassThru

        $written | Should -BeOfType bool
        $written | Should -BeTrue
    }

    It 'takes its ids by splatting, beside others by name' {
        Start-MgApplicationSynchronizationJob @both -PassThru | Should -BeTrue
    }

    It 'takes its ids by name only, so that they cannot be mixed up' {
        { Start-MgApplicationSynchronizationJob $salesforce.ApplicationId $salesforce.SynchronizationJobId } |
            Should -Throw -ErrorId 'PositionalParameterNotFound,*'
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'does not mix ids with an object' {
        { Start-MgApplicationSynchronizationJob @both -InputObject $both } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'takes defaults from $PSDefaultParameterValues' {
        $PSDefaultParameterValues = @{
            'Start-Mg*SynchronizationJob:ApplicationId' = $salesforce.ApplicationId
            'Start-Mg*SynchronizationJob:PassThru'      = $true
        }

        Start-MgApplicationSynchronizationJob -SynchronizationJobId $salesforce.SynchronizationJobId | Should -BeTrue
    }

    It 'ends up in -OutVariable and -PipelineVariable as other cmdlets do' {
        $null = Start-MgApplicationSynchronizationJob @both -PassThru -OutVariable kept
        $seen = Start-MgApplicationSynchronizationJob @both -PassThru -PipelineVariable each | ForEach-Object { $each }

        $kept | Should -BeTrue
        $seen | Should -BeTrue
    }
}

Describe 'A pipeline of several jobs' {
    BeforeEach {
        Reset-Emulator
    }

    It 'starts each, in order' {
        $written = $salesforce, $box, $gitHub | Start-MgApplicationSynchronizationJob -PassThru

        $written | Should -Be $true, $true, $true
        (Get-EmulatorRequest).jobId | Should -Be $salesforce.SynchronizationJobId, $box.SynchronizationJobId, $gitHub.SynchronizationJobId
    }

    It 'goes on after one that fails, and tells of that one alone' {
        $written = $salesforce, $unknown, $box | Start-MgApplicationSynchronizationJob -PassThru -ErrorAction SilentlyContinue -ErrorVariable failures

        $written | Should -Be $true, $true
        $failures.Count | Should -Be 1
        "$($failures[0])" | Should -BeLike "*'no-such-job'*"
        $failures[0].TargetObject.SynchronizationJobId | Should -Be 'no-such-job'
    }

    It 'goes on after one that names no job' {
        $written = $salesforce, @{ JobId = 'j' }, $null, 5, $box | Start-MgApplicationSynchronizationJob -PassThru -ErrorAction SilentlyContinue -ErrorVariable failures

        $written | Should -Be $true, $true
        $failures.Count | Should -Be 3
    }

    It 'stops at the first that fails with -ErrorAction Stop, and a catch block has it' {
        $caught = $null
        try {
            $salesforce, $unknown, $box | Start-MgApplicationSynchronizationJob -ErrorAction Stop
        }
        catch {
            $caught = $_
        }

        $caught.FullyQualifiedErrorId | Should -Be 'Request_ResourceNotFound,Graph.SyncJob.Commands.StartMgApplicationSynchronizationJobCommand'
        $caught.Exception.StatusCode | Should -Be 404
        @(Get-EmulatorRequest).Count | Should -Be 2
    }

    It 'stops at the first that fails with $ErrorActionPreference, and the type of the exception can be caught' {
        $ErrorActionPreference = 'Stop'
        $caught = $false
        try {
            $unknown, $box | Start-MgApplicationSynchronizationJob
        }
        catch [Graph.SyncJob.GraphRequestException] {
            $caught = $true
        }

        $caught | Should -BeTrue
        @(Get-EmulatorRequest).Count | Should -Be 1
    }

    It 'ends when a later command has what it wants' {
        $salesforce, $box | Start-MgApplicationSynchronizationJob -PassThru | Select-Object -First 1 | Should -BeTrue

        @(Get-EmulatorRequest).Count | Should -Be 1
    }

    It 'of nothing does nothing' {
        @() | Start-MgApplicationSynchronizationJob -PassThru | Should -BeNullOrEmpty

        Get-EmulatorRequest | Should -BeNullOrEmpty
    }
}

Describe 'Asking first' {
    BeforeEach {
        Reset-Emulator
    }

    BeforeAll {
        $session = New-Session
        $null = Use-Session $session -Arguments (Get-SecureToken), (Get-EmulatorAddress) {
            param($token, $address)
            Connect-GraphSyncJob -AccessToken $token -GraphEndpoint $address -NoWelcome
        }
    }

    AfterAll {
        $session.Dispose()
    }

    It '-WhatIf sends nothing and writes nothing' {
        Start-MgApplicationSynchronizationJob @both -PassThru -WhatIf | Should -BeNullOrEmpty

        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It '-WhatIf names the job and its application, and needs no sign-in' -Skip:($PSUICulture -notlike 'en*') {
        # Skipped where PowerShell speaks another language than English: the sentence around the names is its own.
        $shown = Invoke-NewProcess -File "$TestDrive/whatif.ps1" {
            Import-Module $env:GRAPH_SYNCJOB_TEST_MODULE
            Start-MgApplicationSynchronizationJob -ApplicationId 'the-application' -SynchronizationJobId 'the-job' -WhatIf
        }

        # Without the spaces, since a narrow window may break the line anywhere.
        $shown -replace '\s', '' | Should -Be 'Whatif:Performingtheoperation"Start"ontarget"synchronizationjob''the-job''ofapplication''the-application''".'
    }

    It '-WhatIf still says what is wrong with the ids' {
        Start-MgApplicationSynchronizationJob -ApplicationId '..' -SynchronizationJobId 'j' -WhatIf -ErrorAction SilentlyContinue -ErrorVariable failure

        $failure.FullyQualifiedErrorId | Should -BeLike 'IdentityInvalid,*'
    }

    It '$WhatIfPreference does the same' {
        $WhatIfPreference = $true
        Start-MgApplicationSynchronizationJob @both -PassThru | Should -BeNullOrEmpty

        $WhatIfPreference = $false
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'does not happen by default' {
        $run = Use-Session $session -Arguments $both { param($job) $job | Start-MgApplicationSynchronizationJob -PassThru }

        $run.Errors | Should -BeNullOrEmpty
        $run.Output | Should -BeTrue
    }

    # In a session where nobody can answer, a question is an error: that is how these tests see that one was asked.
    It 'happens with -Confirm, and without an answer nothing is sent' {
        $run = Use-Session $session -Arguments $both { param($job) $job | Start-MgApplicationSynchronizationJob -Confirm }

        @($run.Thrown) + @($run.Errors) | Should -Not -BeNullOrEmpty
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'happens when $ConfirmPreference is <Preference>: <Asks>' -TestCases @(
        @{ Preference = 'High'; Asks = $false }
        @{ Preference = 'Medium'; Asks = $true }
        @{ Preference = 'Low'; Asks = $true }
        @{ Preference = 'None'; Asks = $false }
    ) {
        $null = Use-Session $session -Arguments $both, $Preference {
            param($job, $preference)
            $ConfirmPreference = $preference
            $job | Start-MgApplicationSynchronizationJob
        }

        @(Get-EmulatorRequest | Where-Object method -eq 'POST').Count | Should -Be ([int](-not $Asks))
    }

    It 'is put off with -Confirm:$false, whatever $ConfirmPreference is' {
        $run = Use-Session $session -Arguments $both {
            param($job)
            $ConfirmPreference = 'Low'
            $job | Start-MgApplicationSynchronizationJob -Confirm:$false -PassThru
        }

        $run.Output | Should -BeTrue
    }
}

Describe 'A function of your own around it' {
    BeforeEach {
        Reset-Emulator
    }

    BeforeAll {
        function Resume-Provisioning {
            [CmdletBinding(SupportsShouldProcess = $true)]
            param(
                [Parameter(ValueFromPipelineByPropertyName = $true)] [string] $ApplicationId,
                [Parameter(ValueFromPipelineByPropertyName = $true)] [string] $SynchronizationJobId
            )
            process {
                Start-MgApplicationSynchronizationJob -ApplicationId $ApplicationId -SynchronizationJobId $SynchronizationJobId -PassThru
            }
        }
    }

    It 'passes the pipeline on' {
        $salesforce, $box | Resume-Provisioning | Should -Be $true, $true
    }

    It 'hands -WhatIf down' {
        $salesforce | Resume-Provisioning -WhatIf | Should -BeNullOrEmpty

        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'hands -ErrorAction Stop down' {
        { [pscustomobject]$unknown | Resume-Provisioning -ErrorAction Stop } | Should -Throw -ErrorId 'Request_ResourceNotFound,*'
    }
}
