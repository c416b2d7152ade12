#Requires -Version 5.1
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

BeforeDiscovery {
    Import-Module "$PSScriptRoot/UserSession.psm1" -Force
    Assert-Built
    $script:isDesktop = $PSVersionTable.PSEdition -ne 'Core'
}

Describe 'Importing the module' {
    BeforeAll {
        Import-Module "$PSScriptRoot/UserSession.psm1" -Force
        Start-Emulator
        Import-BuiltModule

        # Read as text: the manifest picks its assembly by the edition, which Import-PowerShellDataFile refuses.
        $manifest = Get-Content -Raw -LiteralPath "$PSScriptRoot/../../artifacts/module/Graph.SyncJob/Graph.SyncJob.psd1"
        $script:listed = [regex]::Matches(
            [regex]::Match($manifest, '(?s)CmdletsToExport\s*=(.*?)FunctionsToExport').Groups[1].Value, "'([^']+)'") |
            ForEach-Object { $_.Groups[1].Value } | Sort-Object
    }

    AfterAll {
        Stop-Emulator
    }

    It 'exports the cmdlets that its manifest lists and nothing else' {
        $module = Get-Module Graph.SyncJob

        $module.ExportedCommands.Keys | Sort-Object | Should -Be $listed
        $module.ExportedCommands.Values.CommandType | Sort-Object -Unique | Should -Be 'Cmdlet'
        $module.ExportedVariables.Count | Should -Be 0
    }

    It 'warns of nothing, in a new process' {
        Invoke-NewProcess -File "$TestDrive/import.ps1" {
            Import-Module $env:GRAPH_SYNCJOB_TEST_MODULE
        } | Should -BeNullOrEmpty
    }

    It 'works by the folder as well as by the manifest' {
        Invoke-NewProcess -File "$TestDrive/folder.ps1" {
            Import-Module (Split-Path -Parent $env:GRAPH_SYNCJOB_TEST_MODULE)
            (Get-Module Graph.SyncJob).ExportedCmdlets.Count
        } | Should -Be $listed.Count
    }

    It 'is found by the name of a cmdlet when its folder is on PSModulePath' {
        Invoke-NewProcess -File "$TestDrive/autoload.ps1" {
            $modules = Split-Path -Parent (Split-Path -Parent $env:GRAPH_SYNCJOB_TEST_MODULE)
            $env:PSModulePath = $modules + [System.IO.Path]::PathSeparator + $env:PSModulePath
            Start-MgApplicationSynchronizationJob -ApplicationId 'a' -SynchronizationJobId 'j' -WhatIf
            (Get-Module).Name -contains 'Graph.SyncJob'
        } | Should -Match '(?s)What if:.*True$'
    }

    It 'yields its names to the functions of another module, and is there under its own name or with aliases' {
        Invoke-NewProcess -File "$TestDrive/names.ps1" {
            Import-Module $env:GRAPH_SYNCJOB_TEST_MODULE
            function Start-MgServicePrincipalSynchronizationJob { 'another' }

            Start-MgServicePrincipalSynchronizationJob
            Graph.SyncJob\Start-MgServicePrincipalSynchronizationJob -ServicePrincipalId 'a' -SynchronizationJobId 'first' -WhatIf
            (Get-Module Graph.SyncJob).ExportedCmdlets.Keys | ForEach-Object { Set-Alias $_ "Graph.SyncJob\$_" }
            Start-MgServicePrincipalSynchronizationJob -ServicePrincipalId 'a' -SynchronizationJobId 'second' -WhatIf
        } | Should -Match '(?s)^another\b.*What if:.*first.*What if:.*second'
    }

    It 'loads the one assembly of the module, and none of Graph, Kiota, MSAL or Azure' {
        Invoke-NewProcess -File "$TestDrive/assemblies.ps1" {
            Import-Module $env:GRAPH_SYNCJOB_TEST_MODULE
            [AppDomain]::CurrentDomain.GetAssemblies() |
                ForEach-Object { $_.GetName().Name } |
                Where-Object { $_ -match '^(Azure\.|Microsoft\.(Graph|Kiota|Identity|IdentityModel)|Graph\.)' }
        } | Should -Be 'Graph.SyncJob'
    }

    It 'loads none of them for -WhatIf, nor to say that nobody is signed in' {
        Invoke-NewProcess -File "$TestDrive/lazily.ps1" {
            Import-Module $env:GRAPH_SYNCJOB_TEST_MODULE
            Get-GraphSyncJobContext
            Disconnect-GraphSyncJob
            Start-MgApplicationSynchronizationJob -ApplicationId 'a' -SynchronizationJobId 'j' -WhatIf
            [AppDomain]::CurrentDomain.GetAssemblies() |
                ForEach-Object { $_.GetName().Name } |
                Where-Object { $_ -match '^(Azure\.|Microsoft\.(Graph|Kiota|Identity|IdentityModel)|Graph\.)' }
        } | Should -Match '(?s)^What if: .*\nGraph\.SyncJob$'
    }

    It 'keeps what it loads for a call out of sight of other modules' -Skip:$isDesktop {
        # Skipped on Windows PowerShell: .NET Framework has no load contexts to keep anything apart in.
        Invoke-NewProcess -File "$TestDrive/contexts.ps1" {
            Import-Module $env:GRAPH_SYNCJOB_TEST_MODULE
            $token = ConvertTo-SecureString $env:GRAPH_SYNCJOB_TEST_TOKEN -AsPlainText -Force
            Connect-GraphSyncJob -AccessToken $token -GraphEndpoint $env:GRAPH_SYNCJOB_TEST_ENDPOINT -NoWelcome
            Start-MgApplicationSynchronizationJob -ApplicationId 'a' -SynchronizationJobId 'j' -ErrorAction SilentlyContinue
            $loaded = [AppDomain]::CurrentDomain.GetAssemblies() |
                Where-Object { $_.GetName().Name -match '^(Azure\.|Microsoft\.(Graph|Kiota|Identity|IdentityModel))' }
            $contexts = $loaded | ForEach-Object { [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext($_).Name } | Sort-Object -Unique
            "$($loaded.GetName().Name -contains 'Microsoft.Graph') $contexts"
        } | Should -Be 'True Graph.SyncJob'
    }

    It 'can be removed and imported again' {
        Invoke-NewProcess -File "$TestDrive/again.ps1" {
            Import-Module $env:GRAPH_SYNCJOB_TEST_MODULE
            Remove-Module Graph.SyncJob
            Import-Module $env:GRAPH_SYNCJOB_TEST_MODULE
            Import-Module $env:GRAPH_SYNCJOB_TEST_MODULE -Force
            @(Get-Command -Module Graph.SyncJob).Count
        } | Should -Be $listed.Count
    }
}
