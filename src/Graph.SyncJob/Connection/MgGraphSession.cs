using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Reflection;
using Graph.SyncJob.Identity;
using Graph.SyncJob.Port;
#if NET
using System.Runtime.Loader;
#endif

namespace Graph.SyncJob.Connection;

/// <summary>The session that Connect-MgGraph made in this process, reached by the public names of Microsoft.Graph.Authentication.</summary>
/// <remarks>By name, because a reference would tie this module to one version of that one, and load it.</remarks>
/// <seealso href="https://github.com/microsoftgraph/msgraph-sdk-powershell/tree/main/src/Authentication">Microsoft.Graph.Authentication</seealso>
internal sealed class MgGraphSession : IBorrowedSession
{
    private const string Module = "Microsoft.Graph.Authentication";
    private const string SessionType = "Microsoft.Graph.PowerShell.Authentication.GraphSession";
    private const string HelperType = "Microsoft.Graph.PowerShell.Authentication.Helpers.HttpHelpers";
    private const string KiotaAssembly = "Microsoft.Kiota.Http.HttpClientLibrary";
    private const string KiotaOptions = "Microsoft.Kiota.Http.HttpClientLibrary.Middleware.Options.";

    private static MethodInfo? _getClient;
    private static PropertyInfo? _instance;

    private readonly object _context;
    private readonly object? _environment;
    private readonly Lazy<IReadOnlyDictionary<string, object>> _sendOnce;

    private MgGraphSession(object session, object context)
    {
        _context = context;
        _environment = Read(session, "Environment");
        _sendOnce = new Lazy<IReadOnlyDictionary<string, object>>(FindSendOnceOptions);
        GraphRoot = ReadGraphRoot();
        AuthorityHost = Uri.TryCreate(ReadText(_environment, "AzureADEndpoint"), UriKind.Absolute, out var authority) ? authority : null;
    }

    public Uri GraphRoot { get; }

    public Uri? AuthorityHost { get; }

    /// <summary>How that module signed in, in its own words.</summary>
    public string AuthType => ReadText(_context, "TokenCredentialType") ?? ReadText(_context, "AuthType") ?? string.Empty;

    public string? ContextScope => ReadText(_context, "ContextScope");

    public string? Environment => ReadText(_environment, "Name");

    public IReadOnlyDictionary<string, object> SendOnceOptions => _sendOnce.Value;

    /// <summary>The session; null when that module is not loaded, or not connected.</summary>
    /// <exception cref="SignInException">It is connected to a place that no token may go to.</exception>
    public static MgGraphSession? Find()
    {
        if (!FindModule() || Invoke(() => _instance!.GetValue(null)) is not { } session || Read(session, "AuthContext") is not { } context)
        {
            return null;
        }

        return new MgGraphSession(session, context);
    }

    public HttpClient Client() =>
        Invoke(() => _getClient!.Invoke(null, [.. _getClient.GetParameters().Select(_ => Type.Missing)])) as HttpClient
        ?? throw Ended("It gave no client.");

    /// <summary>Who is signed in, by that module's own word; nothing is asked of anybody.</summary>
    public SignInDescription Describe()
    {
        var permissions = Read(_context, "Scopes") as IEnumerable<string> ?? [];
        var isApp = ReadText(_context, "AuthType") is "AppOnly" or "ManagedIdentity" or "EnvironmentVariable";
        return new SignInDescription
        {
            TenantId = ReadText(_context, "TenantId"),
            ClientId = ReadText(_context, "ClientId"),
            AppName = ReadText(_context, "AppName"),
            Account = ReadText(_context, "Account"),
            Scopes = isApp ? [] : [.. permissions],
            Roles = isApp ? [.. permissions] : [],
        };
    }

    private static bool FindModule()
    {
        if (_instance is not null && _getClient is not null)
        {
            return true;
        }

        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
        {
            // The full name is at hand without work: this runs before each request until the module is there.
            if (assembly.FullName?.StartsWith(Module, StringComparison.Ordinal) == true)
            {
                _instance ??= assembly.GetType(SessionType)?.GetProperty("Instance", BindingFlags.Public | BindingFlags.Static);
                _getClient ??= assembly.GetType(HelperType)?.GetMethods(BindingFlags.Public | BindingFlags.Static).FirstOrDefault(method =>
                    method.Name == "GetGraphHttpClient" && method.GetParameters().All(parameter => parameter.IsOptional));
            }
        }

        return _instance is not null && _getClient is not null;
    }

    private static object? Invoke(Func<object?> call)
    {
        try
        {
            return call();
        }
        catch (TargetInvocationException exception) when (exception.InnerException is InvalidOperationException)
        {
            // The module is loaded and has no session: what its Instance throws before, and after it was removed.
            return null;
        }
        catch (TargetInvocationException exception)
        {
            throw Ended(Text.OneLine(exception.InnerException!.Message, 400));
        }
    }

    private static SignInException Ended(string why) => new($"The session of Connect-MgGraph can't be used. {why}")
    {
        RecommendedAction = "Connect again with Connect-MgGraph, or sign in for this module alone with Connect-GraphSyncJob.",
    };

    private Uri ReadGraphRoot()
    {
        var text = ReadText(_environment, "GraphEndpoint");
        if (text is null)
        {
            return GraphRoots.Global;
        }

        var fault = Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var root) ? GraphRoots.Fault(root) : "It is no address.";
        return fault is null ? root! : throw Ended($"It is for {Text.Quote(text)}. {fault}");
    }

    // A start that got no answer (504) must not go out again, nor a request with a token go to another place. Each of the other module's
    // steps looks for its options on the request by the name of their type, and takes them only if the type is of its own assembly.
    private static Dictionary<string, object> FindSendOnceOptions()
    {
        var options = new Dictionary<string, object>();
        if (FindKiota() is { } kiota)
        {
            Add("RetryHandlerOption", "MaxRetry");
            Add("RedirectHandlerOption", "MaxRedirect");

            void Add(string type, string most)
            {
                if (kiota.GetType(KiotaOptions + type) is { } option && option.GetProperty(most) is { CanWrite: true } property)
                {
                    var value = Activator.CreateInstance(option)!;
                    property.SetValue(value, 0);
                    options.Add(option.FullName!, value);
                }
            }
        }

        return options;
    }

    private static Assembly? FindKiota()
    {
        foreach (var assembly in new[] { _getClient!.DeclaringType!.Assembly, _instance!.DeclaringType!.Assembly })
        {
            if (assembly.GetReferencedAssemblies().FirstOrDefault(name => name.Name == KiotaAssembly) is { } kiota)
            {
#if NET
                return (AssemblyLoadContext.GetLoadContext(assembly) ?? AssemblyLoadContext.Default).LoadFromAssemblyName(kiota);
#else
                return Assembly.Load(kiota);
#endif
            }
        }

        return null;
    }

    private static object? Read(object? source, string property) => source?.GetType().GetProperty(property)?.GetValue(source);

    private static string? ReadText(object? source, string property) =>
        Read(source, property)?.ToString() is { Length: > 0 } text ? text : null;
}
