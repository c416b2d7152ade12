using System;
using System.Collections.Generic;
using System.Linq;
using Graph.SyncJob.Emulator.Api;

namespace Graph.SyncJob.Emulator.Entra;

/// <summary>Somebody with a token, and the permissions in it. Application and delegated permissions have the same names.</summary>
internal sealed class Caller(IReadOnlyList<string> permissions, IReadOnlyList<string> ownedApplications)
{
    /// <summary>Whoever holds a token that the emulator did not issue and was not told to refuse.</summary>
    public static readonly Caller AllPowerful = new([], []) { _isAllPowerful = true };

    private const string OwnedBy = "Application.ReadWrite.OwnedBy";

    private static readonly string[] ReadApplications =
        ["Application.Read.All", "Application.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"];

    private static readonly string[] ReadSynchronization = ["Synchronization.Read.All", "Synchronization.ReadWrite.All"];

    private static readonly string[] WriteSynchronization = ["Synchronization.ReadWrite.All"];

    private bool _isAllPowerful;

    /// <summary>Lets a call through that the caller may make.</summary>
    public GraphCall Allow(GraphCall call) => _isAllPowerful || Enough(call).Any(Has) || (Has(OwnedBy) && Owns(call))
        ? call
        : throw new GraphErrorException(GraphError.InsufficientPrivileges());

    private static string[] Enough(GraphCall call) => call.Route.Resource switch
    {
        GraphResource.Owners or GraphResource.OwnersCount or GraphResource.Owner => ReadApplications,
        _ => call.Request.Method == "GET" ? ReadSynchronization : WriteSynchronization,
    };

    private bool Has(string permission) => permissions.Contains(permission, StringComparer.OrdinalIgnoreCase);

    // A list is of everybody's applications, so owning some of them does not open it.
    private bool Owns(GraphCall call) =>
        call.Find() is { } application
        && ownedApplications.Any(owned =>
            new[] { application.AppId, application.ApplicationId, application.ServicePrincipalId }
                .Contains(owned, StringComparer.OrdinalIgnoreCase));
}
