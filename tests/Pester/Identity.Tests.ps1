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
    $app = $salesforce.ApplicationId
    $job = $salesforce.SynchronizationJobId
}

AfterAll {
    Stop-Emulator
    Disconnect-GraphSyncJob
}

Describe '-InputObject, from the pipeline or by name, takes' {
    BeforeEach {
        Reset-Emulator
    }

    It '<What>' -TestCases @(
        @{ What = 'a hashtable'; Make = { @{ ApplicationId = $app; SynchronizationJobId = $job } } }
        @{ What = 'a hashtable with keys in another case'; Make = { @{ APPLICATIONID = $app; synchronizationjobid = $job } } }
        @{ What = 'a hashtable with keys that it does not need'; Make = { @{ ApplicationId = $app; SynchronizationJobId = $job; Colour = 'red'; UserId = $null } } }
        @{ What = 'an ordered dictionary'; Make = { [ordered]@{ SynchronizationJobId = $job; ApplicationId = $app } } }
        @{ What = 'a PSCustomObject'; Make = { [pscustomobject]@{ ApplicationId = $app; SynchronizationJobId = $job; DisplayName = 'Salesforce' } } }
        @{ What = 'what Select-Object makes'; Make = { @{ App = $app; Id = $job } | Select-Object @{ n = 'ApplicationId'; e = { $_.App } }, @{ n = 'SynchronizationJobId'; e = { $_.Id } } } }
        @{ What = 'an object with Add-Member properties'; Make = { New-Object psobject | Add-Member ApplicationId $app -PassThru | Add-Member ScriptProperty SynchronizationJobId ([scriptblock]::Create("'$job'")) -PassThru } }
        @{ What = 'an identity by its type'; Make = { [Microsoft.Graph.PowerShell.Models.ApplicationsIdentity]@{ ApplicationId = $app; SynchronizationJobId = $job } } }
        @{ What = 'a GUID for an id that is one'; Make = { @{ ApplicationId = [guid]$app; SynchronizationJobId = $job } } }
        @{ What = 'a row of Import-Csv'; Make = {
                Set-Content -LiteralPath "$TestDrive/jobs.csv" -Encoding UTF8 -Value 'DisplayName,ApplicationId,SynchronizationJobId', "Salesforce,$app,$job"
                Import-Csv -LiteralPath "$TestDrive/jobs.csv"
            }
        }
        @{ What = 'what went through JSON'; Make = { @{ ApplicationId = $app; SynchronizationJobId = $job } | ConvertTo-Json | ConvertFrom-Json } }
        @{ What = 'a typed identity that went through JSON'; Make = { [Microsoft.Graph.PowerShell.Models.ApplicationsIdentity]@{ ApplicationId = $app; SynchronizationJobId = $job } | ConvertTo-Json | ConvertFrom-Json } }
        @{ What = 'what went through Export-Clixml'; Make = {
                [pscustomobject]@{ ApplicationId = $app; SynchronizationJobId = $job } | Export-Clixml -LiteralPath "$TestDrive/job.xml"
                Import-Clixml -LiteralPath "$TestDrive/job.xml"
            }
        }
        @{ What = 'a typed identity that went through Export-Clixml'; Make = {
                [Microsoft.Graph.PowerShell.Models.ApplicationsIdentity]@{ ApplicationId = $app; SynchronizationJobId = $job } | Export-Clixml -LiteralPath "$TestDrive/identity.xml"
                Import-Clixml -LiteralPath "$TestDrive/identity.xml"
            }
        }
        @{ What = 'what a background job wrote'; Make = {
                Start-Job -ArgumentList $app, $job { param($app, $job) [pscustomobject]@{ ApplicationId = $app; SynchronizationJobId = $job } } |
                    Receive-Job -Wait -AutoRemoveJob
            }
        }
        @{ What = 'the target of an error, to try again'; Make = {
                $null = @{ ApplicationId = $app; SynchronizationJobId = 'no-such-job' } | Start-MgApplicationSynchronizationJob -ErrorAction SilentlyContinue -ErrorVariable failure
                Reset-Emulator
                $target = $failure[0].TargetObject
                $target.SynchronizationJobId = $job
                $target
            }
        }
    ) {
        $given = & $Make

        $given | Start-MgApplicationSynchronizationJob -PassThru | Should -BeTrue
        Start-MgApplicationSynchronizationJob -InputObject $given -PassThru | Should -BeTrue
        $requests = @(Get-EmulatorRequest)
        $requests.Count | Should -Be 2
        $requests.ownerId | Should -Be $app, $app
        $requests.jobId | Should -Be $job, $job
    }

    It 'a job that Get- wrote and that went through JSON' {
        $json = Get-MgApplicationSynchronizationJob -ApplicationId $salesforce.ApplicationId | ConvertTo-Json -Depth 9

        $json | ConvertFrom-Json | Start-MgApplicationSynchronizationJob -PassThru | Should -BeTrue
    }

    It 'many rows of a CSV file' {
        $salesforce, $box | Select-Object ApplicationId, SynchronizationJobId | Export-Csv -LiteralPath "$TestDrive/many.csv" -NoTypeInformation

        Import-Csv -LiteralPath "$TestDrive/many.csv" | Start-MgApplicationSynchronizationJob -PassThru | Should -Be $true, $true
    }

    It 'an array that went through JSON, one job at a time' {
        $json = ConvertTo-Json @($salesforce, $box)

        $json | ConvertFrom-Json | ForEach-Object { $_ } | Start-MgApplicationSynchronizationJob -PassThru | Should -Be $true, $true
    }

    It 'an appId in place of the object id, which it looks up' {
        @{ AppId = $salesforce.AppId; SynchronizationJobId = $job } | Start-MgApplicationSynchronizationJob -PassThru | Should -BeTrue

        (Get-EmulatorJob 'Salesforce').starts | Should -Be 1
    }

    It 'an appId that no application has as an error, and starts nothing' {
        @{ AppId = '00000000-1111-2222-3333-444444444444'; SynchronizationJobId = $job } |
            Start-MgApplicationSynchronizationJob -ErrorAction SilentlyContinue -ErrorVariable failure

        $failure.FullyQualifiedErrorId | Should -BeLike 'Request_ResourceNotFound,*'
        @(Get-EmulatorRequest).method | Should -Be 'GET'
    }
}

