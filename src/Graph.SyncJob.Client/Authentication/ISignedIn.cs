using System;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Client.Authentication;

/// <summary>A sign-in at work: tells as whom.</summary>
internal interface ISignedIn : IDisposable
{
    /// <summary>Signs in if need be, and tells as whom.</summary>
    ValueTask<SignInDescription> DescribeAsync(CancellationToken cancellationToken);
}
