# The orchestrator: one activity for each tenant, all at once, and then what came of each. It is replayed from its history, so it reads nothing
# but its input.
param($Context)

# A tenant that failed is tried twice more, a minute apart: a sign-in or a network that failed may be well by then.
$retry = New-DurableRetryOptions -FirstRetryInterval ([timespan]::FromMinutes(1)) -MaxNumberOfAttempts 3

$tasks = foreach ($tenant in $Context.Input) {
    Invoke-DurableActivity -FunctionName 'RepairTenant' -Input $tenant -RetryOptions $retry -NoWait
}

Wait-DurableTask -Task $tasks
