using System;
using System.Globalization;
using System.Linq;

namespace Graph.SyncJob.Emulator.Faults;

/// <summary>The one place that says whether a rule makes sense.</summary>
internal static class FaultCheck
{
    private const int LargestBody = 1024;

    /// <summary>What the rule does, if there is nothing wrong with it.</summary>
    /// <exception cref="ArgumentException">There is.</exception>
    public static FaultKind Check(FaultRule rule)
    {
        if (string.IsNullOrWhiteSpace(rule.Fault))
        {
            throw new ArgumentException($"a fault is missing: it is a status such as 503, or one of {FaultKinds.Names}");
        }

        var kind = FaultKinds.Find(rule.Fault)
            ?? throw Wrong(rule, $"there is no fault '{rule.Fault}': it is a status such as 503, or one of {FaultKinds.Names}");
        if (kind == FaultKind.Status && int.Parse(rule.Fault, CultureInfo.InvariantCulture) is < 200 or > 599)
        {
            throw Wrong(rule, $"'{rule.Fault}' is not a status that ends a request: those are 200 to 599");
        }

        CheckRequests(rule, kind);
        CheckWhich(rule);
        CheckDetails(rule, kind);
        return kind;
    }

    private static void CheckRequests(FaultRule rule, FaultKind kind)
    {
        if (rule.Id is { } id && (id.Length == 0 || !id.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.')))
        {
            throw Wrong(rule, $"the id '{id}' has something else in it than letters, digits, '-', '_' and '.'");
        }

        if (rule.Method is { } method && (method.Length == 0 || !method.All(char.IsAsciiLetter)))
        {
            throw Wrong(rule, $"'{method}' is not an HTTP method");
        }

        if (rule.Path is { } path && path is not (['/' or '*', ..]))
        {
            throw Wrong(rule, $"the path '{path}' starts with neither '/' nor '*'");
        }

        if (rule.Path?.Contains('?', StringComparison.Ordinal) == true)
        {
            throw Wrong(rule, $"the path '{rule.Path}' has a query, which no rule looks at");
        }

        if (kind == FaultKind.Stale && "GET".Equals(rule.Method, StringComparison.OrdinalIgnoreCase))
        {
            throw Wrong(rule, "stale is about writes, which a GET is not");
        }
    }

    private static void CheckWhich(FaultRule rule)
    {
        (string Name, int? Value)[] counts = [("nth", rule.Nth), ("every", rule.Every), ("first", rule.First), ("times", rule.Times)];
        if (Array.Find(counts, count => count.Value < 1) is { Name: { } name } wrong)
        {
            throw Wrong(rule, $"{name} counts from 1, so it cannot be {wrong.Value}");
        }

        if (rule.Probability is <= 0 or > 1 or double.NaN)
        {
            throw Wrong(rule, $"a probability of {Text(rule.Probability.Value)} is not more than 0 and at most 1");
        }

        if (counts[..3].Count(count => count.Value is not null) + (rule.Probability is null ? 0 : 1) > 1)
        {
            throw Wrong(rule, "of nth, every, first and probability there can be one");
        }

        if (rule.Seed is not null && rule.Probability is null)
        {
            throw Wrong(rule, "a seed is for a probability, and there is none");
        }
    }

    private static void CheckDetails(FaultRule rule, FaultKind kind)
    {
        Only("retry-after", rule.RetryAfter, FaultKind.Status, "a status", least: 0);
        Only("retry-after-date", rule.RetryAfterDate, FaultKind.Status, "a status", least: 0);
        Only("delay", rule.Delay, kind == FaultKind.Drip ? FaultKind.Drip : FaultKind.Latency, "latency and drip", least: 0);
        Only("seconds", rule.Seconds, FaultKind.Stale, "stale", least: 1);
        Only("size", rule.Size, FaultKind.HugeBody, "huge-body", least: 1);
        if (rule.Size > LargestBody)
        {
            throw Wrong(rule, $"size is at most {LargestBody} megabytes");
        }

        if (rule.RetryAfter is not null && rule.RetryAfterDate is not null)
        {
            throw Wrong(rule, "of retry-after and retry-after-date there can be one");
        }

        if (kind == FaultKind.Latency && rule.Delay is null)
        {
            throw Wrong(rule, "latency needs a delay in milliseconds, such as delay=200");
        }

        if (kind == FaultKind.Stale && rule.Seconds is null)
        {
            throw Wrong(rule, "stale needs to know for how long, such as seconds=5");
        }

        void Only(string name, int? value, FaultKind where, string whereInWords, int least)
        {
            if (value is not null && kind != where)
            {
                throw Wrong(rule, $"{name} is for {whereInWords}, not for {rule.Fault}");
            }

            if (value < least)
            {
                throw Wrong(rule, $"{name} is at least {least}, so it cannot be {value}");
            }
        }
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static ArgumentException Wrong(FaultRule rule, string message) => new($"the fault '{rule}': {message}");
}
