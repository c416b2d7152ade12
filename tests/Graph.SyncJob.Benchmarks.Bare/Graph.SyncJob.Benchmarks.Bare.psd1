@{
    # A module has a manifest: what it costs to read one is part of importing any.
    RootModule = 'Graph.SyncJob.Benchmarks.Bare.dll'
    ModuleVersion = '0.1.0'
    GUID = 'd5f3a7c4-6f0e-4c0a-9a53-6b2a3c1d9e10'
    PowerShellVersion = '7.4'
    CmdletsToExport = @('Get-BareLine', 'Invoke-BareStart')
    FunctionsToExport = @()
    AliasesToExport = @()
    VariablesToExport = @()
}
