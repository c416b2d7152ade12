using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Client.Http;
using Graph.SyncJob.Client.Outcomes;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Identity;
using Graph.SyncJob.Port;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Client;

/// <content>What must not be done twice, when its answer is lost: first a look, then perhaps another try.</content>
internal sealed partial class GraphSynchronizationClient
{
    // The service may show a change a little later than it makes it.
    private static readonly TimeSpan[] LooksAfter = [TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)];

    private static readonly GraphRequestException SentByAnEarlierRun = new(
        ErrorCodes.OutcomeUnknown, "An earlier run sent this and did not hear the answer. The request may have been carried out.");

    /// <summary>
    /// Sends a request once; when it is not known whether it was carried out, looks, and sends it again only when it was not.
    /// </summary>
    /// <param name="options">What the caller says of the call.</param>
    /// <param name="send">Sends the request, within the budget.</param>
    /// <param name="look">Looks whether it was carried out; once it has an answer it can ask when the request went out, by the service's clock.</param>
    /// <param name="settles">Whether the failure of a further try says that an earlier one was carried out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    private async Task SettleAsync(
        CallOptions options,
        Func<RetryBudget, Task> send,
        Func<CallOptions, Func<DateTimeOffset>, Task<Finding>> look,
        Func<GraphRequestException, bool> settles,
        CancellationToken cancellationToken)
    {
        var budget = NewBudget(options);
        var isFurther = false;
        if (options.SentBefore is { } earlier)
        {
            if (await IsDoneAsync(earlier, SentByAnEarlierRun).ConfigureAwait(false))
            {
                return;
            }

            isFurther = true;
        }

        for (; ; isFurther = true)
        {
            var sent = _clock.GetUtcNow();
            try
            {
                await send(budget).ConfigureAwait(false);
                return;
            }
            catch (GraphRequestException failure) when (isFurther && settles(failure))
            {
                options.Observer?.Verbose($"Graph says [{failure.Code}]: an earlier try was carried out.");
                return;
            }
            catch (GraphRequestException unknown) when (unknown.Code == ErrorCodes.OutcomeUnknown)
            {
                if (await IsDoneAsync(sent, unknown).ConfigureAwait(false))
                {
                    return;
                }
            }
        }

        // Whether what was sent was carried out; when it was not, it may be sent again.
        async Task<bool> IsDoneAsync(DateTimeOffset sent, GraphRequestException unknown)
        {
            options.Observer?.Verbose($"{unknown.Message} Looking whether it was.");
            var finding = await FindOutAsync(options, budget, sent, look, cancellationToken).ConfigureAwait(false);
            if (finding.Verdict == Verdict.Done)
            {
                options.Observer?.Verbose($"It was carried out: {finding.Seen}.");
                return true;
            }

            // Whoever sends it for the first time in this run takes no further try.
            var isFirst = ReferenceEquals(unknown, SentByAnEarlierRun);
            if (finding.Verdict == Verdict.CannotTell || (!isFirst && !budget.TryTake(TimeSpan.Zero)))
            {
                throw Unsettled(unknown, finding);
            }

            options.Observer?.Verbose(isFirst
                ? $"It was not carried out: {finding.Seen}. Sending it."
                : string.Format(CultureInfo.InvariantCulture, "It was not carried out: {0}. Sending it again, retry {1} of {2}.", finding.Seen, budget.Taken, budget.Most));
            return false;
        }
    }

    private Task SettleAsync(
        JobAddress job,
        CallOptions options,
        Func<RetryBudget, Task> send,
        Func<MicrosoftGraphSynchronizationJob, DateTimeOffset, Finding> evidence,
        CancellationToken cancellationToken) => SettleAsync(
        options,
        send,
        async (looking, sent) => evidence(await GetJobAsync(job, Selection.AllProperties, looking, cancellationToken).ConfigureAwait(false), sent()),
        static _ => false,
        cancellationToken);

    private async Task<Finding> FindOfDeleteAsync(JobAddress job, CallOptions looking, CancellationToken cancellationToken)
    {
        try
        {
            await GetJobAsync(job, Selection.AllProperties, looking, cancellationToken).ConfigureAwait(false);
            return new Finding(Verdict.NotDone, "the job is still there");
        }
        catch (GraphRequestException failure) when (IsNotFound(failure))
        {
            return new Finding(Verdict.Done, "the job is gone");
        }
    }

    // Nothing in a job tells when it was created: one that has never run may be the new one or an old one.
    private async Task<Finding> FindOfCreateAsync(
        OwnerKind ownerKind, string ownerId, string? templateId, CallOptions looking, CancellationToken cancellationToken)
    {
        string? page = null;
        var candidates = new List<string?>();
        do
        {
            var jobs = await ListJobsAsync(
                ownerKind, ownerId, new ListQuery(PageSize: null, Filter: null, Selection.AllProperties, Count: false), page, looking, cancellationToken).ConfigureAwait(false);
            candidates.AddRange(jobs.Items
                .Where(job => string.Equals(job.TemplateId, templateId, StringComparison.OrdinalIgnoreCase) && job.Status?.LastExecution is null)
                .Select(job => job.Id));
            page = jobs.Next;
        }
        while (page is not null);

        return candidates.Count == 0
            ? new Finding(Verdict.NotDone, "there is no job of this template that has never run")
            : new Finding(Verdict.CannotTell, $"there is {string.Join(" and ", candidates.Select(id => Text.Quote(id ?? string.Empty)))} of this template, which has never run: it may be the one");
    }

    private static bool IsNotFound(GraphRequestException failure) => failure.StatusCode == 404;

    private async Task<Finding> FindOutAsync(
        CallOptions options,
        RetryBudget budget,
        DateTimeOffset sent,
        Func<CallOptions, Func<DateTimeOffset>, Task<Finding>> look,
        CancellationToken cancellationToken)
    {
        DateTimeOffset? answered = null;
        var looking = options with { Headers = [], SentBefore = null, Sending = null, ResponseHeaders = headers => answered = Date(headers) };
        Finding? finding = null;
        foreach (var wait in LooksAfter)
        {
            if (finding is not null && (budget.Most == 0 || !budget.HasTimeFor(wait)))
            {
                break;
            }

            await _clock.WaitAsync(wait, cancellationToken).ConfigureAwait(false);
            try
            {
                finding = await look(looking, SentByService).ConfigureAwait(false);
            }
            catch (GraphRequestException failure)
            {
                return new Finding(Verdict.CannotTell, $"looking failed: [{failure.Code}] {failure.Message.TrimEnd('.')}");
            }

            if (finding.Verdict != Verdict.NotDone)
            {
                break;
            }
        }

        return finding!;

        // The clocks of both sides may differ; the answer says what time it is over there.
        DateTimeOffset SentByService() => answered is { } service ? sent + (service - _clock.GetUtcNow()) : sent;
    }

    private static GraphRequestException Unsettled(GraphRequestException unknown, Finding finding) => new(
        ErrorCodes.OutcomeUnknown,
        finding.Verdict == Verdict.NotDone
            ? $"{unknown.Message} It seems that it was not: {finding.Seen}."
            : $"{unknown.Message} A look does not tell: {finding.Seen}.",
        unknown)
    {
        StatusCode = unknown.StatusCode,
        RequestId = unknown.RequestId,
        ClientRequestId = unknown.ClientRequestId,
        Date = unknown.Date,
    };

    private static DateTimeOffset? Date(IReadOnlyDictionary<string, string[]> headers) =>
        headers.TryGetValue("Date", out var values)
        && DateTimeOffset.TryParse(values.FirstOrDefault(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date
            : null;
}
