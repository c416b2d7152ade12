using System.Collections.Generic;
using System.Linq;

namespace Graph.SyncJob.Layout;

/// <summary>What docs/en-US says about one cmdlet. A text is a list of paragraphs, already plain.</summary>
internal sealed record HelpPage(
    string Name,
    bool IsFamily,
    string OnlineVersion,
    IReadOnlyList<string> Synopsis,
    IReadOnlyList<string> Description,
    IReadOnlyList<HelpParameterSet> ParameterSets,
    IReadOnlyList<HelpParameter> Parameters,
    IReadOnlyList<HelpExample> Examples,
    IReadOnlyList<HelpType> Inputs,
    IReadOnlyList<HelpType> Outputs,
    IReadOnlyList<string> Notes,
    IReadOnlyList<HelpLink> Links);

/// <summary>A parameter set: its parameters in the order of the syntax.</summary>
internal sealed record HelpParameterSet(string Name, IReadOnlyList<HelpParameterUse> Parameters);

internal sealed record HelpParameter(string Name, IReadOnlyList<string> Description, IReadOnlyList<HelpParameterUse> Uses);

/// <summary>How a parameter behaves in some of the sets, or in all: one yaml block of the page.</summary>
internal sealed record HelpParameterUse(
    string Name,
    string Type,
    IReadOnlyList<string> Sets,
    string Aliases,
    bool Required,
    string Position,
    string DefaultValue,
    string PipelineInput,
    bool Wildcards)
{
    public const string AllSets = "(All)";

    public bool IsSwitch => Type == "SwitchParameter";

    public bool IsPositional => Position != "Named";

    public bool IsIn(string set) => Sets.Contains(AllSets) || Sets.Contains(set);
}

internal sealed record HelpExample(string Title, IReadOnlyList<string> Introduction, string Code, IReadOnlyList<string> Remarks);

internal sealed record HelpType(string Name, IReadOnlyList<string> Description);

internal sealed record HelpLink(string Text, string Uri);
