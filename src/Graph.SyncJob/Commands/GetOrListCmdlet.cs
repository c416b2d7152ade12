using System.Collections.Generic;
using System.Management.Automation;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Commands;

/// <summary>The base of the cmdlets that read one object, or in the parameter set <c>List</c> all that an owner has.</summary>
public abstract class GetOrListCmdlet : ReadCmdlet
{
    private protected GetOrListCmdlet()
    {
    }

    /// <summary>Reads every page. A list without <c>-Top</c> does so anyway; scripts for the generated module say it.</summary>
    [Parameter(ParameterSetName = "List")]
    public SwitchParameter All { get; set; }

    /// <summary>Most objects to read.</summary>
    [Parameter(ParameterSetName = "List")]
    [Alias("Limit")]
    [ValidateRange(1, int.MaxValue)]
    public int Top { get; set; } = int.MaxValue;

    /// <summary>Objects a page.</summary>
    [Parameter(ParameterSetName = "List")]
    [ValidateRange(1, 999)]
    public int? PageSize { get; set; }

    /// <summary>An OData filter.</summary>
    [Parameter(ParameterSetName = "List")]
    public string? Filter { get; set; }

    /// <summary>Words to search for.</summary>
    [Parameter(ParameterSetName = "List")]
    public string? Search { get; set; }

    /// <summary>Objects to leave out at the beginning.</summary>
    [Parameter(ParameterSetName = "List")]
    [ValidateRange(0, int.MaxValue)]
    public int? Skip { get; set; }

    /// <summary>Properties to sort by.</summary>
    [Parameter(ParameterSetName = "List")]
    [Alias("OrderBy")]
    public string[] Sort { get; set; } = [];

    /// <summary>Name of a variable that receives how many objects there are in all.</summary>
    [Parameter(ParameterSetName = "List")]
    [Alias("CV")]
    [ValidateNotNullOrEmpty]
    public string? CountVariable { get; set; }

    private protected ListQuery Query => new(PageSize ?? (Top < 100 ? Top : null), Filter, Selection, CountVariable is not null)
    {
        Search = Search,
        Skip = Skip,
        Sort = Sort,
    };

    private protected IEnumerable<T> List<T>(PageReader<T> read) =>
        ReadPages(read, Top, count => SessionState.PSVariable.Set(CountVariable, count));
}
