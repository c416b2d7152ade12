using System;
using System.Globalization;

namespace Graph.SyncJob.Emulator;

/// <summary>A generated tenant: so many enterprise applications, numbered from 1, some of them with a job. The ids are always the same.</summary>
/// <param name="ServicePrincipals">How many applications there are, each with its service principal.</param>
/// <param name="WithJobs">How many of them have a job; they are spread evenly.</param>
public sealed record TenantSize(int ServicePrincipals, int WithJobs = 0)
{
    internal const int Largest = 1_000_000;

    // What an application is an instance of, by turns.
    private static readonly (string TemplateId, string Name)[] Kinds =
    [
        ("salesforce", "Salesforce"),
        ("servicenow", "ServiceNow"),
        ("BoxOutDelta", "Box"),
        ("slackOutDelta", "Slack"),
        ("gitHubEnterpriseCloud", "GitHub Enterprise Cloud"),
        ("DropboxSCIMOutDelta", "Dropbox Business"),
        ("scim", "Contoso App"),
    ];

    /// <summary>The object id of an application.</summary>
    /// <param name="number">Its number, from 1.</param>
    /// <returns>The id.</returns>
    public static string ApplicationId(int number) => Id('a', number);

    /// <summary>The appId that application and service principal share.</summary>
    /// <param name="number">Its number, from 1.</param>
    /// <returns>The id.</returns>
    public static string AppId(int number) => Id('b', number);

    /// <summary>The object id of a service principal.</summary>
    /// <param name="number">Its number, from 1.</param>
    /// <returns>The id.</returns>
    public static string ServicePrincipalId(int number) => Id('c', number);

    /// <summary>The display name of an application.</summary>
    /// <param name="number">Its number, from 1.</param>
    /// <returns>Such as <c>Box 00003</c>.</returns>
    public static string DisplayName(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Kind(number).Name} {number:D5}");

    /// <summary>The id of an application's job.</summary>
    /// <param name="number">Its number, from 1.</param>
    /// <returns>The id; null for an application without a job.</returns>
    public string? JobId(int number) => HasJob(number)
        ? $"{TemplateId(number)}.{SeedTenant.TenantId.Replace("-", "", StringComparison.Ordinal)}.{Id('d', number)}"
        : null;

    internal static string TemplateId(int number) => Kind(number).TemplateId;

    private static (string TemplateId, string Name) Kind(int number) => Kinds[(number - 1) % Kinds.Length];

    private static string Id(char kind, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{new string(kind, 8)}-0000-4000-8000-{number:D12}");

    private bool HasJob(int number) =>
        (long)number * WithJobs / ServicePrincipals > (long)(number - 1) * WithJobs / ServicePrincipals;
}
