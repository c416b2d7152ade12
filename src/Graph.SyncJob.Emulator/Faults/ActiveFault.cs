using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO.Enumeration;
using Graph.SyncJob.Emulator.Api;
using Graph.SyncJob.Emulator.Model;

namespace Graph.SyncJob.Emulator.Faults;

/// <summary>A rule in force, and its counts. Not thread-safe: it is asked by <see cref="FaultSet"/> only.</summary>
internal sealed class ActiveFault(FaultRule rule, FaultKind kind)
{
    // Two rules that were given no seed, or the same one, must not hit the same requests.
    private readonly Random _random = new(BitConverter.ToInt32(new Guid(StableId.Of($"{rule.Seed ?? 0} {rule.Id}")).ToByteArray()));

    private int _fired;

    public FaultRule Rule { get; } = rule;

    public string Id { get; } = rule.Id!;

    public FaultKind Kind { get; } = kind;

    /// <summary>For a rule that is a status.</summary>
    public int Status { get; } = kind == FaultKind.Status ? int.Parse(rule.Fault, CultureInfo.InvariantCulture) : 0;

    /// <summary>For token-expired: the tokens that had been seen when it fired.</summary>
    public HashSet<string> ExpiredTokens { get; } = new(StringComparer.Ordinal);

    public long Matched { get; private set; }

    public long Hits { get; set; }

    /// <summary>Whether it was taken back; what it had begun ends then.</summary>
    public bool IsRemoved { get; set; }

    public bool Matches(GraphRequest request, RequestKind kind)
    {
        if (Rule.Method is { } method && !method.Equals(request.Method, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        // A sign-in has no token yet that could expire. Of a batch it is the parts that write.
        var isMeant = Kind switch
        {
            FaultKind.Stale => kind == RequestKind.Graph && request.Method != "GET",
            FaultKind.TokenExpired => kind != RequestKind.SignIn,
            _ => kind != RequestKind.SignIn || Rule.Path is not null,
        };
        return isMeant && (Rule.Path is null || FileSystemName.MatchesSimpleExpression(Rule.Path, request.Target.Path, ignoreCase: true));
    }

    /// <summary>Counts a request that matches.</summary>
    /// <returns>Whether it is this one's turn.</returns>
    public bool Count()
    {
        Matched++;
        return Rule switch
        {
            { Nth: { } nth } => Matched == nth,
            { Every: { } every } => Matched % every == 0,
            { First: { } first } => Matched <= first,
            { Probability: { } probability } => _random.NextDouble() < probability,
            _ => true,
        };
    }

    /// <summary>Whether it may hit once more; if so, it does.</summary>
    public bool TryFire()
    {
        // Tokens that are new have not expired: without a number of times that is once, or no token would ever be good.
        var most = Rule.Times ?? (Kind == FaultKind.TokenExpired && Rule is { Every: null, First: null, Probability: null } ? 1 : int.MaxValue);
        if (_fired >= most)
        {
            return false;
        }

        _fired++;
        Hits++;
        return true;
    }
}
