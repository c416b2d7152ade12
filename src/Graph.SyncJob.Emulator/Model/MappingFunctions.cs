using System;
using System.Collections.Generic;
using System.Linq;

namespace Graph.SyncJob.Emulator.Model;

/// <summary>The functions that may stand in an attribute mapping.</summary>
internal static class MappingFunctions
{
    // name(parameter, …): ? may be left out, * may be there again and again; what is no string says so.
    private static readonly string[] Signatures =
    [
        "Append(source, suffix)",
        "AppRoleAssignments(source)",
        "AppRoleAssignmentsComplex(source)",
        "AssertiveAppRoleAssignmentsComplex(source)",
        "BitAnd(value1:Integer, value2:Integer)",
        "CBool(expression)",
        "CDate(expression)",
        "Coalesce(source*)",
        "ConvertToBase64(source)",
        "ConvertToUTF8Hex(source)",
        "Count(attribute)",
        "CStr(value)",
        "DateAdd(interval, value:Integer, dateTime:DateTime)",
        "DateDiff(interval, date1:DateTime, date2:DateTime)",
        "DateFromNum(value:Integer)",
        "DefaultDomain()",
        "FormatDateTime(source, dateTimeStyles?, inputFormat, outputFormat)",
        "Guid()",
        "IgnoreFlowIfNullOrEmpty(expression)",
        "IIF(condition:Boolean, valueIfTrue, valueIfFalse)",
        "InStr(value1, value2, start?:Integer, compareType?)",
        "IsNull(expression)",
        "IsNullOrEmpty(expression)",
        "IsPresent(expression)",
        "IsString(expression)",
        "Item(attribute, index:Integer)",
        "Join(separator, source*)",
        "Left(source, numChars:Integer)",
        "Len(source)",
        "Mid(source, start:Integer, length:Integer)",
        "NormalizeDiacritics(source)",
        "Not(source:Boolean)",
        "Now()",
        "NumFromDate(value:DateTime)",
        "PCase(source, wordSeparators?)",
        "RandomString(length:Integer, minimumNumbers:Integer, minimumSpecialCharacters:Integer, minimumCapital:Integer, "
            + "minimumLowerCase:Integer, charactersToAvoid?)",
        "Redact()",
        "RemoveDuplicates(attribute)",
        "Replace(source, oldValue?, regexPattern?, regexGroupName?, replacementValue?, replacementAttributeName?, template?)",
        "SelectUniqueValue(uniqueValueRule*)",
        "SingleAppRoleAssignment(appRoleAssignments)",
        "Split(source, delimiter)",
        "StripSpaces(source)",
        "Switch(source, defaultValue?, key*, value*)",
        "ToLower(source, culture?)",
        "ToUpper(source, culture?)",
        "Word(source, wordNumber:Integer, delimiters)",
    ];

    private static readonly Dictionary<string, MappingFunction> ByName =
        Signatures.Select(Parse).ToDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyCollection<MappingFunction> All => ByName.Values;

    public static MappingFunction? Find(string name) => ByName.GetValueOrDefault(name);

    private static MappingFunction Parse(string signature)
    {
        var open = signature.IndexOf('(', StringComparison.Ordinal);
        var parameters = signature[(open + 1)..^1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new(signature[..open], [.. parameters.Select(Parameter)]);
    }

    private static MappingFunctionParameter Parameter(string notation)
    {
        var parts = notation.Split(':');
        var type = parts.Length > 1 ? Enum.Parse<AttributeType>(parts[1]) : AttributeType.String;
        return new(parts[0].TrimEnd('?', '*'), Required: !parts[0].EndsWith('?'), AllowMultipleOccurrences: parts[0].EndsWith('*'), type);
    }
}

internal sealed record MappingFunctionParameter(string Name, bool Required, bool AllowMultipleOccurrences, AttributeType Type);

internal sealed record MappingFunction(string Name, MappingFunctionParameter[] Parameters)
{
    // Those that repeat are the last ones, and repeat together: key and value of Switch.
    private int Once { get; } = Parameters.Count(parameter => !parameter.AllowMultipleOccurrences);

    private int Repeating => Parameters.Length - Once;

    /// <summary>The parameter that an argument is for, by its place; null when there are too many arguments.</summary>
    public string? KeyOf(int index)
    {
        if (index < Once)
        {
            return Parameters[index].Name;
        }

        return Repeating == 0
            ? null
            : $"{Parameters[Once + ((index - Once) % Repeating)].Name}{((index - Once) / Repeating) + 1}";
    }

    /// <summary>Says what is wrong with the arguments, of which those left empty are null.</summary>
    public string? Check(IReadOnlyList<AttributeMappingSource?> arguments)
    {
        if (Repeating == 0 && arguments.Count > Once)
        {
            return $"The function '{Name}' takes {Once} parameters, not {arguments.Count}.";
        }

        for (var index = 0; index < Math.Max(arguments.Count, Parameters.Length); index++)
        {
            var parameter = Parameters[index < Once ? index : Once + ((index - Once) % Repeating)];
            if (parameter.Required && arguments.ElementAtOrDefault(index) is null)
            {
                return $"The parameter '{KeyOf(index)}' of the function '{Name}' is missing.";
            }
        }

        return Repeating > 1 && (arguments.Count - Once) % Repeating != 0
            ? $"The parameter '{KeyOf(arguments.Count)}' of the function '{Name}' is missing."
            : null;
    }
}
