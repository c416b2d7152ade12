# Every morning: repairs the jobs in quarantine, and logs what needs a person. profile.ps1 has signed in.
param($Timer)

$ErrorActionPreference = 'Stop'

# A function may run for five minutes on the Consumption plan (host.json says ten): what is not done by then, the next morning sees.
$repairs = Get-GraphSyncJob -State Quarantine -ErrorAction Continue -ErrorVariable notRead |
    Repair-GraphSyncJob -TimeoutSec 300 -ErrorAction Continue -ErrorVariable notRepaired

foreach ($repair in $repairs) {
    if ($repair.Outcome -in 'Repaired', 'NotNeeded') {
        Write-Information "$($repair.SynchronizationJobId): $($repair.Outcome)"
    }
    else {
        Write-Warning "$($repair.SynchronizationJobId): $($repair.Outcome). $($repair.Advice)"
    }
}

# Azure Monitor counts a function that throws as failed.
if ($notRead -or $notRepaired) {
    throw "$(@($notRead).Count + @($notRepaired).Count) jobs could not be read or repaired; the errors above say why."
}
