using System.Management.Automation;
using System.Net.Http;
using System.Net.Http.Headers;

namespace Graph.SyncJob.Benchmarks.Bare;

/// <summary>The least that starts a job: a request by HttpClient for each <c>ownerId/jobId</c>, one after the other, and nothing besides.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "BareStart")]
public sealed class InvokeBareStartCommand : PSCmdlet
{
    private static readonly HttpClient Http = new();

    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public string InputObject { get; set; } = string.Empty;

    [Parameter(Mandatory = true)]
    public Uri? Graph { get; set; }

    protected override void ProcessRecord()
    {
        var parts = InputObject.Split('/');
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Graph!, $"/v1.0/servicePrincipals/{parts[0]}/synchronization/jobs/{parts[1]}/start"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "a-token");
        using var response = Http.Send(request);
        response.EnsureSuccessStatusCode();
    }
}
