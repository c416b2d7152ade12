using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Connection;
using Graph.SyncJob.Identity;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Completion;

/// <summary>Completes an argument with what Graph has. Silent when not signed in, when Graph refuses, and when it takes too long: a prompt must not wait.</summary>
public abstract class GraphCompleter : IArgumentCompleter
{
    /// <summary>The longest that a key press waits.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.4);

    private protected GraphCompleter()
    {
    }

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            if (GraphConnection.Current is not { } connection)
            {
                return [];
            }

            var kind = commandName.IndexOf(nameof(OwnerKind.ServicePrincipal), StringComparison.OrdinalIgnoreCase) >= 0
                ? OwnerKind.ServicePrincipal
                : OwnerKind.Application;
            var options = new CallOptions
            {
                Version = commandName.IndexOf("-MgBeta", StringComparison.OrdinalIgnoreCase) >= 0 ? ApiVersion.Beta : ApiVersion.V1,
            };
            var word = wordToComplete.Trim('\'', '"');
            var owner = fakeBoundParameters[kind + "Id"]?.ToString();
            if (owner is not null && GraphId.Fault(string.Empty, owner) is not null)
            {
                return [];
            }

            var completions = Task.Run(() => CompleteAsync(connection.Client(null), kind, owner, word, options, patience.Token), patience.Token);
            completions.Wait(patience.Token);
            return completions.Result;
        }
        catch (Exception)
        {
            // Whatever it was, the line that is being typed is no place to say it.
            return [];
        }
    }

    private protected abstract Task<IReadOnlyList<CompletionResult>> CompleteAsync(
        ISynchronizationClient client, OwnerKind kind, string? ownerId, string word, CallOptions options, CancellationToken cancellationToken);

    private protected static CompletionResult Result(string id, string? shown, string toolTip) => new(
        id.All(character => char.IsLetterOrDigit(character) || character is '-' or '.' or '_') ? id : $"'{CodeGeneration.EscapeSingleQuotedStringContent(id)}'",
        string.IsNullOrWhiteSpace(shown) ? id : shown,
        CompletionResultType.ParameterValue,
        toolTip);

    private protected static bool Starts(string? text, string word) => text?.StartsWith(word, StringComparison.OrdinalIgnoreCase) == true;
}
