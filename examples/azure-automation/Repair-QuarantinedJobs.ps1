<#
.SYNOPSIS
Repairs the synchronization jobs of a tenant that are in quarantine, and mails what came of it.

.DESCRIPTION
A runbook for Azure Automation, PowerShell 7.4 or later. It signs in with the managed identity of the account or, for another tenant, with a
certificate of the account. The mail is always sent as the managed identity, from a mailbox of its own tenant.

The job of the runbook fails where something could not be done, so that an alert on failed jobs tells of it.

.PARAMETER MailFrom
The mailbox that the report is sent from: a user principal name or an object id.

.PARAMETER MailTo
Who gets the report.

.PARAMETER IdentityClientId
The client id of a user-assigned identity; the system-assigned one when left out.

.PARAMETER TenantId
Another tenant, which ClientId is consented to in. Takes ClientId and CertificateName, too.

.PARAMETER ClientId
The app registration for that tenant.

.PARAMETER CertificateName
The certificate of the automation account that the app registration has the public part of.

.PARAMETER TimeoutSec
How many seconds to wait for the next attempts of the jobs that were started, for all together.
#>
param(
    [Parameter(Mandatory)] [string] $MailFrom,
    [Parameter(Mandatory)] [string[]] $MailTo,
    [string] $IdentityClientId,
    [string] $TenantId,
    [string] $ClientId,
    [string] $CertificateName,
    [int] $TimeoutSec = 1800
)

$ErrorActionPreference = 'Stop'
Import-Module Graph.SyncJob

if ($TenantId) {
    Connect-GraphSyncJob -TenantId $TenantId -ClientId $ClientId -Certificate (Get-AutomationCertificate -Name $CertificateName) -NoWelcome
}
elseif ($IdentityClientId) {
    Connect-GraphSyncJob -Identity -ClientId $IdentityClientId -NoWelcome
}
else {
    Connect-GraphSyncJob -Identity -NoWelcome
}

# An error of one job must not keep the others from being repaired, nor the report from being sent.
$repairs = @(Get-GraphSyncJob -State Quarantine -ErrorAction Continue -ErrorVariable notRead |
    Repair-GraphSyncJob -TimeoutSec $TimeoutSec -ErrorAction Continue -ErrorVariable notRepaired)
$failures = @($notRead) + @($notRepaired)
$open = @($repairs | Where-Object { $_.Outcome -notin 'Repaired', 'NotNeeded' })

$report = [System.IO.Path]::Combine([System.IO.Path]::GetTempPath(), 'synchronization-jobs.html')
Export-GraphSyncJobReport -Path $report -ErrorAction Continue

$lines = @(
    "$($repairs.Count - $open.Count) of $($repairs.Count) jobs in quarantine are repaired."
    $open | ForEach-Object { "$($_.SynchronizationJobId): $($_.Outcome). $($_.Advice)" }
    $failures | ForEach-Object { "$_" }
)
$lines

# The identity's token for the mailbox. The module has no part in it: it sends tokens to the synchronization of Graph only.
$address = "$($env:IDENTITY_ENDPOINT)?resource=https://graph.microsoft.com&api-version=2019-08-01"
if ($IdentityClientId) {
    $address += "&client_id=$IdentityClientId"
}

$token = (Invoke-RestMethod -Uri $address -Headers @{ 'X-IDENTITY-HEADER' = $env:IDENTITY_HEADER; Metadata = 'true' }).access_token
$mail = @{
    message         = @{
        subject      = "Synchronization jobs: $($open.Count) need a person, $($failures.Count) errors"
        body         = @{ contentType = 'Text'; content = $lines -join "`n`n" }
        toRecipients = @($MailTo | ForEach-Object { @{ emailAddress = @{ address = $_ } } })
        attachments  = @(
            @{
                '@odata.type' = '#microsoft.graph.fileAttachment'
                name          = 'synchronization-jobs.html'
                contentType   = 'text/html'
                contentBytes  = [Convert]::ToBase64String([System.IO.File]::ReadAllBytes($report))
            }
        )
    }
    saveToSentItems = $false
}
$sending = @{
    Method      = 'Post'
    Uri         = "https://graph.microsoft.com/v1.0/users/$([uri]::EscapeDataString($MailFrom))/sendMail"
    Headers     = @{ Authorization = "Bearer $token" }
    ContentType = 'application/json; charset=utf-8'
    Body        = $mail | ConvertTo-Json -Depth 6
}
$null = Invoke-RestMethod @sending

if ($failures) {
    throw "$($failures.Count) jobs could not be read or repaired; the errors above say why."
}
