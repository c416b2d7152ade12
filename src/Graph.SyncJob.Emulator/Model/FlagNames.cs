using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Graph.SyncJob.Emulator.Model;

/// <summary>Flags as Graph writes them: names with commas between, or their sum.</summary>
internal static class FlagNames
{
    public static bool TryParse<T>(string text, out T flags)
        where T : struct, Enum
    {
        flags = default;
        var sum = 0;
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                sum |= number;
            }
            else if (Enum.TryParse(part, ignoreCase: true, out T named) && Enum.IsDefined(named))
            {
                sum |= Convert.ToInt32(named, CultureInfo.InvariantCulture);
            }
            else
            {
                return false;
            }
        }

        flags = (T)Enum.ToObject(typeof(T), sum);
        var known = Enum.GetValues<T>().Aggregate(0, (all, value) => all | Convert.ToInt32(value, CultureInfo.InvariantCulture));
        return (sum & ~known) == 0;
    }
}

internal sealed class FlagNamesConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && FlagNames.TryParse(reader.GetString()!, out T flags)
            ? flags
            : throw new JsonException($"a list out of {string.Join(", ", Enum.GetNames<T>())} is expected");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
