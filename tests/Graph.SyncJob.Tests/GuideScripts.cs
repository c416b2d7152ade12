using System.Linq;
using System.Text.RegularExpressions;

namespace Graph.SyncJob.Tests;

/// <summary>The PowerShell in a Markdown page.</summary>
internal static partial class GuideScripts
{
    public static IReadOnlyList<string> BlocksIn(string page) =>
        [.. Block().Matches(page).Where(match => match.Groups["language"].Value == "powershell").Select(match => match.Groups["text"].Value)];

    public static string WithoutCode(string page) => InlineCode().Replace(Block().Replace(page, ""), match => match.Value.Replace("](", "", StringComparison.Ordinal));

    [GeneratedRegex(@"^ *```(?<language>\w*)\n(?<text>.*?)^ *```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("`[^`\n]*`")]
    private static partial Regex InlineCode();
}
