using System.Linq;
using System.Management.Automation;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>The compiled cmdlet against the contract's table of parameters, and the identity against its list of properties.</summary>
public sealed class ContractTests : IDisposable
{
    private static readonly string[] ContractIdentity =
    [
        "AppId", "AppManagementPolicyId", "AppRoleAssignmentId", "ApplicationId", "ApplicationTemplateId", "ClaimsMappingPolicyId",
        "DelegatedPermissionClassificationId", "DirectoryDefinitionId", "DirectoryObjectId", "EndpointId", "ExtensionPropertyId",
        "FederatedIdentityCredentialId", "GroupId", "HomeRealmDiscoveryPolicyId", "OAuth2PermissionGrantId", "ServicePrincipalId",
        "SynchronizationJobId", "SynchronizationTemplateId", "TokenIssuancePolicyId", "TokenLifetimePolicyId", "UserId",
    ];

    private readonly ModuleEngine _engine = new();

    public static TheoryData<string, string, string, bool, bool, string> Parameters()
    {
        var rows = new TheoryData<string, string, string, bool, bool, string>();
        foreach (var cmdlet in new[] { "Start-MgApplicationSynchronizationJob", "Start-MgBetaApplicationSynchronizationJob" })
        {
            // name and sets; type; mandatory; from the pipeline by value; aliases
            rows.Add(cmdlet, "ApplicationId:Start", "System.String", true, false, "");
            rows.Add(cmdlet, "SynchronizationJobId:Start", "System.String", true, false, "");
            rows.Add(cmdlet, "InputObject:StartViaIdentity", "Microsoft.Graph.PowerShell.Models.IApplicationsIdentity", true, true, "");
            rows.Add(cmdlet, "PassThru:Start,StartViaIdentity", "System.Management.Automation.SwitchParameter", false, false, "");
            rows.Add(cmdlet, "WhatIf:Start,StartViaIdentity", "System.Management.Automation.SwitchParameter", false, false, "wi");
            rows.Add(cmdlet, "Confirm:Start,StartViaIdentity", "System.Management.Automation.SwitchParameter", false, false, "cf");
            rows.Add(cmdlet, "Headers:Start,StartViaIdentity", "System.Collections.IDictionary", false, false, "");
            rows.Add(cmdlet, "ResponseHeadersVariable:Start,StartViaIdentity", "System.String", false, false, "RHV");
            rows.Add(cmdlet, "Proxy:Start,StartViaIdentity", "System.Uri", false, false, "");
            rows.Add(cmdlet, "ProxyCredential:Start,StartViaIdentity", "System.Management.Automation.PSCredential", false, false, "");
            rows.Add(cmdlet, "ProxyUseDefaultCredentials:Start,StartViaIdentity", "System.Management.Automation.SwitchParameter", false, false, "");
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Parameters))]
    public void Each_parameter_is_as_the_contract_says(string cmdlet, string nameAndSets, string type, bool mandatory, bool fromPipeline, string aliases)
    {
        var name = nameAndSets.Split(':')[0];
        var sets = nameAndSets.Split(':')[1].Split(',');
        var command = Command(cmdlet);

        var parameter = command.Parameters[name];
        Assert.Equal(type, parameter.ParameterType.FullName);
        Assert.Equal(aliases.Split(',', StringSplitOptions.RemoveEmptyEntries), parameter.Aliases);
        var inSets = command.ParameterSets.Where(set => set.Parameters.Any(item => item.Name == name)).ToList();
        Assert.Equal(sets, inSets.Select(set => set.Name).Order());
        foreach (var inSet in inSets.Select(set => set.Parameters.Single(item => item.Name == name)))
        {
            Assert.Equal(mandatory, inSet.IsMandatory);
            Assert.Equal(fromPipeline, inSet.ValueFromPipeline);
            Assert.False(inSet.ValueFromPipelineByPropertyName);
            Assert.False(inSet.ValueFromRemainingArguments);
            Assert.Equal(int.MinValue, inSet.Position);
        }
    }

    /// <summary>What the cmdlet has beyond the contract: none of it is needed, so scripts written for it run unchanged.</summary>
    private static readonly string[] OfOurOwn =
        ["CheckpointPath", "Detailed", "FailOnStartStorm", "MaxRetry", "RetriesTimeLimit", "SkipIfRunning", "ThrottleLimit"];

    [Theory]
    [InlineData("Start-MgApplicationSynchronizationJob")]
    [InlineData("Start-MgBetaApplicationSynchronizationJob")]
    public void The_cmdlet_has_these_parameters_and_a_few_of_our_own(string cmdlet)
    {
        var expected = Parameters()
            .Select(row => row.Data)
            .Where(row => row.Item1 == cmdlet)
            .Select(row => row.Item2.Split(':')[0])
            .Concat(OfOurOwn)
            .Order();

        Assert.Equal(expected, Command(cmdlet).Parameters.Keys.Except(Cmdlet.CommonParameters).Order());
    }

    [Theory]
    [InlineData("Start-MgApplicationSynchronizationJob")]
    [InlineData("Start-MgBetaApplicationSynchronizationJob")]
    public void The_cmdlet_starts_by_default_asks_at_medium_impact_and_writes_a_boolean(string cmdlet)
    {
        var command = Command(cmdlet);
        var attribute = (CmdletAttribute)Assert.Single(command.ImplementingType.GetCustomAttributes(typeof(CmdletAttribute), false));

        Assert.Equal("Start", command.DefaultParameterSet);
        Assert.Equal(["Start", "StartViaIdentity"], command.ParameterSets.Select(set => set.Name).Order());
        Assert.True(attribute.SupportsShouldProcess);
        Assert.Equal(ConfirmImpact.Medium, attribute.ConfirmImpact);

        // What -Detailed writes comes behind it: that parameter is not of the contract.
        Assert.Equal(["System.Boolean", "Graph.SyncJob.GraphSyncJobStart"], command.OutputType.Select(type => type.Name));
    }

    [Fact]
    public void The_identity_has_the_21_properties_of_the_contract_all_text()
    {
        var type = Command("Start-MgApplicationSynchronizationJob").Parameters["InputObject"].ParameterType;

        Assert.Equal(ContractIdentity.Order(), type.GetProperties().Select(property => property.Name).Order());
        Assert.All(type.GetProperties(), property => Assert.Equal(typeof(string), property.PropertyType));
        Assert.All(type.GetProperties(), property => Assert.True(property.CanRead && property.CanWrite));
    }

    [Fact]
    public void A_public_class_implements_the_identity_and_is_made_by_a_cast()
    {
        var result = _engine.Run("[Microsoft.Graph.PowerShell.Models.ApplicationsIdentity]@{ applicationid = 'a'; SynchronizationJobId = 'j'; other = 1 }");

        var identity = Assert.Single(result.Output)!;
        Assert.True(identity.GetType().IsPublic);
        Assert.Contains("Microsoft.Graph.PowerShell.Models.IApplicationsIdentity", identity.GetType().GetInterfaces().Select(type => type.FullName));
        Assert.Equal("ApplicationId 'a', SynchronizationJobId 'j'", identity.ToString());
    }

    [Fact]
    public void A_cast_of_something_that_is_no_identity_says_why()
    {
        var error = _engine.Run("[Microsoft.Graph.PowerShell.Models.ApplicationsIdentity]@{ Colour = 'red' }").Error;

        Assert.Contains("none of the properties of an identity", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Colour", error.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _engine.Dispose();

    private CmdletInfo Command(string name) => Assert.IsType<CmdletInfo>(Assert.Single(_engine.Run("param($name) Get-Command $name", name).Output));
}
