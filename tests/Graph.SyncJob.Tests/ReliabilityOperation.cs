using System.IO.Enumeration;
using System.Linq;
using Graph.SyncJob.Emulator;

namespace Graph.SyncJob.Tests;

/// <summary>What a lost answer of an operation means for it.</summary>
internal enum Loss
{
    /// <summary>A look at the job tells whether it was carried out.</summary>
    CanBeSeen,

    /// <summary>A look tells that it was not; what else it finds may be somebody else's.</summary>
    MayBeSeen,

    /// <summary>It is done again: once or twice makes no difference.</summary>
    DoesNotMatter,

    /// <summary>Nothing tells.</summary>
    CanNotBeSeen,
}

/// <summary>Something that a cmdlet of the module changes, in the tenant of the emulator's seed.</summary>
/// <param name="Cmdlet">The cmdlet, the noun of its family left out.</param>
/// <param name="Arguments">How it is called.</param>
/// <param name="Method">The method of the request that changes something.</param>
/// <param name="Path">The path of that request.</param>
/// <param name="Loss">What a lost answer means.</param>
/// <param name="AnswersJson">Whether Graph answers with more than 204.</param>
internal sealed record ReliabilityOperation(string Cmdlet, string Arguments, string Method, string Path, Loss Loss, bool AnswersJson = false)
{
    private const string Box = $"-ServicePrincipalId {SeedTenant.Box.ServicePrincipalId} -SynchronizationJobId {SeedTenant.Box.JobId}";
    private const string Workday = $"-ServicePrincipalId {SeedTenant.Workday.ServicePrincipalId} -SynchronizationJobId {SeedTenant.Workday.JobId}";

    public static readonly IReadOnlyList<ReliabilityOperation> All =
    [
        new("Start-{}SynchronizationJob", $"{Box} -PassThru", "POST", "*/start", Loss.CanBeSeen),
        new("Suspend-{}SynchronizationJob", $"{Workday} -PassThru", "POST", "*/pause", Loss.CanBeSeen),
        new("Restart-{}SynchronizationJob", $"{Workday} -PassThru", "POST", "*/restart", Loss.CanBeSeen),
        new("Remove-{}SynchronizationJob", $"{Box} -PassThru -Confirm:$false", "DELETE", "*/jobs/*", Loss.CanBeSeen),
        new(
            "New-{}SynchronizationJob", $"-ServicePrincipalId {SeedTenant.Dropbox.ServicePrincipalId} -TemplateId DropboxSCIMOutDelta",
            "POST", "*/jobs", Loss.MayBeSeen, AnswersJson: true),
        new("Update-{}SynchronizationJob", $"{Box} -Schedule @{{ interval = 'PT20M' }} -PassThru", "PATCH", "*/jobs/*", Loss.DoesNotMatter),
        new("Test-{}SynchronizationJobCredential", $"{Box} -UseSavedCredentials -PassThru", "POST", "*/validateCredentials", Loss.DoesNotMatter),
        new(
            "Set-{}SynchronizationSecret", $"-ServicePrincipalId {SeedTenant.Box.ServicePrincipalId} -Value @{{ SecretToken = 'good' }} -PassThru",
            "PUT", "*/secrets", Loss.DoesNotMatter),
        new(
            "Update-{}SynchronizationJobSchema", $"{Box} -BodyParameter (Get-MgServicePrincipalSynchronizationJobSchema {Box}) -PassThru",
            "PATCH", "*/schema", Loss.DoesNotMatter),
        new("Remove-{}SynchronizationJobSchema", $"{Box} -PassThru -Confirm:$false", "DELETE", "*/schema", Loss.DoesNotMatter),
        new(
            "New-{}SynchronizationJobOnDemand",
            $"{Box} -RuleId {SeedTenant.Box.UserRuleId} -ObjectId 11111111-aaaa-4000-8000-000000000001 -ObjectTypeName User",
            "POST", "*/provisionOnDemand", Loss.CanNotBeSeen, AnswersJson: true),
        new(
            "Get-{}SynchronizationAccessToken", $"-ServicePrincipalId {SeedTenant.Box.ServicePrincipalId} -Credentials @{{ SecretToken = 'good' }} -PassThru",
            "POST", "*/acquireAccessToken", Loss.CanNotBeSeen),
        new("Import-GraphSyncJobSchema", $"$file {Box} -PassThru -Confirm:$false", "PATCH", "*/schema", Loss.DoesNotMatter),
    ];

    /// <summary>Its name in a test: the verb and what tells it from others with that verb.</summary>
    public string Name => Cmdlet.Replace("{}Synchronization", "", StringComparison.Ordinal);

    public string Command => $"{Cmdlet.Replace("{}", "MgServicePrincipal", StringComparison.Ordinal)} {Arguments}";

    public static ReliabilityOperation Named(string name) => All.Single(operation => operation.Name == name);

    /// <summary>Whether a request is the one that changes something.</summary>
    public bool Is(ReceivedRequest request) => request.Method == Method && FileSystemName.MatchesSimpleExpression(Path, request.Target);
}
