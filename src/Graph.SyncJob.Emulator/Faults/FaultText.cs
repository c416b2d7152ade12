using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Graph.SyncJob.Emulator.Faults;

/// <summary>A rule in one line: <c>{fault} {name=value …} on {METHOD} {path}</c>, where everything but the fault may be left out.</summary>
internal static class FaultText
{
    private static readonly (string Name, Func<FaultRule, object?> Get)[] Settings =
    [
        ("retry-after", rule => rule.RetryAfter),
        ("retry-after-date", rule => rule.RetryAfterDate),
        ("delay", rule => rule.Delay),
        ("seconds", rule => rule.Seconds),
        ("size", rule => rule.Size),
        ("nth", rule => rule.Nth),
        ("every", rule => rule.Every),
        ("first", rule => rule.First),
        ("probability", rule => rule.Probability),
        ("seed", rule => rule.Seed),
        ("times", rule => rule.Times),
        ("id", rule => rule.Id),
    ];

    public static FaultRule Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var rule = new FaultRule { Fault = words.FirstOrDefault("") };
        var names = new HashSet<string>(StringComparer.Ordinal);
        var afterOn = false;
        foreach (var word in words.Skip(1))
        {
            // A path may hold an equals sign, as in applications(appId='…').
            if (afterOn && word is ['/' or '*', ..] && rule.Path is null)
            {
                rule = rule with { Path = word };
            }
            else if (word.Split('=', 2) is [var name, var value])
            {
                if (!names.Add(name))
                {
                    throw Wrong(text, $"{name} is there twice");
                }

                rule = With(rule, name, value, text);
            }
            else if (afterOn && rule.Method is null && rule.Path is null && word.All(char.IsAsciiLetter))
            {
                rule = rule with { Method = word.ToUpperInvariant() };
            }
            else if (!afterOn && word == "on")
            {
                afterOn = true;
            }
            else
            {
                throw Wrong(text, $"'{word}' is not understood; a fault reads like '429 retry-after=2 on POST */start nth=3'");
            }
        }

        if (afterOn && rule.Method is null && rule.Path is null)
        {
            throw Wrong(text, "after 'on' a method, a path or both are expected");
        }

        _ = FaultCheck.Check(rule);
        return rule;
    }

    public static string Write(FaultRule rule)
    {
        var words = Settings
            .Select(setting => (setting.Name, Value: setting.Get(rule)))
            .Where(setting => setting.Value is not null)
            .Select(setting => string.Create(CultureInfo.InvariantCulture, $"{setting.Name}={setting.Value}"))
            .Prepend(rule.Fault);
        string?[] on = rule.Method is null && rule.Path is null ? [] : ["on", rule.Method, rule.Path];
        return string.Join(' ', words.Concat(on.OfType<string>()));
    }

    private static FaultRule With(FaultRule rule, string name, string value, string text)
    {
        return name switch
        {
            "retry-after" => rule with { RetryAfter = Whole() },
            "retry-after-date" => rule with { RetryAfterDate = Whole() },
            "delay" => rule with { Delay = Whole() },
            "seconds" => rule with { Seconds = Whole() },
            "size" => rule with { Size = Whole() },
            "nth" => rule with { Nth = Whole() },
            "every" => rule with { Every = Whole() },
            "first" => rule with { First = Whole() },
            "probability" => rule with { Probability = Number() },
            "seed" => rule with { Seed = Whole() },
            "times" => rule with { Times = Whole() },
            "id" => rule with { Id = value },
            _ => throw Wrong(text, $"'{name}' is none of {string.Join(", ", Settings.Select(setting => setting.Name))}"),
        };

        int Whole() => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            ? whole
            : throw Wrong(text, $"{name} is a whole number, and '{value}' is none");

        double Number() => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Wrong(text, $"{name} is a number, and '{value}' is none");
    }

    private static ArgumentException Wrong(string text, string message) => new($"the fault '{text}': {message}");
}
