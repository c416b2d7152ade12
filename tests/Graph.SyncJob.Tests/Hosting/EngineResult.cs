using System.Linq;
using System.Management.Automation;

namespace Graph.SyncJob.Tests.Hosting;

/// <summary>All that a script wrote, stream by stream.</summary>
internal sealed record EngineResult(
    IReadOnlyList<object?> Output,
    IReadOnlyList<ErrorRecord> Errors,
    ErrorRecord? Terminating,
    IReadOnlyList<string> Verbose,
    IReadOnlyList<string> Debug,
    IReadOnlyList<string> Information,
    IReadOnlyList<string> Warnings)
{
    public IReadOnlyList<ProgressRecord> Progress { get; init; } = [];

    /// <summary>The one error there is, terminating or not.</summary>
    public ErrorRecord Error => Terminating ?? Assert.Single(Errors);

    /// <summary>Every text of every stream, for tests that look for what must not be there.</summary>
    public IEnumerable<string> AllText =>
        Verbose.Concat(Debug).Concat(Information).Concat(Warnings)
            .Concat(Output.Select(item => item?.ToString() ?? string.Empty))
            .Concat(Errors.Append(Terminating).Where(error => error is not null)
                .SelectMany(error => new[] { error!.ToString(), error.Exception.ToString(), error.ErrorDetails?.ToString() ?? string.Empty }));

    public void ThrowIfFailed()
    {
        Assert.Null(Terminating);
        Assert.Empty(Errors);
    }
}
