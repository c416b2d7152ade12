using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Connection;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Files;
using Graph.SyncJob.Identity;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Commands;

/// <summary>The base of the cmdlets that send requests for objects: what can be said about any request, and what a failure does.</summary>
public abstract partial class GraphRequestCmdlet : GraphCmdlet
{
    private CallOptions _options = new();
    private ProxySettings? _proxy;
    private IReadOnlyDictionary<string, string[]>? _responseHeaders;

    private protected GraphRequestCmdlet()
    {
    }

    /// <summary>Extra request headers.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Headers { get; set; }

    /// <summary>Name of a variable that receives the headers of the response.</summary>
    [Parameter]
    [Alias("RHV")]
    [ValidateNotNullOrEmpty]
    public string? ResponseHeadersVariable { get; set; }

    /// <summary>The proxy to send requests through.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? Proxy { get; set; }

    /// <summary>The user and password for <see cref="Proxy"/>.</summary>
    [Parameter]
    [ValidateNotNull]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Whether to sign in to <see cref="Proxy"/> as the user of this process.</summary>
    [Parameter]
    public SwitchParameter ProxyUseDefaultCredentials { get; set; }

    /// <summary>How many times to try again where that is safe; what Connect-GraphSyncJob was told, unless given.</summary>
    [Parameter]
    [ValidateRange(0, RetryLimits.MostRetries)]
    public int MaxRetry { get; set; } = -1;

    /// <summary>How many seconds after the first try another one may begin; what Connect-GraphSyncJob was told, unless given.</summary>
    [Parameter]
    [ValidateRange(0, RetryLimits.LongestTime)]
    public int RetriesTimeLimit { get; set; } = -1;

    private protected abstract ApiVersion ApiVersion { get; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        RefuseResponseHeadersVariableThatCannotBeSet();

        _proxy = ReadProxy();
        _options = new CallOptions
        {
            Version = ApiVersion,
            Headers = ReadHeaders(),
            MaxRetry = MaxRetry < 0 ? null : MaxRetry,
            RetriesTimeLimit = RetriesTimeLimit < 0 ? null : TimeSpan.FromSeconds(RetriesTimeLimit),
            ResponseHeaders = ResponseHeadersVariable is null ? null : headers => _responseHeaders = headers,
            Observer = Observer,
        };
    }

    /// <summary>What is said of each call.</summary>
    private protected CallOptions Options => _options;

    /// <summary>The client of the sign-in that is in force.</summary>
    private protected ISynchronizationClient Client => GraphConnection.CurrentOrDefault().Client(_proxy);

    /// <summary>Sends a request and waits for its answer.</summary>
    private protected T Send<T>(Func<ISynchronizationClient, CallOptions, CancellationToken, Task<T>> request)
    {
        try
        {
            return Complete(cancellationToken => request(Client, _options, cancellationToken));
        }
        finally
        {
            KeepResponseHeaders();
        }
    }

    private void KeepResponseHeaders()
    {
        if (_responseHeaders is { } headers)
        {
            SetResponseHeaders(headers);
        }
    }

    // It must fail before anything was sent, not after.
    private void RefuseResponseHeadersVariableThatCannotBeSet()
    {
        if (ResponseHeadersVariable is not null
            && SessionState.PSVariable.Get(ResponseHeadersVariable) is { } variable
            && (variable.Options & (ScopedItemOptions.ReadOnly | ScopedItemOptions.Constant)) != ScopedItemOptions.None)
        {
            ThrowTerminatingError(ErrorRecords.ForArgument(
                "VariableNotWritable",
                $"ResponseHeadersVariable {Text.Quote(ResponseHeadersVariable)} names a variable that can't be written. Nothing was sent.",
                ResponseHeadersVariable,
                "Give the name of another variable, without the $."));
        }
    }

    private protected void SetResponseHeaders(IReadOnlyDictionary<string, string[]> headers) => SessionState.PSVariable.Set(ResponseHeadersVariable, headers);

    /// <summary>Acts on one object. What goes wrong with it is its own error; the next object goes on.</summary>
    /// <param name="operation">What is done.</param>
    /// <param name="target">The object as it was given.</param>
    /// <param name="action">Does it, and names the object in words as soon as it knows, for the error.</param>
    private protected void ForObject(Operation operation, object target, Action<Action<string>> action)
    {
        if (Attempt(operation, target, action) is { } error)
        {
            Report(error, target);
        }
    }

    /// <summary>Tells what went wrong with an object.</summary>
    private protected virtual void Report(ErrorRecord error, object target) => WriteError(error);

    /// <summary>Acts on one object; what went wrong with it, or null.</summary>
    private protected ErrorRecord? Attempt(Operation operation, object target, Action<Action<string>> action)
    {
        var subject = operation.Noun;
        try
        {
            action(name => subject = name);
            return null;
        }
        catch (IdentityException exception)
        {
            return ErrorRecords.For(exception, target);
        }
        catch (UserFileException exception)
        {
            return ErrorRecords.For(exception, target);
        }
        catch (GraphSyncJobStateException exception)
        {
            return ErrorRecords.For(exception, target);
        }
        catch (GraphRequestException exception)
        {
            return ErrorRecords.For(exception, operation, subject, target);
        }
        catch (SignInException exception)
        {
            GraphConnection.ForgetDefault();
            ThrowTerminatingError(ErrorRecords.For(exception, target));
            throw;
        }
    }

    private List<KeyValuePair<string, string[]>> ReadHeaders()
    {
        var headers = new List<KeyValuePair<string, string[]>>();
        foreach (DictionaryEntry entry in Headers ?? new Hashtable())
        {
            if (RequestHeaders.Read(entry.Key, entry.Value, out var header) is { } fault)
            {
                ThrowTerminatingError(ErrorRecords.ForArgument(
                    "HeaderInvalid",
                    $"Headers can't be sent: {fault} Nothing was sent.",
                    Headers,
                    "Give header names with text values, for example @{ 'client-request-id' = 'c0ffee00-0000-4000-8000-000000000001' }."));
            }

            headers.Add(header);
        }

        return headers;
    }

    private ProxySettings? ReadProxy()
    {
        if (Proxy is null)
        {
            if (ProxyCredential is not null || ProxyUseDefaultCredentials)
            {
                ThrowTerminatingError(ErrorRecords.ForArgument(
                    "ProxyMissing",
                    "ProxyCredential and ProxyUseDefaultCredentials say how to sign in to a proxy, and no -Proxy was given.",
                    null,
                    "Add -Proxy with the proxy's address, for example http://proxy.contoso.com:8080."));
            }

            return null;
        }

        if (!Proxy.IsAbsoluteUri || Proxy.Scheme is not ("http" or "https"))
        {
            ThrowTerminatingError(ErrorRecords.ForArgument(
                "ProxyInvalid",
                $"Proxy {Text.Quote(Proxy.OriginalString)} is not the address of a web proxy.",
                Proxy,
                "Give the proxy's full address, for example http://proxy.contoso.com:8080."));
        }

        return new ProxySettings(Proxy, ProxyCredential?.GetNetworkCredential(), ProxyUseDefaultCredentials);
    }
}
