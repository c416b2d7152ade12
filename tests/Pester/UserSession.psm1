# What the tests share: the built module, an emulator to sign in to, and sessions beside the one that runs the tests.

$repository = Split-Path -Parent (Split-Path -Parent $PSScriptRoot)
$moduleDirectory = Join-Path $repository 'artifacts/module/Graph.SyncJob'
$modulePath = Join-Path $moduleDirectory 'Graph.SyncJob.psd1'
$token = 's3cr3t-token-of-the-user'

$emulator = $null
$address = $null

function Find-Emulator {
    foreach ($configuration in 'Debug', 'Release') {
        $path = Join-Path $repository "src/Graph.SyncJob.Emulator/bin/$configuration/net10.0/Graph.SyncJob.Emulator.dll"
        if (Test-Path -LiteralPath $path) {
            Get-Item -LiteralPath $path
        }
    }
}

# Called while Pester discovers the tests: one sentence for a file, in place of one failure for every test in it.
function Assert-Built {
    $missing = @(
        if (-not (Test-Path -LiteralPath $modulePath)) { 'artifacts/module/Graph.SyncJob' }
        if (-not (Find-Emulator)) { 'src/Graph.SyncJob.Emulator/bin' }
    )
    if ($missing) {
        throw "Nothing has been built yet ($($missing -join ' and ') missing). Run ./build.ps1, or dotnet build, and then the tests again."
    }

    if (-not (Get-Command dotnet -CommandType Application -ErrorAction SilentlyContinue)) {
        throw 'The tests run against the emulator, which needs the .NET SDK: there is no dotnet command on the PATH.'
    }
}

function Import-BuiltModule {
    Remove-Module Graph.SyncJob -ErrorAction SilentlyContinue
    Import-Module $modulePath -Global

    # An assembly stays loaded when its module is removed: a session that has had another copy keeps running that one.
    $running = (Get-Command Start-MgApplicationSynchronizationJob).ImplementingType.Assembly.Location
    if (-not $running.StartsWith((Get-Item -LiteralPath $moduleDirectory).FullName)) {
        throw "This session has loaded another Graph.SyncJob ($running). Run the tests in a new session."
    }
}

function Get-ModulePath { $modulePath }

function Get-Token { $token }

function Get-SecureToken([string]$Text = $token) {
    ConvertTo-SecureString $Text -AsPlainText -Force
}

function Start-Emulator {
    Stop-Emulator
    $path = Find-Emulator | Sort-Object LastWriteTimeUtc | Select-Object -Last 1
    $start = New-Object System.Diagnostics.ProcessStartInfo
    $start.FileName = (Get-Command dotnet -CommandType Application | Select-Object -First 1).Source
    $start.Arguments = '"{0}" --port 0' -f $path.FullName
    $start.UseShellExecute = $false
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true

    $script:emulator = [System.Diagnostics.Process]::Start($start)
    $complaint = $script:emulator.StandardError.ReadToEndAsync()
    $script:address = $null
    while (-not $script:address) {
        $line = $script:emulator.StandardOutput.ReadLine()
        if ($null -eq $line) {
            throw "The emulator ended before it was listening: $($complaint.Result)"
        }

        if ($line -match 'http://[^\s/]+:[0-9]+') {
            $script:address = $Matches[0]
        }
    }

    # Whatever else it prints must not fill the pipe.
    $null = $script:emulator.StandardOutput.ReadToEndAsync()
}

function Stop-Emulator {
    if ($script:emulator) {
        if (-not $script:emulator.HasExited) {
            $script:emulator.Kill()
            $script:emulator.WaitForExit()
        }

        $script:emulator.Dispose()
        $script:emulator = $null
    }
}

function Get-EmulatorAddress { $script:address }

function Reset-Emulator {
    $null = Invoke-RestMethod "$script:address/emulator/reset" -Method Post
    $null = Invoke-RestMethod "$script:address/emulator/requests" -Method Delete
}

# The requests as the emulator received them, oldest first.
function Get-EmulatorRequest {
    (Invoke-RestMethod "$script:address/emulator/requests").requests
}

