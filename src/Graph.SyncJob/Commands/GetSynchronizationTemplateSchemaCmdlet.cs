using System.Management.Automation;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Identity;
using Graph.SyncJob.Port;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Commands;

/// <summary>Reads the schema of a synchronization template: what jobs made from it begin with.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/synchronization-synchronizationschema-get">Get synchronizationSchema</seealso>
[SynchronizationCmdlet(
    VerbsCommon.Get,
    "{Owner}SynchronizationTemplateSchema",
    ["Get"],
    ["GetViaIdentity"],
    JobById = [],
    Output = typeof(MicrosoftGraphSynchronizationSchema))]
public abstract class GetSynchronizationTemplateSchemaCmdlet : ReadCmdlet
{
    private protected GetSynchronizationTemplateSchemaCmdlet()
    {
    }

    /// <summary>Id of the template, such as <c>BoxOutDelta</c>.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Get")]
    public string? SynchronizationTemplateId { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var given = Given;
        ForObject(Operation.GetTemplate, given!, nameSubject =>
        {
            var owner = OwnerIdentity.Of(given, OwnerKind, Counterpart);
            var id = IdParameter.Of(
                given!, nameof(SynchronizationTemplateId), IsByIdentity ? given!.SynchronizationTemplateId : SynchronizationTemplateId);
            nameSubject($"the schema of synchronization template {Text.Quote(id)} of {owner}");
            var address = new TemplateAddress(OwnerKind, Locate(owner), id);
            var schema = Send((client, options, cancellationToken) => client.GetTemplateSchemaAsync(address, Selection, options, cancellationToken));
            WriteObject(schema.From(Origin(address.OwnerId, templateId: id)));
        });
    }
}
