using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace Graph.SyncJob.Emulator.Model;

/// <summary>An expression that is right, but that the emulator cannot work out.</summary>
internal sealed class MappingEvaluationException(string message) : Exception(message);

/// <summary>
/// Works out attribute mappings for one object. A value is the list of its texts: none for an attribute that is not there,
/// one for most, several for a multi-valued attribute.
/// </summary>
internal sealed class MappingEvaluator(IReadOnlyDictionary<string, string[]> attributes)
{
    // An expression comes from outside, and a pattern can be made to take for ever.
    private static readonly TimeSpan LongestMatch = TimeSpan.FromMilliseconds(250);

    // Replacing can make a text longer each time it is nested.
    private const int LongestText = 10_000;

    public string[] Evaluate(AttributeMappingSource source)
    {
        string[] value = source.Type switch
        {
            AttributeMappingSourceType.Constant => [source.Name!],
            AttributeMappingSourceType.Attribute => attributes.GetValueOrDefault(source.Name!) ?? [],
            _ => Call(source.Name!, new Arguments(this, source)),
        };
        return value.Sum(text => text.Length) <= LongestText
            ? value
            : throw new MappingEvaluationException("The result is too long.");
    }

    private static string[] Call(string function, Arguments given) => function switch
    {
        "Append" => given.Each("source", text => text + given.Text("suffix")),
        "Coalesce" => given.Repeated("source").FirstOrDefault(value => value.Any(text => text.Length > 0)) ?? [],
        "Count" => [$"{given.Value("attribute").Length}"],
        "IIF" => given.Value(IsTrue(given.Text("condition")) ? "valueIfTrue" : "valueIfFalse"),
        "IsNull" => [Text(given.Value("expression").Length == 0)],
        "IsNullOrEmpty" => [Text(given.Text("expression").Length == 0)],
        "IsPresent" => [Text(given.Text("expression").Length > 0)],
        "Join" => Join(given),
        "Left" => given.Each("source", text => Cut(text, 0, given.Number("numChars"))),
        "Len" => [$"{given.Text("source").Length}"],
        "Mid" => given.Each("source", text => Cut(text, given.Number("start") - 1, given.Number("length"))),
        "NormalizeDiacritics" => given.Each("source", WithoutDiacritics),
        "Not" => [Text(!IsTrue(given.Text("source")))],
        "RemoveDuplicates" => [.. given.Value("attribute").Distinct(StringComparer.Ordinal)],
        "Replace" => given.Each("source", text => Replace(text, given)),
        "Split" => [.. given.Value("source").SelectMany(text => text.Split(given.Text("delimiter"), StringSplitOptions.RemoveEmptyEntries))],
        "StripSpaces" => given.Each("source", text => text.Replace(" ", "", StringComparison.Ordinal)),
        "Switch" => Switch(given),
        "ToLower" => given.Each("source", text => text.ToLower(CultureOf(given))),
        "ToUpper" => given.Each("source", text => text.ToUpper(CultureOf(given))),
        "=" => [Text(Compare(given) == 0)],
        "<>" => [Text(Compare(given) != 0)],
        "<" => [Text(Compare(given) < 0)],
        "<=" => [Text(Compare(given) <= 0)],
        ">" => [Text(Compare(given) > 0)],
        ">=" => [Text(Compare(given) >= 0)],
        "&&" => [Text(IsTrue(given.Text("left")) && IsTrue(given.Text("right")))],
        "||" => [Text(IsTrue(given.Text("left")) || IsTrue(given.Text("right")))],
        _ => throw new MappingEvaluationException($"The emulator does not work out the function '{function}'."),
    };

    private static string[] Join(Arguments given)
    {
        var texts = given.Repeated("source").SelectMany(value => value).Where(text => text.Length > 0).ToArray();
        return texts.Length == 0 ? [] : [string.Join(given.Text("separator"), texts)];
    }

