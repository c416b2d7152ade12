using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Host;

namespace Graph.SyncJob.Sandbox.Host;

/// <summary>The line of choices behind -Confirm: <c>[Y] Yes  [N] No  [?] Help (default is "Y")</c>.</summary>
internal sealed class ChoiceMenu
{
    private readonly List<Choice> _choices;
    private readonly int _default;

    public ChoiceMenu(IEnumerable<ChoiceDescription> choices, int defaultChoice)
    {
        _choices = [.. choices.Select(Choice.From)];
        _default = defaultChoice;
    }

    public string Question
    {
        get
        {
            IEnumerable<string> options = _choices.Select(choice => choice.Key.Length > 0 ? $"[{choice.Key}] {choice.Label}" : choice.Label);
            var preset = _default >= 0 ? $" (default is \"{(_choices[_default] is { Key: { Length: > 0 } key } ? key : _choices[_default].Label)}\")" : "";
            return string.Join("  ", options) + "  [?] Help" + preset + ": ";
        }
    }

    public string Help =>
        string.Join(Environment.NewLine, _choices.Select(choice => $"{(choice.Key.Length > 0 ? choice.Key : choice.Label)} - {choice.Help}"));

    /// <summary>The choice an answer stands for: its key, its label, or nothing for the default; null when it is none of them.</summary>
    public int? Find(string answer)
    {
        var text = answer.Trim();
        if (text.Length == 0)
        {
            return _default >= 0 ? _default : null;
        }

        var index = _choices.FindIndex(choice =>
            text.Equals(choice.Key, StringComparison.OrdinalIgnoreCase) || text.Equals(choice.Label, StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? index : null;
    }

    private sealed record Choice(string Key, string Label, string Help)
    {
        /// <summary>The letter after the ampersand of "Yes to &amp;All" is its key.</summary>
        public static Choice From(ChoiceDescription description)
        {
            var label = description.Label;
            var ampersand = label.IndexOf('&', StringComparison.Ordinal);
            var key = ampersand >= 0 && ampersand < label.Length - 1 ? label.Substring(ampersand + 1, 1).ToUpperInvariant() : string.Empty;
            return new Choice(key, ampersand >= 0 ? label.Remove(ampersand, 1) : label, description.HelpMessage);
        }
    }
}