# The state of a job as the emulator holds it, with the number of starts it has had.
function Get-EmulatorJob([string]$Name) {
    (Invoke-RestMethod "$script:address/emulator/state").applications | Where-Object displayName -eq $Name | ForEach-Object { $_.jobs }
}

# A job that the emulator holds from the start: Workday (Active), Salesforce (Quarantine), Box (Paused), 'GitHub Enterprise Cloud' (Active, no GUID).
function Get-KnownJob([string]$Name) {
    $application = (Invoke-RestMethod "$script:address/emulator/state").applications | Where-Object displayName -eq $Name
    [pscustomobject]@{
        ApplicationId        = $application.applicationId
        AppId                = $application.appId
        SynchronizationJobId = $application.jobs[0].id
    }
}

function Connect-Emulator {
    Connect-GraphSyncJob -AccessToken (Get-SecureToken) -GraphEndpoint $script:address -NoWelcome
}

# An address where nobody listens.
function Get-ClosedAddress {
    $listener = New-Object System.Net.Sockets.TcpListener ([System.Net.IPAddress]::Loopback), 0
    $listener.Start()
    $closed = "http://127.0.0.1:$($listener.LocalEndpoint.Port)"
    $listener.Stop()
    $closed
}

# Another session in this process: a runspace of its own with the module imported, and nobody there to answer a question.
function New-Session {
    $session = [powershell]::Create()
    $null = Use-Session $session { param($path) Import-Module $path } $modulePath
    $session
}

# Runs a script in another session; returns what it wrote, what went wrong, and what ended it.
function Use-Session($Session, [scriptblock]$Script, $Arguments) {
    $Session.Commands.Clear()
    $Session.Streams.ClearStreams()
    $null = $Session.AddScript($Script.ToString())
    foreach ($argument in $Arguments) {
        $null = $Session.AddArgument($argument)
    }

    $output = @()
    $thrown = $null
    try {
        $output = @($Session.Invoke())
    }
    catch [System.Management.Automation.RuntimeException] {
        $thrown = $_.Exception
        if ($thrown.InnerException -is [System.Management.Automation.RuntimeException]) {
            $thrown = $thrown.InnerException
        }
    }

    [pscustomobject]@{
        Output = $output
        Errors = @($Session.Streams.Error)
        Thrown = $thrown
    }
}

# Runs a script in a new process of this very PowerShell; returns all that a user would see in the window.
function Invoke-NewProcess([scriptblock]$Script, [string]$File) {
    $name = 'pwsh'
    if ($PSVersionTable.PSEdition -ne 'Core') {
        $name = 'powershell'
    }

    $executable = (Get-Process -Id $PID).Path
    if ([System.IO.Path]::GetFileNameWithoutExtension($executable) -ne $name) {
        $executable = Join-Path $PSHOME $name
    }

    Set-Content -LiteralPath $File -Value $Script -Encoding UTF8
    $environment = @{
        GRAPH_SYNCJOB_TEST_MODULE   = $modulePath
        GRAPH_SYNCJOB_TEST_ENDPOINT = $script:address
        GRAPH_SYNCJOB_TEST_TOKEN    = $token
        NO_COLOR                    = '1'
    }
    Use-Environment $environment {
        # Windows PowerShell turns each line on a native command's error stream into an error of its own.
        $ErrorActionPreference = 'Continue'
        (& $executable -NoProfile -NonInteractive -File $File 2>&1 | ForEach-Object { "$_" }) -join "`n"
    }
}

# Runs a script with these environment variables ($null: without), and puts the old ones back.
function Use-Environment([hashtable]$Variables, [scriptblock]$Script) {
    $before = @{}
    foreach ($name in $Variables.Keys) {
        $before[$name] = [Environment]::GetEnvironmentVariable($name)
    }

    try {
        foreach ($name in $Variables.Keys) {
            [Environment]::SetEnvironmentVariable($name, $Variables[$name])
        }

        & $Script
    }
    finally {
        foreach ($name in $before.Keys) {
            [Environment]::SetEnvironmentVariable($name, $before[$name])
        }
    }
}

# Ctrl+C does not run what stands in AfterAll. It reaches the emulator as well, and what is left is gone with the next import of this file.
$ExecutionContext.SessionState.Module.OnRemove = { Stop-Emulator }

Export-ModuleMember -Function *
