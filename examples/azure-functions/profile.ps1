# Runs once for each PowerShell of the function app, before its first function.
Import-Module Graph.SyncJob -ErrorAction Stop
Connect-GraphSyncJob -Identity -NoWelcome
