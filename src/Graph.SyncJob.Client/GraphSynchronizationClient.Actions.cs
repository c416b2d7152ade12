using System;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Client.Http;
using Graph.SyncJob.Client.Outcomes;
using Graph.SyncJob.Port;
using Microsoft.Graph.PowerShell.Models;
using Microsoft.Kiota.Abstractions;

namespace Graph.SyncJob.Client;

/// <content>Counting, and the actions that take a body.</content>
internal sealed partial class GraphSynchronizationClient
{
    /// <inheritdoc/>
    public Task<int> CountJobsAsync(OwnerKind ownerKind, string ownerId, string? filter, CallOptions options, CancellationToken cancellationToken) => CountAsync(
        options,
        graph => Queried(
            ownerKind == OwnerKind.Application
                ? graph.Applications[ownerId].Synchronization.Jobs.Count.ToGetRequestInformation()
                : graph.ServicePrincipals[ownerId].Synchronization.Jobs.Count.ToGetRequestInformation(),
            Filter,
            filter),
        cancellationToken);

    /// <inheritdoc/>
    public Task UpdateJobAsync(
        JobAddress job, MicrosoftGraphSynchronizationJob changes, CallOptions options, CancellationToken cancellationToken) => SendAsync(
        options,
        graph => WithBody(
            job.OwnerKind == OwnerKind.Application
                ? graph.Applications[job.OwnerId].Synchronization.Jobs[job.JobId].ToPatchRequestInformation(new())
                : graph.ServicePrincipals[job.OwnerId].Synchronization.Jobs[job.JobId].ToPatchRequestInformation(new()),
            changes),
        cancellationToken);

    /// <inheritdoc/>
    public Task RestartJobAsync(JobAddress job, RestartPostRequestBody body, CallOptions options, CancellationToken cancellationToken) => SettleAsync(
        job,
        options,
        budget => SendAsync(
            options,
            graph => WithBody(
                job.OwnerKind == OwnerKind.Application
                    ? graph.Applications[job.OwnerId].Synchronization.Jobs[job.JobId].Restart.ToPostRequestInformation(new())
                    : graph.ServicePrincipals[job.OwnerId].Synchronization.Jobs[job.JobId].Restart.ToPostRequestInformation(new()),
                body),
            cancellationToken,
            budget: budget),
        (state, sent) => JobEvidence.OfRestart(state, body.Criteria?.ResetScope, sent),
        cancellationToken);

    /// <inheritdoc/>
    public Task ValidateCredentialsAsync(
        JobAddress job, ValidateCredentialsPostRequestBody body, CallOptions options, CancellationToken cancellationToken) => SendAsync(
        options,
        graph => WithBody(
            job.OwnerKind == OwnerKind.Application
                ? graph.Applications[job.OwnerId].Synchronization.Jobs[job.JobId].ValidateCredentials.ToPostRequestInformation(new())
                : graph.ServicePrincipals[job.OwnerId].Synchronization.Jobs[job.JobId].ValidateCredentials.ToPostRequestInformation(new()),
            body),
        cancellationToken,
        isRepeatable: true);

    /// <inheritdoc/>
    public Task ValidateCredentialsAsync(
        OwnerKind ownerKind, string ownerId, ValidateCredentialsPostRequestBody body, CallOptions options, CancellationToken cancellationToken) => SendAsync(
        options,
        graph => WithBody(
            ownerKind == OwnerKind.Application
                ? graph.Applications[ownerId].Synchronization.Jobs.ValidateCredentials.ToPostRequestInformation(new())
                : graph.ServicePrincipals[ownerId].Synchronization.Jobs.ValidateCredentials.ToPostRequestInformation(new()),
            body),
        cancellationToken,
        isRepeatable: true);

    /// <inheritdoc/>
    public async Task<ProvisionOnDemandResult> ProvisionOnDemandAsync(
        JobAddress job, ProvisionOnDemandPostRequestBody body, CallOptions options, CancellationToken cancellationToken)
    {
        var answer = await ReadAsync<ProvisionOnDemandAnswer>(
            options,
            graph => WithBody(
                job.OwnerKind == OwnerKind.Application
                    ? graph.Applications[job.OwnerId].Synchronization.Jobs[job.JobId].ProvisionOnDemand.ToPostRequestInformation(new())
                    : graph.ServicePrincipals[job.OwnerId].Synchronization.Jobs[job.JobId].ProvisionOnDemand.ToPostRequestInformation(new()),
                body),
            cancellationToken).ConfigureAwait(false);
        return answer.Read();
    }

    /// <inheritdoc/>
    public Task SaveSecretsAsync(
        OwnerKind ownerKind, string ownerId, SecretsPutRequestBody body, CallOptions options, CancellationToken cancellationToken) => SendAsync(
        options,
        graph => WithBody(
            ownerKind == OwnerKind.Application
                ? graph.Applications[ownerId].Synchronization.Secrets.ToPutRequestInformation(new())
                : graph.ServicePrincipals[ownerId].Synchronization.Secrets.ToPutRequestInformation(new()),
            body),
        cancellationToken);

    /// <inheritdoc/>
    public Task<int> CountSecretsAsync(OwnerKind ownerKind, string ownerId, string? filter, CallOptions options, CancellationToken cancellationToken) => CountAsync(
        options,
        graph => Queried(
            ownerKind == OwnerKind.Application
                ? graph.Applications[ownerId].Synchronization.Secrets.Count.ToGetRequestInformation()
                : graph.ServicePrincipals[ownerId].Synchronization.Secrets.Count.ToGetRequestInformation(),
            Filter,
            filter),
        cancellationToken);

    /// <inheritdoc/>
    public Task AcquireAccessTokenAsync(
        OwnerKind ownerKind, string ownerId, AcquireAccessTokenPostRequestBody body, CallOptions options, CancellationToken cancellationToken) => SendAsync(
        options,
        graph => WithBody(
            ownerKind == OwnerKind.Application
                ? graph.Applications[ownerId].Synchronization.AcquireAccessToken.ToPostRequestInformation(new())
                : graph.ServicePrincipals[ownerId].Synchronization.AcquireAccessToken.ToPostRequestInformation(new()),
            body),
        cancellationToken);

    private Task<int> CountAsync(CallOptions options, Func<GraphApi, RequestInformation> request, CancellationToken cancellationToken) => CallAsync(
        options,
        Answer.Text,
        request,
        static async answer =>
        {
            // The reader drops the byte order mark that Graph puts before a count. A count has a few digits: more is not read.
            using var reader = new StreamReader(answer);
            var start = new char[32];
            var length = await reader.ReadBlockAsync(start, 0, start.Length).ConfigureAwait(false);
            return int.TryParse(new string(start, 0, length), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var count)
                ? count
                : throw Failures.Unexpected("The answer is no count.");
        },
        isRepeatable: true,
        NewBudget(options),
        cancellationToken);
}
