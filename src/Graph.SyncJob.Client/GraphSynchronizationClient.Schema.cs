using System;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Client.Http;
using Graph.SyncJob.Port;
using Microsoft.Graph.PowerShell.Models;
using Microsoft.Kiota.Abstractions;
using ApplicationExpression = Microsoft.Graph.Applications.Item.Synchronization.Jobs.Item.Schema.ParseExpression.ParseExpressionPostRequestBody;
using ServicePrincipalExpression = Microsoft.Graph.ServicePrincipals.Item.Synchronization.Jobs.Item.Schema.ParseExpression.ParseExpressionPostRequestBody;

namespace Graph.SyncJob.Client;

/// <summary>Schemas and templates.</summary>
internal sealed partial class GraphSynchronizationClient
{
    /// <inheritdoc/>
    public Task<MicrosoftGraphSynchronizationSchema> GetSchemaAsync(
        JobAddress job, Selection selection, CallOptions options, CancellationToken cancellationToken) =>
        ReadAsync<MicrosoftGraphSynchronizationSchema>(
        options,
        selection,
        graph => job.OwnerKind == OwnerKind.Application
            ? graph.Applications[job.OwnerId].Synchronization.Jobs[job.JobId].Schema.ToGetRequestInformation()
            : graph.ServicePrincipals[job.OwnerId].Synchronization.Jobs[job.JobId].Schema.ToGetRequestInformation(),
        cancellationToken);

    /// <inheritdoc/>
    public Task<string> GetSchemaTextAsync(JobAddress job, CallOptions options, CancellationToken cancellationToken) =>
        ReadTextAsync(
        options,
        graph => job.OwnerKind == OwnerKind.Application
            ? graph.Applications[job.OwnerId].Synchronization.Jobs[job.JobId].Schema.ToGetRequestInformation()
            : graph.ServicePrincipals[job.OwnerId].Synchronization.Jobs[job.JobId].Schema.ToGetRequestInformation(),
        cancellationToken);

    /// <inheritdoc/>
    public Task UpdateSchemaAsync(
        JobAddress job, MicrosoftGraphSynchronizationSchema schema, CallOptions options, CancellationToken cancellationToken) =>
        SendAsync(
        options,
        graph => WithBody(
            job.OwnerKind == OwnerKind.Application
                ? graph.Applications[job.OwnerId].Synchronization.Jobs[job.JobId].Schema.ToPatchRequestInformation(new Microsoft.Graph.Models.SynchronizationSchema())
                : graph.ServicePrincipals[job.OwnerId].Synchronization.Jobs[job.JobId].Schema.ToPatchRequestInformation(new Microsoft.Graph.Models.SynchronizationSchema()),
            schema),
        cancellationToken);

    /// <inheritdoc/>
    public Task DeleteSchemaAsync(JobAddress job, CallOptions options, CancellationToken cancellationToken) =>
        SendAsync(
        options,
        graph => job.OwnerKind == OwnerKind.Application
            ? graph.Applications[job.OwnerId].Synchronization.Jobs[job.JobId].Schema.ToDeleteRequestInformation()
            : graph.ServicePrincipals[job.OwnerId].Synchronization.Jobs[job.JobId].Schema.ToDeleteRequestInformation(),
        cancellationToken,
        isRepeatable: true);

    /// <inheritdoc/>
    public Task<MicrosoftGraphDirectoryDefinition> DiscoverDirectoryAsync(
        JobAddress job, string directoryId, CallOptions options, CancellationToken cancellationToken) =>
        ReadAsync<MicrosoftGraphDirectoryDefinition>(
        options,
        graph => job.OwnerKind == OwnerKind.Application
            ? graph.Applications[job.OwnerId].Synchronization.Jobs[job.JobId].Schema.Directories[directoryId].Discover.ToPostRequestInformation()
            : graph.ServicePrincipals[job.OwnerId].Synchronization.Jobs[job.JobId].Schema.Directories[directoryId].Discover.ToPostRequestInformation(),
        cancellationToken,
        isRepeatable: true);

