using System;
using System.Collections.Generic;
using System.Linq;
using Graph.SyncJob.Emulator.Faults;

namespace Graph.SyncJob.Emulator.Model;

/// <summary>
/// An application and its service principal: two objects with one appId, and with one set of synchronization jobs between them.
/// </summary>
internal sealed class EnterpriseApplication(long sequence)
{
    public long Sequence { get; } = sequence;

    public required string DisplayName { get; init; }

    public required string AppId { get; init; }

    public required string? ApplicationId { get; init; }

    public required string? ServicePrincipalId { get; init; }

    public required DateTimeOffset CreatedDateTime { get; init; }

    public List<SynchronizationJob> Jobs { get; } = [];

    /// <summary>The templates that fit this application.</summary>
    public List<SynchronizationTemplate> Templates { get; } = [];

    /// <summary>The saved credentials for the system at the far end.</summary>
    public Credentials Secrets
    {
        get;
        set
        {
            // What has happened by now happened with the credentials there were.
            Jobs.ForEach(job => job.MoveOn());
            field = value;
        }
    } = Credentials.None;

    /// <summary>What Graph documents for provisioning on demand.</summary>
    public RateLimit OnDemand { get; } = new(requests: 5, TimeSpan.FromSeconds(10));

    public StaleReads StaleReads { get; } = new();

    /// <summary>The application as it is now, for reading it later.</summary>
    public EnterpriseApplication Copy()
    {
        var copy = new EnterpriseApplication(Sequence)
        {
            DisplayName = DisplayName,
            AppId = AppId,
            ApplicationId = ApplicationId,
            ServicePrincipalId = ServicePrincipalId,
            CreatedDateTime = CreatedDateTime,
            Secrets = Secrets,
        };
        copy.Jobs.AddRange(Jobs.Select(job => job.Copy()));
        copy.Templates.AddRange(Templates.Select(template => template.Copy()));
        return copy;
    }
}
