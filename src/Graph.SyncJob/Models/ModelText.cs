using System;
using System.Globalization;
using System.Linq;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>Puts a model into one readable line, for tables and messages.</summary>
internal static class ModelText
{
    /// <summary>The parts that are there, each with the word before it.</summary>
    public static string Join(params (string? Text, string? Before)[] parts) => string.Join(
        ", ", parts.Where(part => !string.IsNullOrEmpty(part.Text)).Select(part => part.Before is null ? part.Text : $"{part.Before} {part.Text}"));

    public static string? Count(object[]? items, string one, string many) => items?.Length switch
    {
        null => null,
        1 => $"1 {one}",
        var count => $"{count} {many}",
    };

    public static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("u", CultureInfo.InvariantCulture);

    /// <summary>An interval; the longest that there is stands for "never" with Graph.</summary>
    public static string? Interval(TimeSpan? interval) =>
        interval == TimeSpan.MaxValue ? null : interval?.ToString("c", CultureInfo.InvariantCulture);
}
