using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator;

namespace Graph.SyncJob.Benchmarks;

/// <summary>What a user waits for at a prompt: the import, and the first job.</summary>
internal static class Startup
{
    private const int Rounds = 9;

    private const string Job = $"cccccccc-0000-4000-8000-000000000003/{SeedTenant.Box.JobId}";

    public static async Task RunAsync(Table table)
    {
        await using var graph = await Parts.GraphAsync();
        var start = $"'{Job}' | {Parts.Start}";
        (string Name, string Value)[] identity =
        [
            ("IDENTITY_ENDPOINT", new Uri(graph.Address, "/msi/token").AbsoluteUri),
            ("IDENTITY_HEADER", "emulator-identity-header"),
        ];
        var withToken = $"{Parts.ImportModule}; {Parts.Connect(graph.Address)}; {start}";
        var withIdentity = $"{Parts.ImportModule}; Connect-GraphSyncJob -Identity -GraphEndpoint '{graph.Address}' -NoWelcome; {start}";

        // In turn, so that whatever else the machine does falls on all of them.
        var rounds = Enumerable.Range(0, Rounds).Select(_ => (
            ImportBare: Measured.Of("", Parts.ImportBare).Milliseconds,
            Import: Measured.Of("", Parts.ImportModule).Milliseconds,
            StartBare: Measured.Of("", $"{Parts.ImportBare}; '{Job}' | Invoke-BareStart -Graph '{graph.Address}'").Milliseconds,
            Start: Measured.Of("", withToken).Milliseconds)).ToList();
        var import = Parts.Median(rounds.Select(round => round.Import));
        var importBare = Parts.Median(rounds.Select(round => round.ImportBare));

        Table.Begin("Import and first job, milliseconds net of the process");
        table.Within("Import-Module, beside an empty binary module", import, importBare, 1.5);
        table.AtMostMore("the same", import, importBare, 40, "ms");
        table.Within(
            "first job with a token, beside a bare HttpClient",
            Parts.Median(rounds.Select(round => round.Start)),
            Parts.Median(rounds.Select(round => round.StartBare)),
            1.8);
        if (IsThere("pwsh"))
        {
            BesideInvokeRestMethod(table, graph.Address, withToken, withIdentity, identity);
        }
        else
        {
            Console.WriteLine("There is no pwsh here: nothing was measured beside Invoke-RestMethod.");
        }
    }

    private static void BesideInvokeRestMethod(
        Table table, Uri graph, string withToken, string withIdentity, (string Name, string Value)[] identity)
    {
        var address = $"{graph}v1.0/servicePrincipals/{Job.Split('/')[0]}/synchronization/jobs/{Job.Split('/')[1]}/start";
        var post = $"Invoke-RestMethod -Method Post -Uri '{address}' -Headers @{{ Authorization = \"Bearer $token\" }}";
        var byToken = $"$token = 'a-token'; {post}";
        var byIdentity = $"$token = (Invoke-RestMethod -Uri ($env:IDENTITY_ENDPOINT + '?api-version=2019-08-01&resource={graph.GetLeftPart(UriPartial.Authority)}') -Headers @{{ 'X-IDENTITY-HEADER' = $env:IDENTITY_HEADER }}).access_token; {post}";
        foreach (var (name, value) in identity)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        // pwsh notes what a script compiled, and begins the next one with that: kept in one place, it would be of another script each time.
        var folder = Directory.CreateTempSubdirectory("startup");
        Compare("first time on a machine", _ => Path.Combine(folder.FullName, Path.GetRandomFileName()));
        Compare("ran before", script => Path.Combine(folder.FullName, script));
        folder.Delete(recursive: true);

        void Compare(string machine, Func<string, string> notesOf)
        {
            double Pwsh(string name, string script) => Measured.OfProcess(
                "pwsh", ["-NoProfile", "-NonInteractive", "-Command", script], ("XDG_CACHE_HOME", notesOf(name)), ("LOCALAPPDATA", notesOf(name)));

            var rounds = Enumerable.Range(0, Rounds + 1).Select(_ => (
                Empty: Pwsh("empty", "1"),
                Token: Pwsh("token", withToken),
                RestToken: Pwsh("rest token", byToken),
                Identity: Pwsh("identity", withIdentity),
                RestIdentity: Pwsh("rest identity", byIdentity))).Skip(1).ToList();
            var empty = Parts.Median(rounds.Select(round => round.Empty));
            table.Within(
                $"token, beside Invoke-RestMethod ({machine})",
                Parts.Median(rounds.Select(round => round.Token)) - empty,
                Parts.Median(rounds.Select(round => round.RestToken)) - empty,
                0.8);
            table.Within(
                $"managed identity, beside the same ({machine})",
                Parts.Median(rounds.Select(round => round.Identity)) - empty,
                Parts.Median(rounds.Select(round => round.RestIdentity)) - empty,
                1.3);
        }
    }

    private static bool IsThere(string command) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, command)) || File.Exists(Path.Combine(folder, command + ".exe")));
}
