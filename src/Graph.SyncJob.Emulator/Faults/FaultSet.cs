using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using Graph.SyncJob.Emulator.Api;

namespace Graph.SyncJob.Emulator.Faults;

/// <summary>The rules in force, in the order in which they were given.</summary>
internal sealed class FaultSet
{
    // More than any run signs in for: a client that makes tokens up must not fill the memory.
    private const int MostTokens = 10_000;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _tokens = new(StringComparer.Ordinal);
    private ActiveFault[] _faults = [];
    private string? _lastAuthorization;
    private string? _lastToken;
    private int _numbered;

    /// <summary>Puts rules in force, all of them or none.</summary>
    /// <returns>The rules with their ids.</returns>
    /// <exception cref="ArgumentException">One of them makes no sense, or has the id of another.</exception>
    public IReadOnlyList<FaultRule> Add(IEnumerable<FaultRule> rules)
    {
        lock (_lock)
        {
            var faults = _faults.ToList();
            var added = new List<FaultRule>();
            foreach (var rule in rules)
            {
                var kind = FaultCheck.Check(rule);
                if (faults.Exists(fault => fault.Id == rule.Id))
                {
                    throw new ArgumentException($"there is a fault '{rule.Id}' already");
                }

                var named = rule.Id is null ? rule with { Id = FreeId(faults) } : rule;
                faults.Add(new ActiveFault(named, kind));
                added.Add(named);
            }

            _faults = [.. faults];
            return added;
        }
    }

    public IReadOnlyList<FaultReport> List()
    {
        lock (_lock)
        {
            return [.. _faults.Select(Report)];
        }
    }

    public bool Remove(string id)
    {
        lock (_lock)
        {
            var kept = Array.FindAll(_faults, fault => fault.Id != id);
            var removed = kept.Length < _faults.Length;
            Array.ForEach(Array.FindAll(_faults, fault => fault.Id == id), fault => fault.IsRemoved = true);
            _faults = kept;
            return removed;
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            Array.ForEach(_faults, fault => fault.IsRemoved = true);
            _faults = [];
        }
    }

    /// <summary>The fault that a request runs into, if any. Every rule that it matches counts it; the first whose turn it is hits it.</summary>
    public ActiveFault? Hit(GraphRequest request, RequestKind kind)
    {
        lock (_lock)
        {
            var token = kind == RequestKind.SignIn ? null : See(request);
            if (_faults.Length == 0)
            {
                return null;
            }

            if (token is not null && Array.Find(_faults, fault => fault.ExpiredTokens.Contains(token)) is { } expired)
            {
                expired.Hits++;
                return expired;
            }

            ActiveFault? hit = null;
            foreach (var fault in _faults)
            {
                if (fault.Matches(request, kind) && fault.Count() && hit is null && fault.TryFire())
                {
                    hit = fault;
                }
            }

            if (hit?.Kind == FaultKind.TokenExpired)
            {
                hit.ExpiredTokens.UnionWith(_tokens);
            }

            return hit;
        }
    }

    // Tokens are secrets: what is remembered of one is enough to know it again. The same one comes over and over.
    private string? See(GraphRequest request)
    {
        var authorization = request.Headers.GetValueOrDefault("Authorization");
        if (authorization != _lastAuthorization)
        {
            _lastAuthorization = authorization;
            _lastToken = request.BearerToken is { } token ? Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token))) : null;
            if (_tokens.Count >= MostTokens)
            {
                _tokens.Clear();
            }

            if (_lastToken is not null)
            {
                _tokens.Add(_lastToken);
            }
        }

        return _lastToken;
    }

    private static FaultReport Report(ActiveFault fault) => new() { Rule = fault.Rule, Matched = fault.Matched, Hits = fault.Hits };

    private string FreeId(List<ActiveFault> faults)
    {
        string id;
        do
        {
            id = $"fault-{++_numbered}";
        }
        while (faults.Exists(fault => fault.Id == id));

        return id;
    }
}
