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

/// <summary>Goes along with a request through the pipeline: what the call expects, and who watches it.</summary>
internal sealed record CallContext(Answer Answer, ICallObserver? Observer) : IRequestOption
{
    public static CallContext? Of(HttpRequestMessage request) => request.GetRequestOption<CallContext>();
}
