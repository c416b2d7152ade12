using System;
using System.Linq;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>
/// Graph's enumerations grow. A value that this module does not know yet is <c>UnknownFutureValue</c> in its property, and its text is in
/// <c>AdditionalProperties</c> under the property's name: it can be seen there, and goes back to the service as it came.
/// </summary>
internal static class OpenEnum
{
    public const string Unknown = "UnknownFutureValue";

    /// <summary>The value that the text names, or the values where there are commas between; null when a name is not known.</summary>
    public static object? Parse(Type type, string text) =>
        text.Split(',').All(part => Array.Exists(
            Enum.GetNames(type), name => name != Unknown && name.Equals(part.Trim(), StringComparison.OrdinalIgnoreCase)))
            ? Enum.Parse(type, text, ignoreCase: true)
            : null;

    public static object UnknownOf(Type type) => Enum.Parse(type, Unknown);

    public static bool IsUnknown(object? value) => value is not null && value.ToString() == Unknown;
}
