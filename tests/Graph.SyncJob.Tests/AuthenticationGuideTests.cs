using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>Holds the recipes of docs/authentication.md to the cmdlets.</summary>
public sealed partial class AuthenticationGuideTests
{
    private static readonly string Guide = File.ReadAllText(Path.Combine(HelpPaths.Pages, "..", "authentication.md")).ReplaceLineEndings("\n");

    [Fact]
    public void Every_recipe_parses_and_binds_to_one_parameter_set()
    {
        using var engine = new ModuleEngine();
        var recipes = Recipe().Matches(Guide).Select(match => match.Groups["script"].Value).ToList();

        Assert.True(recipes.Count >= 10, "one for each situation");
        foreach (var recipe in recipes)
        {
            var script = Parser.ParseInput(recipe, out _, out var errors);
            Assert.Empty(errors);
            foreach (var command in script.FindAll(ast => ast is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>())
            {
                if (command.GetCommandName() == "Connect-GraphSyncJob")
                {
                    var names = command.CommandElements.OfType<CommandParameterAst>().Select(parameter => parameter.ParameterName).ToList();
                    Assert.Contains(Sets(engine), set =>
                        names.All(name => set.Parameters.Any(parameter => parameter.Name == name))
                        && set.Parameters.All(parameter => !parameter.IsMandatory || names.Contains(parameter.Name)));
                }
            }
        }
    }

    [Fact]
    public void Every_id_of_an_error_that_connecting_ends_with_is_explained()
    {
        string[] ids = ["SignInFailed", "CertificateUnusable", "TokenCacheUnavailable", "SignInIncomplete", "EnvironmentAmbiguous", "GraphEndpointInvalid", "AuthorityHostInvalid"];
        var page = File.ReadAllText(Path.Combine(HelpPaths.Pages, "Connect-GraphSyncJob.md"));

        Assert.All(ids, id =>
        {
            Assert.Contains(id, Guide, StringComparison.Ordinal);
            Assert.Contains(id, page, StringComparison.Ordinal);
        });
    }

    private static System.Collections.ObjectModel.ReadOnlyCollection<CommandParameterSetInfo> Sets(ModuleEngine engine) =>
        Assert.IsType<CmdletInfo>(Assert.Single(engine.Run("Get-Command Connect-GraphSyncJob").Output)).ParameterSets;

    [GeneratedRegex("^```powershell\n(?<script>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Recipe();
}
