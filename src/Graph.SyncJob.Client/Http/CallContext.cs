using System.Net.Http;
using Graph.SyncJob.Port;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Http.HttpClientLibrary.Extensions;

namespace Graph.SyncJob.Client.Http;

/// <summary>What an answer must be when the call went well.</summary>
internal enum Answer
{
    NoContent,
    Json,
    Text,
}

/// <summary>Goes along with a request through the pipeline: what the call expects, what it may cost, and who watches it.</summary>
/// <param name="Answer">What an answer must be.</param>
/// <param name="IsRepeatable">Whether sending it twice does no more than sending it once: a read, or a change to a given value.</param>
/// <param name="Budget">What the call may spend on further tries.</param>
/// <param name="Observer">Who watches.</param>
internal sealed record CallContext(Answer Answer, bool IsRepeatable, RetryBudget Budget, ICallObserver? Observer) : IRequestOption
{
    /// <summary>The context of a request; every one that comes through the pipeline has one.</summary>
    public static CallContext Of(HttpRequestMessage request) => request.GetRequestOption<CallContext>()!;
}
