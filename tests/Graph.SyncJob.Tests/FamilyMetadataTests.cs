using System.Linq;
using System.Management.Automation;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>The four cmdlets of an operation are one cmdlet but for the owner's id.</summary>
public sealed class FamilyMetadataTests
{
    [Fact]
    public void For_every_operation_there_are_four_cmdlets_with_the_same_parameters_but_for_the_owners_id()
    {
        using var engine = new ModuleEngine();
        var operations = engine.Run("Get-Command -Module Graph.SyncJob -CommandType Cmdlet").Output.Cast<CmdletInfo>()
            .Where(command => command.Noun.StartsWith("Mg", StringComparison.Ordinal))
            .ToLookup(command => Neutral(command.Name));

        Assert.NotEmpty(operations);
        Assert.All(operations, operation =>
        {
            Assert.Equal(4, operation.Count());
            Assert.Single(operation.Select(Describe).Distinct());
        });
    }

    // As in Microsoft.Graph.Applications, and what this module has beyond it: -ResetScope, one object to provision, credentials without a job.
    [Theory]
    [InlineData("Update-MgServicePrincipalSynchronizationJob", "UpdateExpanded Update UpdateViaIdentityExpanded UpdateViaIdentity", "Schedule SynchronizationJobSettings TemplateId BodyParameter AdditionalProperties")]
    [InlineData("Restart-MgServicePrincipalSynchronizationJob", "RestartExpanded Restart RestartViaIdentityExpanded RestartViaIdentity", "Criteria BodyParameter ResetScope PassThru AdditionalProperties")]
    [InlineData("Get-MgServicePrincipalSynchronizationJobCount", "Get GetViaIdentity", "Filter")]
    [InlineData("Test-MgServicePrincipalSynchronizationJobCredential", "ValidateForOwnerExpanded ValidateForOwner ValidateExpanded Validate ValidateViaIdentityExpanded ValidateViaIdentity", "ApplicationIdentifier Credentials TemplateId UseSavedCredentials BodyParameter PassThru AdditionalProperties")]
    [InlineData("New-MgServicePrincipalSynchronizationJobOnDemand", "ProvisionExpanded ProvisionObject Provision ProvisionViaIdentityExpanded ProvisionObjectViaIdentity ProvisionViaIdentity", "Parameters BodyParameter RuleId ObjectId ObjectTypeName AdditionalProperties")]
    [InlineData("Set-MgServicePrincipalSynchronizationSecret", "SetExpanded Set SetViaIdentityExpanded SetViaIdentity", "Value BodyParameter AdditionalProperties")]
    [InlineData("Get-MgServicePrincipalSynchronizationSecretCount", "Get GetViaIdentity", "Filter")]
    [InlineData("Get-MgServicePrincipalSynchronizationAccessToken", "AcquireExpanded Acquire AcquireViaIdentityExpanded AcquireViaIdentity", "Credentials BodyParameter PassThru AdditionalProperties")]
    [InlineData("New-MgServicePrincipalSynchronizationJob", "CreateExpanded Create CreateViaIdentityExpanded CreateViaIdentity", "TemplateId BodyParameter AdditionalProperties")]
    [InlineData("Get-MgServicePrincipalSynchronizationJob", "List Get GetViaIdentity", "ExpandProperty Property Filter Search Skip Sort Top PageSize All CountVariable")]
    [InlineData("Remove-MgServicePrincipalSynchronizationJob", "Delete DeleteViaIdentity", "IfMatch PassThru")]
    [InlineData("Remove-MgServicePrincipalSynchronizationJobSchema", "Delete DeleteViaIdentity", "IfMatch PassThru")]
    public void Sets_and_parameters_are_those_of_the_generated_module(string name, string sets, string parameters)
    {
        using var engine = new ModuleEngine();
        var command = Assert.IsType<CmdletInfo>(Assert.Single(engine.Run("param($name) Get-Command $name", name).Output));

        Assert.Equal(sets.Split(' ')[0], command.DefaultParameterSet);
        Assert.Equal(sets.Split(' ').Order(), command.ParameterSets.Select(set => set.Name).Order());
        Assert.Subset(command.Parameters.Keys.ToHashSet(), parameters.Split(' ').ToHashSet());
        Assert.All(command.ParameterSets, set => Assert.Equal(
            set.Name.Contains("ViaIdentity", StringComparison.Ordinal), set.Parameters.Any(parameter => parameter is { Name: "InputObject", IsMandatory: true, ValueFromPipeline: true })));
    }

    [Fact]
    public void A_body_that_is_put_together_of_parameters_takes_additional_properties_and_a_whole_one_does_not()
    {
        using var engine = new ModuleEngine();
        var commands = engine.Run("Get-Command -Module Graph.SyncJob -CommandType Cmdlet").Output.Cast<CmdletInfo>()
            .Where(command => command.Parameters.ContainsKey("BodyParameter")).ToList();

        Assert.NotEmpty(commands);
        Assert.All(commands.SelectMany(command => command.ParameterSets), set => Assert.Equal(
            set.Name.EndsWith("Expanded", StringComparison.Ordinal),
            set.Parameters.Any(parameter => parameter is { Name: "AdditionalProperties", IsMandatory: false } && parameter.ParameterType == typeof(System.Collections.Hashtable))));
    }

    private static string Describe(CmdletInfo command)
    {
        var cmdlet = (CmdletAttribute)Assert.Single(command.ImplementingType.GetCustomAttributes(typeof(CmdletAttribute), inherit: false));
        var sets = command.ParameterSets.OrderBy(set => set.Name, StringComparer.Ordinal).Select(set => $"{set.Name} {set.IsDefault}: " + string.Join("; ", set.Parameters
            .Select(parameter => $"{Neutral(parameter.Name)} {parameter.ParameterType} {parameter.IsMandatory} {parameter.ValueFromPipeline} {parameter.Position} {string.Join(',', parameter.Aliases)}")
            .Order(StringComparer.Ordinal)));
        return string.Join('\n', sets.Append($"{cmdlet.SupportsShouldProcess} {cmdlet.ConfirmImpact} {string.Join(',', command.OutputType.Select(type => type.Name))}"));
    }

    private static string Neutral(string name) => name
        .Replace("-MgBeta", "-Mg", StringComparison.Ordinal)
        .Replace("ServicePrincipal", "{Owner}", StringComparison.Ordinal)
        .Replace("Application", "{Owner}", StringComparison.Ordinal);
}
