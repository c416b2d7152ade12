using System.Management.Automation;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Identity;
using Graph.SyncJob.Port;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Commands;

/// <summary>Reads one synchronization template, or all that jobs of an application or a service principal can be made from.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/synchronization-synchronizationtemplate-get">Get synchronizationTemplate</seealso>
/// <seealso href="https://learn.microsoft.com/graph/api/synchronization-synchronization-list-templates">List templates</seealso>
[SynchronizationCmdlet(
    VerbsCommon.Get,
    "{Owner}SynchronizationTemplate",
    ["List", "Get"],
    ["GetViaIdentity"],
    JobById = [],
    Output = typeof(MicrosoftGraphSynchronizationTemplate))]
public abstract class GetSynchronizationTemplateCmdlet : GetOrListCmdlet
{
    private protected GetSynchronizationTemplateCmdlet()
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
            if (ParameterSetName == "List" || IsByIdentity && !IdParameter.IsNamedBy(given!, nameof(SynchronizationTemplateId), given!.SynchronizationTemplateId))
            {
                nameSubject($"the synchronization templates of {owner}");
                var ownerId = Locate(owner);
                foreach (var template in List<MicrosoftGraphSynchronizationTemplate>(
                    (client, page, options, cancellationToken) => client.ListTemplatesAsync(OwnerKind, ownerId, Query, page, options, cancellationToken)))
                {
                    Write(template, ownerId);
                }
            }
            else
            {
                var id = IdParameter.Of(
                    given!, nameof(SynchronizationTemplateId), IsByIdentity ? given!.SynchronizationTemplateId : SynchronizationTemplateId);
                nameSubject($"synchronization template {Text.Quote(id)} of {owner}");
                var address = new TemplateAddress(OwnerKind, Locate(owner), id);
                Write(
                    Send((client, options, cancellationToken) => client.GetTemplateAsync(address, Selection, options, cancellationToken)),
                    address.OwnerId);
            }
        });
    }

    private void Write(MicrosoftGraphSynchronizationTemplate template, string ownerId) =>
        WriteObject(template.From(Origin(ownerId, templateId: template.Id)));
}
