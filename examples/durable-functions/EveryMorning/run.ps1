# Starts the orchestrator with the list of tenants: the app setting SYNC_TENANTS has their ids, with commas between them.
param($Timer)

$ErrorActionPreference = 'Stop'

$tenants = @($env:SYNC_TENANTS -split ',' | ForEach-Object Trim | Where-Object { $_ })
if (-not $tenants) {
    throw 'The app setting SYNC_TENANTS has no tenant in it: give the ids of tenants, with commas between them.'
}

$id = Start-DurableOrchestration -FunctionName 'RepairTenants' -InputObject $tenants
Write-Information "Orchestration $id has $($tenants.Count) tenants."
