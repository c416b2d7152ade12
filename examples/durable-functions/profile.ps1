# Runs once for each PowerShell of the function app, before its first function.
Import-Module AzureFunctions.PowerShell.Durable.SDK -ErrorAction Stop
Import-Module Graph.SyncJob -ErrorAction Stop
