using System.Collections.Generic;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Client;

/// <summary>The answer of provisionOnDemand: two texts that are JSON themselves. What can't be read of them is still there as text.</summary>
/// <remarks>
/// The documentation shows an outcome as key and a report as value. The service has also been seen to answer a mere name as key, and as
/// value a list of reports or of steps.
/// </remarks>
internal sealed record ProvisionOnDemandAnswer
{
    public string? Key { get; init; }

    public string? Value { get; init; }

    public ProvisionOnDemandResult Read()
    {
        var outcome = GraphJson.TryParse<Outcome>(Key);
        var report = ReadReport();
        var code = outcome?.Details?.ErrorCode ?? report?.StatusInfo?.ErrorCode;
        return new ProvisionOnDemandResult
        {
            Result = outcome?.Result ?? report?.StatusInfo?.Status,
            Action = report?.Action,
            Error = code is null ? null : new() { Code = code, Message = outcome?.Details?.ErrorMessage ?? report?.StatusInfo?.Reason },
            Steps = report?.ProvisioningSteps ?? [],
            AdditionalProperties = report?.Rest ?? new Dictionary<string, object?>(),
            Key = Key,
            Value = Value,
        };
    }

    private Report? ReadReport()
    {
        if (GraphJson.TryParse<Report>(Value) is { } report)
        {
            return report;
        }

        return GraphJson.TryParse<Report[]>(Value) is [{ ProvisioningSteps: not null } first, ..]
            ? first
            : new Report { ProvisioningSteps = GraphJson.TryParse<ProvisionOnDemandStep[]>(Value) };
    }

    private sealed record Outcome
    {
        public string? Result { get; init; }

        public OutcomeDetails? Details { get; init; }
    }

    private sealed record OutcomeDetails
    {
        public string? ErrorCode { get; init; }

        public string? ErrorMessage { get; init; }
    }

    private sealed record Report
    {
        public string? Action { get; init; }

        public ProvisionOnDemandStep[]? ProvisioningSteps { get; init; }

        public StatusInfo? StatusInfo { get; init; }

        public IDictionary<string, object?> Rest { get; init; } = new Dictionary<string, object?>();
    }

    private sealed record StatusInfo
    {
        public string? Status { get; init; }

        public string? ErrorCode { get; init; }

        public string? Reason { get; init; }
    }
}
