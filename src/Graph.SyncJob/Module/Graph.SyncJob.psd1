@{
    # One build for PowerShell 7.4 and later, one for Windows PowerShell 5.1; no script in between.
    RootModule             = if ($PSEdition -eq 'Core') { 'net8.0/Graph.SyncJob.dll' } else { 'netstandard2.0/Graph.SyncJob.dll' }
    ModuleVersion          = '0.1.0'
    GUID                   = '6f3c1f0e-5c1e-4b7e-9d52-7a1c0f4f2b63'
    Author                 = 'The Graph.SyncJob authors'
    CompanyName            = 'The Graph.SyncJob authors'
    Copyright              = '(c) The Graph.SyncJob authors. MIT licence.'
    Description            = 'Starts and looks after Microsoft Entra synchronization (provisioning) jobs: a small, fast, safe drop-in for the *-Mg*SynchronizationJob* cmdlets of Microsoft Graph PowerShell.'
    CompatiblePSEditions   = @('Core', 'Desktop')
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CmdletsToExport        = @(
        'Connect-GraphSyncJob'
        'Disconnect-GraphSyncJob'
        'Get-GraphSyncJobContext'
        'Get-MgApplicationSynchronizationAccessToken'
        'Get-MgApplicationSynchronizationJob'
        'Get-MgApplicationSynchronizationJobCount'
        'Get-MgApplicationSynchronizationSecretCount'
        'Get-MgBetaApplicationSynchronizationAccessToken'
        'Get-MgBetaApplicationSynchronizationJob'
        'Get-MgBetaApplicationSynchronizationJobCount'
        'Get-MgBetaApplicationSynchronizationSecretCount'
        'Get-MgBetaServicePrincipalSynchronizationAccessToken'
        'Get-MgBetaServicePrincipalSynchronizationJob'
        'Get-MgBetaServicePrincipalSynchronizationJobCount'
        'Get-MgBetaServicePrincipalSynchronizationSecretCount'
        'Get-MgServicePrincipalSynchronizationAccessToken'
        'Get-MgServicePrincipalSynchronizationJob'
        'Get-MgServicePrincipalSynchronizationJobCount'
        'Get-MgServicePrincipalSynchronizationSecretCount'
        'New-MgApplicationSynchronizationJob'
        'New-MgApplicationSynchronizationJobOnDemand'
        'New-MgBetaApplicationSynchronizationJob'
        'New-MgBetaApplicationSynchronizationJobOnDemand'
        'New-MgBetaServicePrincipalSynchronizationJob'
        'New-MgBetaServicePrincipalSynchronizationJobOnDemand'
        'New-MgServicePrincipalSynchronizationJob'
        'New-MgServicePrincipalSynchronizationJobOnDemand'
        'Remove-MgApplicationSynchronizationJob'
        'Remove-MgBetaApplicationSynchronizationJob'
        'Remove-MgBetaServicePrincipalSynchronizationJob'
        'Remove-MgServicePrincipalSynchronizationJob'
        'Restart-MgApplicationSynchronizationJob'
        'Restart-MgBetaApplicationSynchronizationJob'
        'Restart-MgBetaServicePrincipalSynchronizationJob'
        'Restart-MgServicePrincipalSynchronizationJob'
        'Set-MgApplicationSynchronizationSecret'
        'Set-MgBetaApplicationSynchronizationSecret'
        'Set-MgBetaServicePrincipalSynchronizationSecret'
        'Set-MgServicePrincipalSynchronizationSecret'
        'Start-MgApplicationSynchronizationJob'
        'Start-MgBetaApplicationSynchronizationJob'
        'Start-MgBetaServicePrincipalSynchronizationJob'
        'Start-MgServicePrincipalSynchronizationJob'
        'Suspend-MgApplicationSynchronizationJob'
        'Suspend-MgBetaApplicationSynchronizationJob'
        'Suspend-MgBetaServicePrincipalSynchronizationJob'
        'Suspend-MgServicePrincipalSynchronizationJob'
        'Test-MgApplicationSynchronizationJobCredential'
        'Test-MgBetaApplicationSynchronizationJobCredential'
        'Test-MgBetaServicePrincipalSynchronizationJobCredential'
        'Test-MgServicePrincipalSynchronizationJobCredential'
        'Update-MgApplicationSynchronizationJob'
        'Update-MgBetaApplicationSynchronizationJob'
        'Update-MgBetaServicePrincipalSynchronizationJob'
        'Update-MgServicePrincipalSynchronizationJob'
    )
    FunctionsToExport      = @()
    AliasesToExport        = @()
    VariablesToExport      = @()
    PrivateData            = @{
        PSData = @{
            Tags       = @('MicrosoftGraph', 'Entra', 'EntraID', 'AzureAD', 'Provisioning', 'Synchronization', 'SCIM', 'Identity', 'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS')
            LicenseUri = 'https://opensource.org/license/mit'
        }
    }
}
