#Requires -Version 5.1
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

BeforeDiscovery {
    Import-Module "$PSScriptRoot/UserSession.psm1" -Force
    Assert-Built
}

BeforeAll {
    Import-Module "$PSScriptRoot/UserSession.psm1" -Force
    Start-Emulator
    Import-BuiltModule
    $address = Get-EmulatorAddress

    # A token as Entra issues them: its middle part says whose it is. Nobody here checks the signature.
    function New-Token([string]$Claims) {
        $middle = [Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes($Claims)).TrimEnd('=').Replace('+', '-').Replace('/', '_')
        "eyJhbGciOiJub25lIn0.$middle.c2lnbmF0dXJl"
    }
}

AfterAll {
    Stop-Emulator
    Disconnect-GraphSyncJob
}

Describe 'Signing in' {
    BeforeEach {
        Disconnect-GraphSyncJob
        Reset-Emulator
    }

    It 'says where, and writes no object' {
        $said = Connect-GraphSyncJob -AccessToken (Get-SecureToken) -GraphEndpoint $address 6>&1

        "$said" | Should -Be "Connected to $address."
        $said | Should -BeOfType System.Management.Automation.InformationRecord
    }

    It 'says nothing with -NoWelcome' {
        Connect-GraphSyncJob -AccessToken (Get-SecureToken) -GraphEndpoint $address -NoWelcome *>&1 | Should -BeNullOrEmpty
    }

    It 'sends nothing yet' {
        Connect-Emulator

        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'says who it is when the token tells, and Get-GraphSyncJobContext says the rest' {
        $token = New-Token '{"tid":"t-1","appid":"c-1","upn":"ann@contoso.com","scp":"Synchronization.ReadWrite.All User.Read","roles":["Application.ReadWrite.OwnedBy"],"exp":4102444800}'

        $said = Connect-GraphSyncJob -AccessToken (Get-SecureToken $token) -GraphEndpoint $address 6>&1
        $context = Get-GraphSyncJobContext

        "$said" | Should -Be "Connected to $address as ann@contoso.com."
        $context.AuthType | Should -Be 'AccessToken'
        $context.GraphEndpoint | Should -Be ([uri]$address)
        $context.TenantId | Should -Be 't-1'
        $context.ClientId | Should -Be 'c-1'
        $context.Account | Should -Be 'ann@contoso.com'
        $context.Scopes | Should -Be 'Synchronization.ReadWrite.All', 'User.Read'
        $context.Roles | Should -Be 'Application.ReadWrite.OwnedBy'
        $context.TokenExpiresOn.UtcDateTime.Year | Should -Be 2100
    }

    It 'takes the place of an earlier one' {
        Connect-GraphSyncJob -AccessToken (Get-SecureToken) -GraphEndpoint 'https://graph.microsoft.us' -NoWelcome
        Connect-Emulator

        @(Get-GraphSyncJobContext).Count | Should -Be 1
        (Get-GraphSyncJobContext).GraphEndpoint | Should -Be ([uri]$address)
    }

    It 'is forgotten after Disconnect-GraphSyncJob, which may be called at any time' {
        Connect-Emulator

        Disconnect-GraphSyncJob | Should -BeNullOrEmpty
        Get-GraphSyncJobContext | Should -BeNullOrEmpty
        Disconnect-GraphSyncJob -Verbose 4>&1 | Should -Be 'There was no sign-in to forget.'
    }

    It 'takes no token as plain text, which would stay in the history' {
        { Connect-GraphSyncJob -AccessToken 'plain' -GraphEndpoint $address } |
            Should -Throw -ErrorId 'CannotConvertArgumentNoMessage,Graph.SyncJob.Commands.ConnectGraphSyncJobCommand'
    }

    It 'sends no token to <Endpoint>' -TestCases @(
        @{ Endpoint = 'http://graph.microsoft.com'; Because = '*Plain http*' }
        @{ Endpoint = 'graph.microsoft.com'; Because = '*not an absolute address*' }
        @{ Endpoint = 'https://graph.microsoft.com/v1.0'; Because = '*adds /v1.0 or /beta itself*' }
        @{ Endpoint = 'ftp://graph.microsoft.com'; Because = '*not a web address*' }
    ) {
        { Connect-GraphSyncJob -AccessToken (Get-SecureToken) -GraphEndpoint $Endpoint } |
            Should -Throw $Because -ErrorId 'GraphEndpointInvalid,Graph.SyncJob.Commands.ConnectGraphSyncJobCommand'
        Get-GraphSyncJobContext | Should -BeNullOrEmpty
    }

    It 'with a token that has expired is refused at once, and the earlier sign-in stays' {
        Connect-Emulator

        { Connect-GraphSyncJob -AccessToken (Get-SecureToken (New-Token '{"exp":1700000000}')) -GraphEndpoint 'https://graph.microsoft.com' } |
            Should -Throw '*expired at 2023-11-14*' -ErrorId 'SignInFailed,Graph.SyncJob.Commands.ConnectGraphSyncJobCommand'
        (Get-GraphSyncJobContext).GraphEndpoint | Should -Be ([uri]$address)
    }
}

Describe 'Without a sign-in' {
    BeforeEach {
        Disconnect-GraphSyncJob
    }

    It 'there is no context' {
        Get-GraphSyncJobContext | Should -BeNullOrEmpty
    }

    It 'a start says what was tried to get a token, and what to do' {
        # Not left to what this machine may be signed in to: the start would reach a real tenant.
        $none = @{ AZURE_TOKEN_CREDENTIALS = 'EnvironmentCredential'; AZURE_CLIENT_ID = $null; AZURE_TENANT_ID = $null; AZURE_CLIENT_SECRET = $null }

        $failure = Use-Environment $none {
            try { Start-MgApplicationSynchronizationJob -ApplicationId 'a' -SynchronizationJobId 'j' }
            catch { $_ }
        }

        $failure.FullyQualifiedErrorId | Should -Be 'SignInFailed,Graph.SyncJob.Commands.StartMgApplicationSynchronizationJobCommand'
        $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
        "$failure" | Should -BeLike '*graph.microsoft.com*EnvironmentCredential*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Connect-GraphSyncJob*'
    }
}

Describe 'A sign-in and other sessions' {
    BeforeAll {
        Connect-Emulator
        $other = New-Session
    }

    AfterAll {
        $other.Dispose()
    }

    It 'is not shared with a second session in the same process' {
        (Use-Session $other { Get-GraphSyncJobContext }).Output | Should -BeNullOrEmpty
        Get-GraphSyncJobContext | Should -Not -BeNullOrEmpty
    }

    It 'is not lost when the second session signs in elsewhere and out again' {
        $there = Use-Session $other -Arguments (Get-SecureToken) {
            param($token)
            Connect-GraphSyncJob -AccessToken $token -GraphEndpoint 'https://graph.microsoft.us' -NoWelcome
            (Get-GraphSyncJobContext).GraphEndpoint.Host
            Disconnect-GraphSyncJob
        }

        $there.Output | Should -Be 'graph.microsoft.us'
        (Get-GraphSyncJobContext).GraphEndpoint | Should -Be ([uri]$address)
    }
}
