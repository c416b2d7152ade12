using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Identity;

/// <summary>The id of something below an owner or a job, which a cmdlet takes by name or within an identity; checked.</summary>
internal static class IdParameter
{
    /// <exception cref="IdentityException">The id is missing, or is none.</exception>
    public static string Of(IApplicationsIdentity given, string name, string? id)
    {
        var source = SourceOf(given);
        if (source?.FaultOf(name) is { } fault)
        {
            throw Invalid(fault);
        }

        return id is null && source is not null
            ? throw new IdentityException(
                "IdentityIncomplete",
                $"{Text.Capitalise(source.Kind)} does not say which one is meant: {name} is missing. Keys seen: {source.DescribeKeys()}.",
                $"Give an object or a hashtable with all ids, {name} among them.")
            : GraphId.Fault(name, id) is { } wrong ? throw Invalid(wrong) : id!;
    }

    /// <summary>Whether an identity names one, if only by something that is no id: whoever names one does not mean all of them.</summary>
    public static bool IsNamedBy(IApplicationsIdentity given, string name, string? id) => id is not null || SourceOf(given)?.FaultOf(name) is not null;

    private static IdentitySource? SourceOf(IApplicationsIdentity given) => (given as ApplicationsIdentity)?.Source;

    private static IdentityException Invalid(string fault) =>
        new("IdentityInvalid", $"{fault} Nothing was sent.", "Give each id as Graph reports it: a string, one segment of a path.");
}
