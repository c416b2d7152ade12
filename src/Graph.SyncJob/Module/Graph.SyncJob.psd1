@{
    # Core, for PowerShell 7.4 and later, or Desktop, for Windows PowerShell 5.1; no script in between. An 'if' would take longer to compile.
    RootModule             = "$PSEdition/Graph.SyncJob.dll"
    ModuleVersion          = '0.1.0'
    GUID                   = '6f3c1f0e-5c1e-4b7e-9d52-7a1c0f4f2b63'
    Author                 = 'The Graph.SyncJob authors'
    CompanyName            = 'The Graph.SyncJob authors'
    Copyright              = '(c) The Graph.SyncJob authors. MIT licence.'
    Description            = 'Starts and looks after Microsoft Entra synchronization (provisioning) jobs: a small, fast, safe drop-in for the *-Mg*SynchronizationJob* cmdlets of Microsoft Graph PowerShell.'
    CompatiblePSEditions   = @('Core', 'Desktop')
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    FormatsToProcess       = @('Graph.SyncJob.Format.ps1xml')
    CmdletsToExport        =
        'Compare-GraphSyncJobSchema',
        'Connect-GraphSyncJob',
        'Disconnect-GraphSyncJob',
        'Export-GraphSyncJobReport',
        'Export-GraphSyncJobSchema',
        'Find-MgApplicationSynchronizationJobSchemaDirectory',
        'Find-MgBetaApplicationSynchronizationJobSchemaDirectory',
        'Find-MgBetaServicePrincipalSynchronizationJobSchemaDirectory',
        'Find-MgServicePrincipalSynchronizationJobSchemaDirectory',
        'Get-GraphSyncJob',
        'Get-GraphSyncJobContext',
        'Get-GraphSyncJobHealth',
        'Get-MgApplicationSynchronizationAccessToken',
        'Get-MgApplicationSynchronizationJob',
        'Get-MgApplicationSynchronizationJobCount',
        'Get-MgApplicationSynchronizationJobSchema',
        'Get-MgApplicationSynchronizationSecretCount',
        'Get-MgApplicationSynchronizationTemplate',
        'Get-MgApplicationSynchronizationTemplateSchema',
        'Get-MgBetaApplicationSynchronizationAccessToken',
        'Get-MgBetaApplicationSynchronizationJob',
        'Get-MgBetaApplicationSynchronizationJobCount',
        'Get-MgBetaApplicationSynchronizationJobSchema',
        'Get-MgBetaApplicationSynchronizationSecretCount',
        'Get-MgBetaApplicationSynchronizationTemplate',
        'Get-MgBetaApplicationSynchronizationTemplateSchema',
        'Get-MgBetaServicePrincipalSynchronizationAccessToken',
        'Get-MgBetaServicePrincipalSynchronizationJob',
        'Get-MgBetaServicePrincipalSynchronizationJobCount',
        'Get-MgBetaServicePrincipalSynchronizationJobSchema',
        'Get-MgBetaServicePrincipalSynchronizationSecretCount',
        'Get-MgBetaServicePrincipalSynchronizationTemplate',
        'Get-MgBetaServicePrincipalSynchronizationTemplateSchema',
        'Get-MgServicePrincipalSynchronizationAccessToken',
        'Get-MgServicePrincipalSynchronizationJob',
        'Get-MgServicePrincipalSynchronizationJobCount',
        'Get-MgServicePrincipalSynchronizationJobSchema',
        'Get-MgServicePrincipalSynchronizationSecretCount',
        'Get-MgServicePrincipalSynchronizationTemplate',
        'Get-MgServicePrincipalSynchronizationTemplateSchema',
        'Import-GraphSyncJobSchema',
        'Invoke-MgBetaFilterApplicationSynchronizationJobSchemaOperator',
        'Invoke-MgBetaFilterServicePrincipalSynchronizationJobSchemaOperator',
        'Invoke-MgBetaFunctionApplicationSynchronizationJobSchema',
        'Invoke-MgBetaFunctionServicePrincipalSynchronizationJobSchema',
        'Invoke-MgBetaParseApplicationSynchronizationJobSchemaExpression',
        'Invoke-MgBetaParseServicePrincipalSynchronizationJobSchemaExpression',
        'Invoke-MgFilterApplicationSynchronizationJobSchemaOperator',
        'Invoke-MgFilterServicePrincipalSynchronizationJobSchemaOperator',
        'Invoke-MgFunctionApplicationSynchronizationJobSchema',
        'Invoke-MgFunctionServicePrincipalSynchronizationJobSchema',
        'Invoke-MgParseApplicationSynchronizationJobSchemaExpression',
        'Invoke-MgParseServicePrincipalSynchronizationJobSchemaExpression',
        'New-MgApplicationSynchronizationJob',
        'New-MgApplicationSynchronizationJobOnDemand',
        'New-MgBetaApplicationSynchronizationJob',
        'New-MgBetaApplicationSynchronizationJobOnDemand',
        'New-MgBetaServicePrincipalSynchronizationJob',
        'New-MgBetaServicePrincipalSynchronizationJobOnDemand',
        'New-MgServicePrincipalSynchronizationJob',
        'New-MgServicePrincipalSynchronizationJobOnDemand',
        'Remove-MgApplicationSynchronizationJob',
        'Remove-MgApplicationSynchronizationJobSchema',
        'Remove-MgBetaApplicationSynchronizationJob',
        'Remove-MgBetaApplicationSynchronizationJobSchema',
        'Remove-MgBetaServicePrincipalSynchronizationJob',
        'Remove-MgBetaServicePrincipalSynchronizationJobSchema',
        'Remove-MgServicePrincipalSynchronizationJob',
        'Remove-MgServicePrincipalSynchronizationJobSchema',
        'Repair-GraphSyncJob',
        'Restart-MgApplicationSynchronizationJob',
        'Restart-MgBetaApplicationSynchronizationJob',
        'Restart-MgBetaServicePrincipalSynchronizationJob',
        'Restart-MgServicePrincipalSynchronizationJob',
        'Set-MgApplicationSynchronizationSecret',
        'Set-MgBetaApplicationSynchronizationSecret',
        'Set-MgBetaServicePrincipalSynchronizationSecret',
        'Set-MgServicePrincipalSynchronizationSecret',
        'Start-MgApplicationSynchronizationJob',
        'Start-MgBetaApplicationSynchronizationJob',
        'Start-MgBetaServicePrincipalSynchronizationJob',
        'Start-MgServicePrincipalSynchronizationJob',
        'Suspend-MgApplicationSynchronizationJob',
        'Suspend-MgBetaApplicationSynchronizationJob',
        'Suspend-MgBetaServicePrincipalSynchronizationJob',
        'Suspend-MgServicePrincipalSynchronizationJob',
        'Test-MgApplicationSynchronizationJobCredential',
        'Test-MgBetaApplicationSynchronizationJobCredential',
        'Test-MgBetaServicePrincipalSynchronizationJobCredential',
        'Test-MgServicePrincipalSynchronizationJobCredential',
        'Update-MgApplicationSynchronizationJob',
        'Update-MgApplicationSynchronizationJobSchema',
        'Update-MgBetaApplicationSynchronizationJob',
        'Update-MgBetaApplicationSynchronizationJobSchema',
        'Update-MgBetaServicePrincipalSynchronizationJob',
        'Update-MgBetaServicePrincipalSynchronizationJobSchema',
        'Update-MgServicePrincipalSynchronizationJob',
        'Update-MgServicePrincipalSynchronizationJobSchema',
        'Wait-MgApplicationSynchronizationJob',
        'Wait-MgBetaApplicationSynchronizationJob',
        'Wait-MgBetaServicePrincipalSynchronizationJob',
        'Wait-MgServicePrincipalSynchronizationJob',
        'Watch-GraphSyncJob'
    FunctionsToExport      = @()
    AliasesToExport        = @()
    VariablesToExport      = @()
    PrivateData            = @{
        PSData = @{
            Tags         = @('MicrosoftGraph', 'Entra', 'EntraID', 'AzureAD', 'Provisioning', 'Synchronization', 'SCIM', 'Identity', 'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS')
            LicenseUri   = 'https://opensource.org/license/mit'
            ReleaseNotes = 'What changed is in CHANGELOG.md of the project.'
        }
    }
}
