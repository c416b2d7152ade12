using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>A value of any kind with a name.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-expressioninputobject">synchronization-expressioninputobject</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphStringKeyObjectValuePair
{
    private object? _value;

    /// <summary>The name.</summary>
    public string? Key { get; set; }

    /// <summary>The value: text, a number, a list … The metadata of Graph leaves it out; its reference and the service have it.</summary>
    public object? Value
    {
        get => _value;
        set => _value = GraphModelConverter.Plain(value);
    }

    /// <summary>What the service sends beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>The pair as one line.</summary>
    public override string ToString() => $"{Key} = {Value}";
}
