# The activity: repairs the jobs of one tenant that are in quarantine. It may run again for the same tenant, which does no harm: a job that is
# not in quarantine any more is left alone.
param($Tenant)

$ErrorActionPreference = 'Stop'

# The PowerShell of an instance is used again for the next tenant: sign in as that tenant, each time.
Connect-GraphSyncJob -TenantId $Tenant -ClientId $env:SYNC_CLIENT_ID -CertificateThumbprint $env:SYNC_CERTIFICATE_THUMBPRINT -NoWelcome

$repairs = @(Get-GraphSyncJob -State Quarantine -ErrorAction Continue -ErrorVariable notRead |
    Repair-GraphSyncJob -TimeoutSec 300 -ErrorAction Continue -ErrorVariable notRepaired)
if ($notRead -or $notRepaired) {
    throw "Tenant ${Tenant}: $(@($notRead).Count + @($notRepaired).Count) jobs could not be read or repaired; the errors above say why."
}

# What the orchestrator gathers: text, which goes through the storage of the app as it is.
@{
    Tenant   = $Tenant
    Repaired = @($repairs | Where-Object { $_.Outcome -eq 'Repaired' }).Count
    Open     = @($repairs | Where-Object { $_.Outcome -notin 'Repaired', 'NotNeeded' } | ForEach-Object { "$($_.SynchronizationJobId): $($_.Outcome)" })
}
