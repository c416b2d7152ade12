using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>Which objects are in scope.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-filter">synchronization-filter</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphFilter
{
    /// <summary>Groups of conditions: an object is in scope when all of any one group hold.</summary>
    public MicrosoftGraphFilterGroup[]? Groups { get; set; }

    /// <summary>Groups of conditions on the category.</summary>
    public MicrosoftGraphFilterGroup[]? CategoryFilterGroups { get; set; }

    /// <summary>Groups of conditions on what is read.</summary>
    public MicrosoftGraphFilterGroup[]? InputFilterGroups { get; set; }

    /// <summary>What the service sends beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>The filter as one line.</summary>
    public override string ToString() => string.Join(" or ", (object[]?)Groups ?? []);
}
