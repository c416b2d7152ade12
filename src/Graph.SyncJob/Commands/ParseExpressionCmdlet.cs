using System.Management.Automation;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Identity;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Commands;

/// <summary>Parses an expression into the source of a mapping, and tries it on an object. Nothing is changed.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/synchronization-synchronizationschema-parseexpression">synchronizationSchema: parseExpression</seealso>
[SynchronizationCmdlet(
    VerbsLifecycle.Invoke,
    "Parse{Owner}SynchronizationJobSchemaExpression",
    ["ParseExpanded", "Parse"],
    ["ParseViaIdentityExpanded", "ParseViaIdentity"],
    Impact = ConfirmImpact.Medium,
    Output = typeof(MicrosoftGraphParseExpressionResponse))]
public abstract class ParseExpressionCmdlet : OwnedCmdlet
{
    private protected ParseExpressionCmdlet()
    {
    }

    /// <summary>The expression, such as <c>Join(".", [givenName], [surname])</c>.</summary>
    [Parameter(ParameterSetName = "ParseExpanded")]
    [Parameter(ParameterSetName = "ParseViaIdentityExpanded")]
    public string? Expression { get; set; }

    /// <summary>An object to try it on.</summary>
    [Parameter(ParameterSetName = "ParseExpanded")]
    [Parameter(ParameterSetName = "ParseViaIdentityExpanded")]
    public MicrosoftGraphExpressionInputObject? TestInputObject { get; set; }

    /// <summary>The attribute that its value is for.</summary>
    [Parameter(ParameterSetName = "ParseExpanded")]
    [Parameter(ParameterSetName = "ParseViaIdentityExpanded")]
    public MicrosoftGraphAttributeDefinition? TargetAttributeDefinition { get; set; }

    /// <summary>The request as a whole.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Parse", ValueFromPipeline = true)]
    [Parameter(Mandatory = true, ParameterSetName = "ParseViaIdentity")]
    [ValidateNotNull]
    public MicrosoftGraphParseExpressionRequestBody? BodyParameter { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var given = Given;
        ForObject(Operation.ParseExpression, given!, nameSubject =>
        {
            var job = JobIdentity.Of(given, OwnerKind, Counterpart);
            var body = BodyParameter ?? new MicrosoftGraphParseExpressionRequestBody
            {
                Expression = Expression,
                TestInputObject = TestInputObject,
                TargetAttributeDefinition = TargetAttributeDefinition,
                AdditionalProperties = AlsoInBody,
            };
            var subject = $"expression {Text.Quote(body.Expression ?? string.Empty)} for {job}";
            nameSubject(subject);
            if (ShouldProcess(subject, "Parse"))
            {
                var address = Locate(job);
                WriteObject(Send((client, options, cancellationToken) => client.ParseExpressionAsync(address, body, options, cancellationToken)));
            }
        });
    }
}
