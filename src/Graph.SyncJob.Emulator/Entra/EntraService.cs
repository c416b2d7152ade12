using System;
using Graph.SyncJob.Emulator.Api;

namespace Graph.SyncJob.Emulator.Entra;

/// <summary>Entra ID as far as signing in to Graph needs it: a request in, a reply out.</summary>
internal sealed class EntraService : IDisposable
{
    private readonly TokenEndpoint _tokens;
    private readonly DiscoveryDocuments _discovery;
    private readonly ManagedIdentityEndpoint _managedIdentity;
    private readonly TimeProvider _clock;

    public EntraService(string tenantId, EmulatorOptions options)
    {
        _clock = options.Clock;
        Directory = new(tenantId, options.Registrations);
        DeviceCodes = new(_clock, options.DeviceCodePendingPolls);
        WorkloadIssuer = new(Addresses, _clock);
        var issuer = new TokenIssuer(tenantId, options.TokenLifetime, _clock);
        _tokens = new(
            Directory,
            new ClientAuthentication(Directory, WorkloadIssuer, Addresses, _clock),
            issuer,
            Addresses,
            DeviceCodes,
            new RefreshTokens(_clock),
            options.DeviceCodeInterval);
        _discovery = new(Directory, issuer, Addresses);
        _managedIdentity = new(Directory, issuer, Addresses);
        Access = new(Directory, issuer, Addresses, options.StrictTokens, _clock);
    }

    public EmulatorAddresses Addresses { get; } = new();

    public Directory Directory { get; }

    public DeviceCodes DeviceCodes { get; }

    public WorkloadIssuer WorkloadIssuer { get; }

    /// <summary>What Graph asks about a token.</summary>
    public TokenCheck Access { get; }

    /// <summary>What answers a request that is for Entra; null for every other.</summary>
    public Func<GraphReply>? Find(GraphRequest request)
    {
        if (Operation(request) is not { } operation)
        {
            return null;
        }

        return () =>
        {
            try
            {
                return operation().AsReply(request);
            }
            catch (EntraErrorException refused)
            {
                return new EntraReply(refused.Error.Status, refused.Error.ToJson(request, _clock.GetUtcNow())).AsReply(request);
            }
        };
    }

    public void Dispose() => Directory.Dispose();

    private Func<EntraReply>? Operation(GraphRequest request) => Upper(request.Target.Segments) switch
    {
        ["METADATA", "IDENTITY", "OAUTH2", "TOKEN"] => () => _managedIdentity.VirtualMachine(request),
        ["MSI", "TOKEN"] => () => _managedIdentity.AppService(request),
        [_, "DISCOVERY", "INSTANCE"] => () => _discovery.Instance(request),
        [_, "DISCOVERY", "V2.0", "KEYS"] => () => InTenant(request, _ => _discovery.Keys()),
        [_, "V2.0", ".WELL-KNOWN", "OPENID-CONFIGURATION"] => () => InTenant(request, tenant => _discovery.OpenId(tenant, request)),
        [_, "OAUTH2", "V2.0", "TOKEN"] => () => Posted(request, tenant => _tokens.Token(tenant, request)),
        [_, "OAUTH2", "V2.0", "DEVICECODE"] => () => Posted(request, tenant => _tokens.DeviceCode(tenant, request)),
        _ => null,
    };

    private static string[] Upper(string[] segments) => Array.ConvertAll(segments, segment => segment.ToUpperInvariant());

    private EntraReply Posted(GraphRequest request, Func<string, EntraReply> answer) => request.Method == "POST"
        ? InTenant(request, answer)
        : throw new EntraErrorException(EntraError.PostOnly(request.Method));

    private EntraReply InTenant(GraphRequest request, Func<string, EntraReply> answer)
    {
        // A user brings the tenant along, so for a user it need not be named.
        var tenant = request.Target.Segments[0];
        return Directory.IsTenant(tenant) || tenant.ToUpperInvariant() is "COMMON" or "ORGANIZATIONS"
            ? answer(tenant)
            : throw new EntraErrorException(EntraError.UnknownTenant(tenant));
    }
}