Describe 'What names no job' {
    BeforeEach {
        Reset-Emulator
    }

    It 'is told apart: <What>' -TestCases @(
        @{ What = 'a misspelt key'; Given = { @{ ApplicationId = 'a'; SynchronisationJobId = 'j' } }; Id = 'IdentityIncomplete'; Says = "*SynchronizationJobId is missing*Is 'SynchronisationJobId' meant to be SynchronizationJobId?*" }
        @{ What = 'another misspelt key'; Given = { @{ AplicationId = 'a'; SynchronizationJobId = 'j' } }; Id = 'IdentityIncomplete'; Says = "*ApplicationId is missing*Is 'AplicationId' meant to be ApplicationId?*" }
        @{ What = 'a short name'; Given = { [pscustomobject]@{ ApplicationId = 'a'; JobId = 'j' } }; Id = 'IdentityIncomplete'; Says = "*An object names no synchronization job*Is 'JobId' meant to be SynchronizationJobId?*" }
        @{ What = 'only one of the ids'; Given = { @{ ApplicationId = 'a' } }; Id = 'IdentityIncomplete'; Says = '*A hashtable names no synchronization job: SynchronizationJobId is missing. Keys seen: ApplicationId.*' }
        @{ What = 'an id that is $null'; Given = { @{ ApplicationId = $null; SynchronizationJobId = 'j' } }; Id = 'IdentityIncomplete'; Says = '*ApplicationId is there, and is $null.*' }
        @{ What = 'an empty hashtable'; Given = { @{} }; Id = 'IdentityIncomplete'; Says = '*ApplicationId and SynchronizationJobId are missing. Keys seen: none.*' }
        @{ What = 'text'; Given = { 'salesforce' }; Id = 'IdentityIncomplete'; Says = '*A string names no synchronization job*' }
        @{ What = 'a file'; Given = { Get-Item $PSHOME }; Id = 'IdentityIncomplete'; Says = '*System.IO.DirectoryInfo names no synchronization job*' }
        @{ What = 'a number for an id'; Given = { @{ ApplicationId = 7; SynchronizationJobId = 'j' } }; Id = 'IdentityInvalid'; Says = '*ApplicationId must be a string, and is an Int32.*' }
        @{ What = 'an array for an id'; Given = { @{ ApplicationId = 'a'; SynchronizationJobId = 'j', 'k' } }; Id = 'IdentityInvalid'; Says = '*SynchronizationJobId must be a string*' }
        @{ What = 'a cell of a CSV file that is empty'; Given = { 'ApplicationId,SynchronizationJobId', 'a,""' | ConvertFrom-Csv }; Id = 'IdentityInvalid'; Says = '*SynchronizationJobId is empty*' }
        @{ What = 'an appId that is none'; Given = { @{ AppId = 'salesforce'; SynchronizationJobId = 'j' } }; Id = 'IdentityInvalid'; Says = "*AppId 'salesforce' is not a GUID.*" }
        @{ What = 'a job of a service principal'; Given = { @{ ServicePrincipalId = 's'; SynchronizationJobId = 'j' } }; Id = 'IdentityOfServicePrincipal'; Says = "*service principal 's'*" }
    ) {
        & $Given | Start-MgApplicationSynchronizationJob -PassThru -ErrorAction SilentlyContinue -ErrorVariable failure | Should -BeNullOrEmpty

        $failure.Count | Should -Be 1
        $failure[0].FullyQualifiedErrorId | Should -Be "$Id,Graph.SyncJob.Commands.StartMgApplicationSynchronizationJobCommand"
        $failure[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        "$($failure[0])" | Should -BeLike $Says
        $failure[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'is refused by a cast to the type, with the reason' {
        { [Microsoft.Graph.PowerShell.Models.ApplicationsIdentity]@{ Colour = 'red' } } |
            Should -Throw '*none of the properties of an identity*Colour*'
    }
}

Describe 'An id' {
    BeforeEach {
        Reset-Emulator
    }

    It 'that could change the path is refused, and nothing is sent: <Id>' -TestCases @(
        @{ Id = '.' }, @{ Id = '..' }, @{ Id = ' ' }, @{ Id = 'a/b' }, @{ Id = 'a\b' }, @{ Id = 'a?b' }, @{ Id = 'a#b' }, @{ Id = '../../me' }
    ) {
        Start-MgApplicationSynchronizationJob -ApplicationId $Id -SynchronizationJobId 'j' -ErrorAction SilentlyContinue -ErrorVariable first
        Start-MgApplicationSynchronizationJob -ApplicationId 'a' -SynchronizationJobId $Id -ErrorAction SilentlyContinue -ErrorVariable second

        $first[0].FullyQualifiedErrorId | Should -BeLike 'IdentityInvalid,*'
        "$($first[0])" | Should -BeLike 'ApplicationId *Nothing was sent.'
        $second[0].FullyQualifiedErrorId | Should -BeLike 'IdentityInvalid,*'
        "$($second[0])" | Should -BeLike 'SynchronizationJobId *Nothing was sent.'
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'that is empty is refused by PowerShell before the cmdlet runs' {
        { Start-MgApplicationSynchronizationJob -ApplicationId '' -SynchronizationJobId 'j' } |
            Should -Throw '*ApplicationId*' -ErrorId 'ParameterArgumentValidationErrorEmptyStringNotAllowed,*'
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'with a control character is refused, and the message shows it escaped' {
        Start-MgApplicationSynchronizationJob -ApplicationId "a$([char]27)[31m" -SynchronizationJobId 'j' -ErrorAction SilentlyContinue -ErrorVariable failure

        "$($failure[0])" | Should -BeLike '*\u001b*control character*'
        "$($failure[0])".Contains([string][char]27) | Should -BeFalse
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'in any other characters arrives as it is: <What>' -TestCases @(
        @{ What = 'a space'; Id = 'a b' }
        @{ What = 'a percent sign'; Id = '100%' }
        @{ What = 'something that looks escaped'; Id = '%2e%2e' }
        @{ What = 'a quote'; Id = "it's" }
        @{ What = 'Japanese'; Id = [string]::Concat([char]0x65E5, [char]0x672C) }
        @{ What = 'an emoji'; Id = [char]::ConvertFromUtf32(0x1F600) }
    ) {
        Start-MgApplicationSynchronizationJob -ApplicationId $Id -SynchronizationJobId $Id -ErrorAction SilentlyContinue

        $request = @(Get-EmulatorRequest)
        $request.Count | Should -Be 1
        # Compared escaped: Windows PowerShell reads the emulator's answer in another encoding when it is not told which.
        $request[0].target | Should -Be ('/v1.0/applications/{0}/synchronization/jobs/{0}/start' -f [uri]::EscapeDataString($Id).Replace("'", '%27'))
    }
}
