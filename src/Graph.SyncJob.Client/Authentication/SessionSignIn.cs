using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Client.Authentication;

/// <summary>A session of another module: it tells by itself who is signed in, and its tokens are not ours to read.</summary>
internal sealed class SessionSignIn : ISignedIn
{
    public ValueTask<SignInDescription> DescribeAsync(CancellationToken cancellationToken) => new(new SignInDescription());

    public void Dispose()
    {
    }
}
