namespace Graph.SyncJob.Tests.Hosting;

/// <summary>Sets variables of this process for as long as it lives. Tests that use it belong to the collection below: the process has one environment.</summary>
internal sealed class EnvironmentVariables : IDisposable
{
    private readonly List<(string Name, string? Value)> _before = [];

    public EnvironmentVariables(params (string Name, string? Value)[] variables)
    {
        foreach (var (name, value) in variables)
        {
            _before.Add((name, Environment.GetEnvironmentVariable(name)));
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    public void Dispose()
    {
        foreach (var (name, value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }
}

[CollectionDefinition(nameof(Environment), DisableParallelization = true)]
public sealed class OneEnvironment;