    /// <inheritdoc/>
    public Task<Page<MicrosoftGraphFilterOperatorSchema>> ListFilterOperatorsAsync(
        JobAddress job, ListQuery query, string? nextPage, CallOptions options, CancellationToken cancellationToken) =>
        ReadPageAsync<MicrosoftGraphFilterOperatorSchema>(
        options,
        graph => job.OwnerKind == OwnerKind.Application
            ? graph.Applications[job.OwnerId].Synchronization.Jobs[job.JobId].Schema.FilterOperators.ToGetRequestInformation()
            : graph.ServicePrincipals[job.OwnerId].Synchronization.Jobs[job.JobId].Schema.FilterOperators.ToGetRequestInformation(),
        query,
        nextPage,
        cancellationToken);

    /// <inheritdoc/>
    public Task<Page<MicrosoftGraphAttributeMappingFunctionSchema>> ListFunctionsAsync(
        JobAddress job, ListQuery query, string? nextPage, CallOptions options, CancellationToken cancellationToken) =>
        ReadPageAsync<MicrosoftGraphAttributeMappingFunctionSchema>(
        options,
        graph => job.OwnerKind == OwnerKind.Application
            ? graph.Applications[job.OwnerId].Synchronization.Jobs[job.JobId].Schema.Functions.ToGetRequestInformation()
            : graph.ServicePrincipals[job.OwnerId].Synchronization.Jobs[job.JobId].Schema.Functions.ToGetRequestInformation(),
        query,
        nextPage,
        cancellationToken);

    /// <inheritdoc/>
    public Task<MicrosoftGraphParseExpressionResponse> ParseExpressionAsync(
        JobAddress job, MicrosoftGraphParseExpressionRequestBody expression, CallOptions options, CancellationToken cancellationToken) =>
        ReadAsync<MicrosoftGraphParseExpressionResponse>(
        options,
        graph => WithBody(
            job.OwnerKind == OwnerKind.Application
                ? graph.Applications[job.OwnerId].Synchronization.Jobs[job.JobId].Schema.ParseExpression
                    .ToPostRequestInformation(new ApplicationExpression())
                : graph.ServicePrincipals[job.OwnerId].Synchronization.Jobs[job.JobId].Schema.ParseExpression
                    .ToPostRequestInformation(new ServicePrincipalExpression()),
            expression),
        cancellationToken,
        isRepeatable: true);

    /// <inheritdoc/>
    public Task<MicrosoftGraphSynchronizationTemplate> GetTemplateAsync(
        TemplateAddress template, Selection selection, CallOptions options, CancellationToken cancellationToken) =>
        ReadAsync<MicrosoftGraphSynchronizationTemplate>(
        options,
        selection,
        graph => template.OwnerKind == OwnerKind.Application
            ? graph.Applications[template.OwnerId].Synchronization.Templates[template.TemplateId].ToGetRequestInformation()
            : graph.ServicePrincipals[template.OwnerId].Synchronization.Templates[template.TemplateId].ToGetRequestInformation(),
        cancellationToken);

    /// <inheritdoc/>
    public Task<Page<MicrosoftGraphSynchronizationTemplate>> ListTemplatesAsync(
        OwnerKind ownerKind, string ownerId, ListQuery query, string? nextPage, CallOptions options, CancellationToken cancellationToken) =>
        ReadPageAsync<MicrosoftGraphSynchronizationTemplate>(
        options,
        graph => ownerKind == OwnerKind.Application
            ? graph.Applications[ownerId].Synchronization.Templates.ToGetRequestInformation()
            : graph.ServicePrincipals[ownerId].Synchronization.Templates.ToGetRequestInformation(),
        query,
        nextPage,
        cancellationToken);

    /// <inheritdoc/>
    public Task<MicrosoftGraphSynchronizationSchema> GetTemplateSchemaAsync(
        TemplateAddress template, Selection selection, CallOptions options, CancellationToken cancellationToken) =>
        ReadAsync<MicrosoftGraphSynchronizationSchema>(
        options,
        selection,
        graph => template.OwnerKind == OwnerKind.Application
            ? graph.Applications[template.OwnerId].Synchronization.Templates[template.TemplateId].Schema.ToGetRequestInformation()
            : graph.ServicePrincipals[template.OwnerId].Synchronization.Templates[template.TemplateId].Schema.ToGetRequestInformation(),
        cancellationToken);

    private Task<string> ReadTextAsync(CallOptions options, Func<GraphApi, RequestInformation> request, CancellationToken cancellationToken) => CallAsync(
        options,
        Answer.Json,
        request,
        answer => GraphJson.ReadTextAsync(answer, cancellationToken),
        isRepeatable: true,
        NewBudget(options),
        cancellationToken);
}
