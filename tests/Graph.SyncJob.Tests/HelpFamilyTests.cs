using System.IO;
using System.Linq;
using System.Threading.Tasks;
using System.Xml.Linq;

namespace Graph.SyncJob.Tests;

/// <summary>The help of the four cmdlets of a family, made of the page of one.</summary>
public sealed class HelpFamilyTests : IDisposable
{
    private const string Stable = "Get-MgApplicationSample";
    private const string Beta = "Get-MgBetaApplicationSample";
    private const string Other = "Get-MgServicePrincipalSample";
    private const string OtherBeta = "Get-MgBetaServicePrincipalSample";

    private readonly string _directory = Directory.CreateTempSubdirectory("help-family-").FullName;

    private string HelpFile => Path.Combine(_directory, "Help.xml");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task One_page_makes_the_help_of_four_cmdlets_each_of_which_links_to_the_others()
    {
        await CompileAsync("Nothing special.");

        string[] names = [Stable, Beta, OtherBeta, Other];
        Assert.Equal(names, HelpFacts.NamesInHelpFile(HelpFile));
        Assert.All(names, name => Assert.Equal(
            names.Except([name]).Append("Reference").Order(),
            Entry(name).Descendants().Where(element => element.Name.LocalName == "linkText").Select(link => link.Value).Order()));
    }

    [Theory]
    [InlineData("An application, the application and its jobs.", "A service principal, the service principal and its jobs.")]
    [InlineData("All applications of an\napplication's owner.", "All service principals of a service principal's owner.")]
    [InlineData("A service principal is not an application.", "An application is not a service principal.")]
    [InlineData("Ask an ApplicationId, an `ApplicationId` or -ApplicationId.", "Ask a ServicePrincipalId, a ServicePrincipalId or -ServicePrincipalId.")]
    [InlineData("ApplicationId        = $application", "ServicePrincipalId   = $servicePrincipal")]
    [InlineData("aaaaaaaa-0000-4000-8000-000000000003", "cccccccc-0000-4000-8000-000000000003")]
    [InlineData("Start-MgApplicationSynchronizationJob, Invoke-MgFilterApplicationThing", "Start-MgServicePrincipalSynchronizationJob, Invoke-MgFilterServicePrincipalThing")]
    public async Task An_application_becomes_a_service_principal_and_the_other_way_round(string text, string expected)
    {
        await CompileAsync(text);

        Assert.Equal(expected, Description(Other)[0]);
    }

    [Theory]
    [InlineData("IApplicationsIdentity, ApplicationsIdentity and Microsoft.Graph.Applications")]
    [InlineData("Application.ReadWrite.OwnedBy is an application permission.")]
    [InlineData("An enterprise application is in the list of enterprise applications and the application gallery.")]
    [InlineData("ApplicationTemplateId and -ApplicationIdentifier; application/json; AppId")]
    [InlineData("https://example.org/application-provisioning/application")]
    [InlineData("- `ApplicationId <String>`: the object id of an application", "- ApplicationId <String>: the object id of an application")]
    [InlineData("Connect-MgGraph, Get-GraphSyncJobContext")]
    public async Task Names_that_the_word_is_a_part_of_stay(string text, string? shown = null)
    {
        await CompileAsync(text);

        Assert.Equal(shown ?? text, Description(Other)[0]);
        Assert.Equal(shown ?? text, Description(Beta)[0]);
    }

    [Fact]
    public async Task Help_for_beta_names_the_beta_cmdlets_and_says_what_beta_is()
    {
        await CompileAsync("Reads Microsoft Graph (v1.0) and pipes into Start-MgApplicationSample.");

        Assert.Equal("Gets a sample of an application, over the beta version of Microsoft Graph.", Synopsis(Beta));
        Assert.Equal("Gets a sample of a service principal, over the beta version of Microsoft Graph.", Synopsis(OtherBeta));
        Assert.Equal("Reads Microsoft Graph (beta) and pipes into Start-MgBetaApplicationSample.", Description(Beta)[0]);
        Assert.Contains($"Prefer {Stable}, which does the same over v1.0", Description(Beta)[^1], StringComparison.Ordinal);
        Assert.Contains($"Prefer {Other}, which does the same over v1.0", Description(OtherBeta)[^1], StringComparison.Ordinal);
    }

    private async Task CompileAsync(string description)
    {
        var page = $"""
            ---
            external help file: Help.xml
            Module Name: Sample
            online version:
            schema: 2.0.0
            family: True
            ---

            # {Stable}

            ## SYNOPSIS
            Gets a sample of an application.

            ## SYNTAX

            ```
            {Stable} -ApplicationId <String> [<CommonParameters>]
            ```

            ## DESCRIPTION
            {description}

            ## EXAMPLES

            ### Example 1: Get one
            ```powershell
            {Stable} -ApplicationId 'aaaaaaaa-0000-4000-8000-000000000001'
            ```

            ## PARAMETERS

            ### -ApplicationId
            The id.

            ```yaml
            Type: String
            Parameter Sets: (All)
            Aliases:

            Required: True
            Position: Named
            Default value: None
            Accept pipeline input: False
            Accept wildcard characters: False
            ```

            ### CommonParameters
            The usual ones.

            ## INPUTS

            ### None

            ## OUTPUTS

            ### None

            ## NOTES

            ## RELATED LINKS

            [Reference](https://example.org/)
            """;
        await File.WriteAllTextAsync(Path.Combine(_directory, Stable + ".md"), page, TestContext.Current.CancellationToken);
        Assert.Equal((0, ""), await HelpCompiler.RunAsync(_directory, HelpFile));
    }

    private string Synopsis(string cmdlet) => Paragraphs(Entry(cmdlet).Elements().First())[0];

    private IReadOnlyList<string> Description(string cmdlet) => Paragraphs(Entry(cmdlet).Elements().ElementAt(1));

    private XElement Entry(string cmdlet) => XDocument.Load(HelpFile).Root!.Elements()
        .Single(entry => entry.Descendants().First(element => element.Name.LocalName == "name").Value == cmdlet);

    private static IReadOnlyList<string> Paragraphs(XElement element) =>
        [.. element.Descendants().Where(child => child.Name.LocalName == "para").Select(child => child.Value)];
}
