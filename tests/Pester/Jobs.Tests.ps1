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
    $gitHub = Get-KnownJob 'GitHub Enterprise Cloud'
    $jobs = 'Workday', 'Salesforce', 'Box', 'GitHub Enterprise Cloud' | ForEach-Object {
        Get-MgApplicationSynchronizationJob -ApplicationId (Get-KnownJob $_).ApplicationId
    }
}

AfterAll {
    Stop-Emulator
    Disconnect-GraphSyncJob
}

Describe 'Jobs' {
    It 'of several owners show as one table of all columns in a window of <Width>' -TestCases @(@{ Width = 80 }, @{ Width = 120 }) {
        $lines = ($jobs | Out-String -Width $Width) -replace '\x1b\[[0-9;]*m' -split '\r?\n' | Where-Object { $_ }

        $lines.Count | Should -Be 6
        $lines[0] | Should -Match '^ +Job Template +State +Last run +Result +Next attempt +Owner *$'
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual $Width
        $lines[3] | Should -Match '000002 salesforce +Quarantine +\d\d-\d\d \d\d:\d\d Failed +\d\d-\d\d \d\d:\d\d '
    }

    It 'tell their whole owner where there is room' {
        ($jobs | Out-String -Width 120).Contains($salesforce.ApplicationId) | Should -BeTrue
    }

    It 'tell everything as a list' {
        $list = $jobs[1] | Format-List | Out-String -Width 200

        foreach ($text in $salesforce.ApplicationId, $salesforce.SynchronizationJobId, 'EncounteredQuarantineException', 'every 00:40:00', 'Last success', 'Settings', 'v1.0') {
            $list.Contains($text) | Should -BeTrue -Because "the list tells $text"
        }
    }

    It 'have no colours in them where colours are off' -Skip:(-not (Get-Variable PSStyle -ErrorAction Ignore)) {
        $before = $PSStyle.OutputRendering
        try {
            $PSStyle.OutputRendering = 'PlainText'
            $jobs | Out-String | Should -Not -Match '\x1b'
        }
        finally {
            $PSStyle.OutputRendering = $before
        }
    }
}

Describe 'What scripts for the generated module say' {
    BeforeEach {
        Reset-Emulator
    }

    It 'an object of one type needs no rule where one is for that type' {
        $answer = New-MgApplicationSynchronizationJobOnDemand -ApplicationId $gitHub.ApplicationId -SynchronizationJobId $gitHub.SynchronizationJobId -ObjectId '11111111-aaaa-4000-8000-000000000001' -ObjectTypeName User

        $answer.Result | Should -Be 'Success'
    }

    It 'credentials are tested before there is a job' {
        Test-MgApplicationSynchronizationJobCredential -ApplicationId $gitHub.ApplicationId -TemplateId gitHubEnterpriseCloud -Credentials @{ SecretToken = 'good' } -PassThru | Should -BeTrue

        @(Get-EmulatorRequest)[0].target | Should -Be "/v1.0/applications/$($gitHub.ApplicationId)/synchronization/jobs/validateCredentials"
    }

    It 'secrets that are none are an error, and no question' {
        { Set-MgApplicationSynchronizationSecret -ApplicationId $gitHub.ApplicationId } | Should -Throw -ErrorId 'SecretsMissing,*'

        @(Get-EmulatorRequest).Count | Should -Be 0
    }

    It 'what has no parameter goes into the body, and an ETag into its header' {
        $job = New-MgApplicationSynchronizationJob -ApplicationId $gitHub.ApplicationId -TemplateId gitHubEnterpriseCloud -AdditionalProperties @{ synchronizationJobSettings = @(@{ name = 'One' }) }
        $job | Remove-MgApplicationSynchronizationJob -IfMatch '*' -Confirm:$false

        $requests = @(Get-EmulatorRequest)
        $requests[0].body | Should -Be '{"templateId":"gitHubEnterpriseCloud","synchronizationJobSettings":[{"name":"One"}]}'
        $requests[1].headers.'If-Match' | Should -Be '*'
    }

    It 'a job that went through Export-Clixml is a body' {
        $jobs[1] | Export-Clixml -LiteralPath "$TestDrive/job.xml" -Depth 9
        $job = Import-Clixml -LiteralPath "$TestDrive/job.xml"

        { $job | Update-MgApplicationSynchronizationJob -BodyParameter $job } | Should -Not -Throw
        @(Get-EmulatorRequest)[0].method | Should -Be 'PATCH'
    }
}

Describe 'The jobs of the tenant' {
    It 'are all found, with their owners' {
        $found = Get-GraphSyncJob

        $found.Count | Should -Be 6
        ($found | Where-Object Id -eq $salesforce.SynchronizationJobId).OwnerDisplayName | Should -Be 'Salesforce'
        ($found | Out-String -Width 120) | Should -Match 'GitHub Enterprise Cloud'
    }

    It 'can be had one by one' {
        (Get-GraphSyncJob | Select-Object -First 1).OwnerDisplayName | Should -Be 'Workday'
    }

    It 'get a verdict that shows as a table and as a list' {
        $health = Get-GraphSyncJobHealth Salesforce

        ($health | Out-String -Width 80) -replace '\x1b\[[0-9;]*m' | Should -Match 'Salesforce +Quarantined +\d{4}-\d\d-\d\d A run met'
        ($health | Format-List | Out-String -Width 200) | Should -Match 'NextStep +: Renew the credentials with Set-MgServicePrincipalSynchronizationSecret'
    }

    It 'can be watched for what changes' {
        $changes = Watch-GraphSyncJob Salesforce -RefreshSec 1 -Count 3 -PassThru | ForEach-Object { $_.ToString() }

        $changes | Should -BeNullOrEmpty
    }
}
