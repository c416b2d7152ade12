using System.Threading;
using System.Threading.Tasks;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Port;

/// <summary>Schemas and templates.</summary>
internal partial interface ISynchronizationClient
{
    /// <summary>Reads the schema of a job: <c>GET {owner}/synchronization/jobs/{id}/schema</c>.</summary>
    Task<MicrosoftGraphSynchronizationSchema> GetSchemaAsync(
        JobAddress job, Selection selection, CallOptions options, CancellationToken cancellationToken);

    /// <summary>Reads the schema of a job as the text that the service sends, laid out for people and without what is about the answer alone.</summary>
    Task<string> GetSchemaTextAsync(JobAddress job, CallOptions options, CancellationToken cancellationToken);

    /// <summary>Replaces the schema of a job: <c>PATCH {owner}/synchronization/jobs/{id}/schema</c>.</summary>
    Task UpdateSchemaAsync(JobAddress job, MicrosoftGraphSynchronizationSchema schema, CallOptions options, CancellationToken cancellationToken);

    /// <summary>Takes a job back to the schema of its template: <c>DELETE {owner}/synchronization/jobs/{id}/schema</c>.</summary>
    Task DeleteSchemaAsync(JobAddress job, CallOptions options, CancellationToken cancellationToken);

    /// <summary>Has the service find out what a directory has: <c>POST …/schema/directories/{id}/discover</c>.</summary>
    Task<MicrosoftGraphDirectoryDefinition> DiscoverDirectoryAsync(
        JobAddress job, string directoryId, CallOptions options, CancellationToken cancellationToken);

    /// <summary>Reads a page of the operators for scopes: <c>GET …/schema/filterOperators()</c>.</summary>
    Task<Page<MicrosoftGraphFilterOperatorSchema>> ListFilterOperatorsAsync(
        JobAddress job, ListQuery query, string? nextPage, CallOptions options, CancellationToken cancellationToken);

    /// <summary>Reads a page of the functions for expressions: <c>GET …/schema/functions()</c>.</summary>
    Task<Page<MicrosoftGraphAttributeMappingFunctionSchema>> ListFunctionsAsync(
        JobAddress job, ListQuery query, string? nextPage, CallOptions options, CancellationToken cancellationToken);

    /// <summary>Parses an expression: <c>POST …/schema/parseExpression</c>.</summary>
    Task<MicrosoftGraphParseExpressionResponse> ParseExpressionAsync(
        JobAddress job, MicrosoftGraphParseExpressionRequestBody expression, CallOptions options, CancellationToken cancellationToken);

    /// <summary>Reads a template: <c>GET {owner}/synchronization/templates/{id}</c>.</summary>
    Task<MicrosoftGraphSynchronizationTemplate> GetTemplateAsync(
        TemplateAddress template, Selection selection, CallOptions options, CancellationToken cancellationToken);

    /// <summary>Reads a page of the templates that an owner's jobs can be made from: <c>GET {owner}/synchronization/templates</c>.</summary>
    Task<Page<MicrosoftGraphSynchronizationTemplate>> ListTemplatesAsync(
        OwnerKind ownerKind, string ownerId, ListQuery query, string? nextPage, CallOptions options, CancellationToken cancellationToken);

    /// <summary>Reads the schema of a template: <c>GET {owner}/synchronization/templates/{id}/schema</c>.</summary>
    Task<MicrosoftGraphSynchronizationSchema> GetTemplateSchemaAsync(
        TemplateAddress template, Selection selection, CallOptions options, CancellationToken cancellationToken);
}

/// <summary>Where a template lives. The ids are checked: each travels as one escaped path segment.</summary>
internal sealed record TemplateAddress(OwnerKind OwnerKind, string OwnerId, string TemplateId);

/// <summary>What takes no connection.</summary>
internal partial interface ISynchronizationClientFactory
{
    /// <summary>Reads a schema from JSON.</summary>
    /// <exception cref="System.FormatException">It is none; the message says in which line what is wrong.</exception>
    MicrosoftGraphSynchronizationSchema ReadSchema(string json);
}
