# Repairs the jobs of one tenant that are in quarantine, writes a line for each, and fails where something could not be done.
# In an indexed Job, TENANTS_FILE has one tenant in a line, and JOB_COMPLETION_INDEX says which is this pod's. Without it the tenant is AZURE_TENANT_ID.
$ErrorActionPreference = 'Stop'
Import-Module Graph.SyncJob

$tenant = $env:AZURE_TENANT_ID
if ($env:TENANTS_FILE) {
    $tenants = [System.IO.File]::ReadAllLines($env:TENANTS_FILE)
    $tenant = $tenants[[int] $env:JOB_COMPLETION_INDEX]
}

if (-not $tenant) {
    throw "There is no tenant for this pod: TENANTS_FILE has too few lines for index '$env:JOB_COMPLETION_INDEX', or AZURE_TENANT_ID is not set."
}

# The workload identity's webhook sets AZURE_CLIENT_ID and AZURE_FEDERATED_TOKEN_FILE.
Connect-GraphSyncJob -FederatedTokenFile $env:AZURE_FEDERATED_TOKEN_FILE -ClientId $env:AZURE_CLIENT_ID -TenantId $tenant -NoWelcome

$repairs = Get-GraphSyncJob -State Quarantine -ErrorAction Continue -ErrorVariable notRead |
    Repair-GraphSyncJob -TimeoutSec 1800 -ErrorAction Continue -ErrorVariable notRepaired

foreach ($repair in $repairs) {
    "$tenant $($repair.SynchronizationJobId): $($repair.Outcome). $($repair.Advice)"
}

if ($notRead -or $notRepaired) {
    throw "Tenant ${tenant}: $(@($notRead).Count + @($notRepaired).Count) jobs could not be read or repaired; the errors above say why."
}
