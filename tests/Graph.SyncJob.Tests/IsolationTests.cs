using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;
using System.Threading.Tasks;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>Importing loads one small assembly; the client loads on first use, where no other module meets it. Each test has a process of its own.</summary>
public sealed class IsolationTests
{
    private const string ListLoaded = """
        [System.Runtime.Loader.AssemblyLoadContext]::All | ForEach-Object {
            $context = $_.Name
            $_.Assemblies | ForEach-Object { "$context/$($_.GetName().Name)/$($_.GetName().Version)" }
        }
        """;

    private const string Connect = """
        $token = [securestring]::new(); 'abc'.ToCharArray() | ForEach-Object { $token.AppendChar($_) }
        Connect-GraphSyncJob -AccessToken $token -GraphEndpoint '{0}' -NoWelcome

        """;

    private const string Start = "'started ' + (Start-MgApplicationSynchronizationJob -ApplicationId a -SynchronizationJobId j -PassThru)";

    [Fact]
    public async Task Import_loads_the_module_and_nothing_of_Graph_Kiota_MSAL_or_Azure()
    {
        var loaded = await SandboxProcess.RunScriptAsync("Import-Module $ModulePath\n" + ListLoaded);

        Assert.Contains(loaded, line => line.StartsWith("Default/Graph.SyncJob/", StringComparison.Ordinal));
        Assert.DoesNotContain(loaded, OfTheClient);
    }

    [Fact]
    public async Task WhatIf_and_refused_input_load_nothing_more()
    {
        var loaded = await SandboxProcess.RunScriptAsync("""
            Import-Module $ModulePath
            Start-MgApplicationSynchronizationJob -ApplicationId a -SynchronizationJobId j -WhatIf
            @{ ApplicationId = '..' } | Start-MgApplicationSynchronizationJob -ErrorAction SilentlyContinue
            Get-GraphSyncJobContext
            Disconnect-GraphSyncJob

            """ + ListLoaded);

        Assert.DoesNotContain(loaded, OfTheClient);
    }

    [Fact]
    public async Task A_call_loads_the_client_into_a_context_of_its_own_and_nothing_into_the_common_one()
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(204));

        var lines = await SandboxProcess.RunScriptAsync($"Import-Module $ModulePath\n{ConnectTo(graph)}{Start}\n{ListLoaded}");

        Assert.Contains("started True", lines);
        Assert.Contains(lines, line => line.StartsWith("Graph.SyncJob/Microsoft.Graph/", StringComparison.Ordinal));
        Assert.All(lines.Where(OfTheClient), line => Assert.StartsWith("Graph.SyncJob/", line, StringComparison.Ordinal));
    }

    // It is compiled for this runtime already; what ships is for older ones and for Windows PowerShell.
    [Fact]
    public async Task What_the_runtime_has_in_no_older_version_is_taken_from_there()
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(200, """{"value":[{"id":"j"}]}""", "Content-Type: application/json"));

        var lines = await SandboxProcess.RunScriptAsync($"""
            Import-Module $ModulePath
            {ConnectTo(graph)}
            'read ' + (Get-MgApplicationSynchronizationJob -ApplicationId a).Id
            {ListLoaded}
            """);

        Assert.Contains("read j", lines);
        Assert.Contains(lines, line => line.StartsWith("Default/System.Text.Json/", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.StartsWith("Graph.SyncJob/System.Text.Json/", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.StartsWith("Graph.SyncJob/System.Diagnostics.DiagnosticSource/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_session_that_has_another_Azure_Core_works_and_sees_none_of_ours()
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(204));
        var directory = Directory.CreateTempSubdirectory();
        try
        {
            var other = Path.Combine(directory.FullName, "Azure.Core.dll");
            var assembly = new PersistedAssemblyBuilder(new AssemblyName("Azure.Core, Version=1.0.0.0"), typeof(object).Assembly);
            assembly.DefineDynamicModule("Azure.Core").DefineType("Azure.Core.TokenCredential", TypeAttributes.Public).CreateType();
            assembly.Save(other);

            var lines = await SandboxProcess.RunScriptAsync($"""
                [void][Reflection.Assembly]::LoadFrom('{other}')
                Import-Module $ModulePath
                {ConnectTo(graph)}
                {Start}
                'theirs ' + [Azure.Core.TokenCredential].Assembly.GetName().Version
                {ListLoaded}
                """);

            Assert.Contains("started True", lines);
            Assert.Contains("theirs 1.0.0.0", lines);
            Assert.Contains(lines, line => line.StartsWith("Graph.SyncJob/Azure.Core/", StringComparison.Ordinal));
            Assert.Equal(["Default/Azure.Core/1.0.0.0"], lines.Where(OfTheClient).Where(line => !line.StartsWith("Graph.SyncJob/", StringComparison.Ordinal)));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static string ConnectTo(ScriptedServer graph) => Connect.Replace("{0}", graph.Address.AbsoluteUri, StringComparison.Ordinal);

    private static bool OfTheClient(string line) => line.Contains('/', StringComparison.Ordinal)
        && line.Split('/')[1] is var name
        && (name.StartsWith("Microsoft.Graph", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.Kiota", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.Identity", StringComparison.Ordinal)
            || name.StartsWith("Azure.", StringComparison.Ordinal)
            || name is "Graph.SyncJob.Client" or "System.ClientModel" or "Std.UriTemplate");
}
