namespace Graph.SyncJob.Errors;

/// <summary>What a cmdlet does to Graph, in the words that messages need.</summary>
/// <param name="Verb">The verb: "start".</param>
/// <param name="Noun">The kind of object, with its article: "a synchronization job".</param>
/// <param name="Permission">What Graph demands of the caller for it.</param>
internal sealed record Operation(string Verb, string Noun, string Permission)
{
    private const string Job = "a synchronization job";
    private const string Schema = "the schema of a synchronization job";
    private const string Template = "a synchronization template";

    private const string ReadWrite =
        "the delegated permission Synchronization.ReadWrite.All, or the application permission Application.ReadWrite.OwnedBy "
        + "(for applications that the caller owns) or Synchronization.ReadWrite.All";

    private const string Read = "the permission Synchronization.Read.All, delegated or for the application";

    /// <summary>What to do when the object is not there; null for what is good for objects that the caller names.</summary>
    public string? AdviceWhenMissing { get; init; }

    public static readonly Operation ListServicePrincipals = new(
        "list", "the service principals", "the permission Application.Read.All or Directory.Read.All, delegated or for the application");

    public static readonly Operation ListJobs = new("read", "the synchronization jobs", Read)
    {
        AdviceWhenMissing = "The service principal was there when the tenant was listed; somebody may have deleted it meanwhile. Then there is nothing to do.",
    };

    public static readonly Operation GetJob = new("read", Job, Read);
    public static readonly Operation WaitForJob = new("wait for", Job, Read);
    public static readonly Operation CreateJob = new("create", Job, ReadWrite);
    public static readonly Operation StartJob = new("start", Job, ReadWrite);
    public static readonly Operation PauseJob = new("pause", Job, ReadWrite);
    public static readonly Operation RepairJob = new("repair", Job, ReadWrite);
    public static readonly Operation RemoveJob = new("remove", Job, ReadWrite);
    public static readonly Operation CountJobs = new("count", "the synchronization jobs", Read);
    public static readonly Operation UpdateJob = new("update", Job, ReadWrite);
    public static readonly Operation RestartJob = new("restart", Job, ReadWrite);
    public static readonly Operation TestCredentials = new("test the credentials of", Job, ReadWrite);
    public static readonly Operation ProvisionOnDemand = new("provision", "an object on demand", ReadWrite);
    public static readonly Operation SaveSecrets = new("save", "the synchronization secrets", ReadWrite);
    public static readonly Operation CountSecrets = new("count", "the synchronization secrets", Read);
    public static readonly Operation AcquireAccessToken = new("acquire", "the access token", ReadWrite);

    public static readonly Operation GetSchema = new("read", Schema, Read);
    public static readonly Operation UpdateSchema = new("update", Schema, ReadWrite);
    public static readonly Operation RemoveSchema = new("reset", Schema, ReadWrite);
    public static readonly Operation DiscoverDirectory = new("discover", "a directory of a synchronization job", ReadWrite);
    public static readonly Operation ListFilterOperators = new("list", "the filter operators of a synchronization job", Read);
    public static readonly Operation ListFunctions = new("list", "the functions of a synchronization job", Read);
    public static readonly Operation ParseExpression = new("parse", "an expression", ReadWrite);
    public static readonly Operation GetTemplate = new("read", Template, Read);
    public static readonly Operation ExportSchema = new("export", Schema, Read);
    public static readonly Operation ImportSchema = new("import", Schema, ReadWrite);
    public static readonly Operation CompareSchema = new("compare", Schema, Read);
}
