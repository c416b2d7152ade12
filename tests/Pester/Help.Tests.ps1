#Requires -Version 5.1
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

BeforeDiscovery {
    Import-Module "$PSScriptRoot/UserSession.psm1" -Force
    Assert-Built
    Import-BuiltModule
    $script:cmdlets = (Get-Module Graph.SyncJob).ExportedCmdlets.Keys | Sort-Object | ForEach-Object { @{ Cmdlet = $_ } }
}

BeforeAll {
    Import-Module "$PSScriptRoot/UserSession.psm1" -Force
    Import-BuiltModule
}

Describe 'Get-Help <Cmdlet>' -ForEach $cmdlets {
    BeforeAll {
        $help = Get-Help $Cmdlet -Full
        $ours = (Get-Command $Cmdlet).Parameters.Values.Name |
            Where-Object { $_ -notin [System.Management.Automation.Cmdlet]::CommonParameters }
    }

    It 'says in a sentence what it does' {
        # Without help of its own, PowerShell makes one up out of the syntax.
        $help.Synopsis.Trim() | Should -Not -BeNullOrEmpty
        $help.Synopsis.Trim() | Should -Not -BeLike "$Cmdlet*"
        ($help.description | Out-String).Trim() | Should -Not -BeNullOrEmpty
    }

    It 'describes every parameter' {
        foreach ($name in $ours) {
            $parameter = $help.parameters.parameter | Where-Object name -eq $name
            ($parameter.description | Out-String).Trim() | Should -Not -BeNullOrEmpty -Because "-$name is a parameter"
        }
    }

    It 'describes no parameter that is not there' {
        $help.parameters.parameter.name | Where-Object { $_ -and $_ -notin $ours } | Should -BeNullOrEmpty
    }

    It 'shows an example, and each example calls the cmdlet' {
        $examples = @($help.examples.example)

        $examples.Count | Should -BeGreaterThan 0
        foreach ($example in $examples) {
            "$($example.code)" | Should -BeLike "*$Cmdlet*" -Because $example.title
        }
    }

    It 'shows examples that PowerShell can read' {
        foreach ($example in @($help.examples.example)) {
            $mistakes = $null
            $null = [System.Management.Automation.Language.Parser]::ParseInput("$($example.code)", [ref]$null, [ref]$mistakes)
            $mistakes | Should -BeNullOrEmpty -Because $example.title
        }
    }
}