    private static string[] Switch(Arguments given)
    {
        var text = given.Text("source");
        for (var number = 1; given.Has($"key{number}"); number++)
        {
            if (given.Text($"key{number}").Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return given.Value($"value{number}");
            }
        }

        return given.Value("defaultValue");
    }

    private static string Replace(string text, Arguments given)
    {
        var replacement = given.Has("replacementAttributeName") ? given.Text("replacementAttributeName") : given.Text("replacementValue");
        if (given.Has("template"))
        {
            return given.Text("oldValue") is { Length: > 0 } place
                ? given.Text("template").Replace(place, text, StringComparison.Ordinal)
                : throw new MappingEvaluationException("Replace with a template needs an oldValue.");
        }

        if (given.Text("oldValue") is { Length: > 0 } oldValue)
        {
            return text.Replace(oldValue, replacement, StringComparison.Ordinal);
        }

        if (!given.Has("regexPattern"))
        {
            return text.Length > 0 ? text : replacement;
        }

        try
        {
            var group = given.Text("regexGroupName");
            return Regex.Replace(
                text,
                given.Text("regexPattern"),
                match => group.Length > 0 && match.Groups[group] is { Success: true } part
                    ? match.Value.Replace(part.Value, replacement, StringComparison.Ordinal)
                    : replacement,
                RegexOptions.CultureInvariant,
                LongestMatch);
        }
        catch (Exception badPattern) when (badPattern is ArgumentException or RegexMatchTimeoutException)
        {
            throw new MappingEvaluationException($"The pattern of Replace cannot be used: {badPattern.Message}");
        }
    }

    private static int Compare(Arguments given)
    {
        var (left, right) = (given.Text("left"), given.Text("right"));
        return long.TryParse(left, out var first) && long.TryParse(right, out var second)
            ? first.CompareTo(second)
            : string.Compare(left, right, StringComparison.OrdinalIgnoreCase);
    }

    private static string Cut(string text, int start, int length) => start >= 0 && length >= 0
        ? text[Math.Min(start, text.Length)..(int)Math.Min((long)start + length, text.Length)]
        : throw new MappingEvaluationException("A position is counted from 1, and a length is not negative.");

    private static string WithoutDiacritics(string text) => string
        .Concat(text.Normalize(NormalizationForm.FormD).Where(letter => char.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark))
        .Normalize(NormalizationForm.FormC);

    private static CultureInfo CultureOf(Arguments given)
    {
        try
        {
            return given.Has("culture") ? CultureInfo.GetCultureInfo(given.Text("culture")) : CultureInfo.InvariantCulture;
        }
        catch (CultureNotFoundException)
        {
            throw new MappingEvaluationException($"There is no culture '{given.Text("culture")}'.");
        }
    }

    private static bool IsTrue(string text) => text.Equals("true", StringComparison.OrdinalIgnoreCase);

    private static string Text(bool value) => value ? "True" : "False";

    /// <summary>The arguments of one call, worked out when they are asked for: of IIF and Switch only one branch is.</summary>
    private sealed class Arguments(MappingEvaluator evaluator, AttributeMappingSource call)
    {
        public bool Has(string key) => Find(key) is not null;

        public string[] Value(string key) => Find(key) is { } source ? evaluator.Evaluate(source) : [];

        public string Text(string key) => Value(key).FirstOrDefault() ?? "";

        public int Number(string key) => int.TryParse(Text(key), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new MappingEvaluationException($"The parameter '{key}' of '{call.Name}' has to be a number.");

        public string[] Each(string key, Func<string, string> change) => [.. Value(key).Select(change)];

        public IEnumerable<string[]> Repeated(string name)
        {
            for (var number = 1; Has($"{name}{number}"); number++)
            {
                yield return Value($"{name}{number}");
            }
        }

        private AttributeMappingSource? Find(string key) => Array.Find(call.Parameters, parameter => parameter.Key == key)?.Value;
    }
}
