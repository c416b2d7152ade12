using System;
using System.Collections.Generic;
using Graph.SyncJob.Emulator.Entra;
using Graph.SyncJob.Emulator.Faults;
using Graph.SyncJob.Emulator.Model;

namespace Graph.SyncJob.Emulator.Api;

/// <summary>Graph itself: a request in, a reply out. v1.0 and beta are the same operations.</summary>
internal sealed class GraphService(TenantStore tenants, TokenCheck tokens, TimeProvider clock)
{
    // The whole API. What is not in here is answered 405 with what is.
    private static readonly Dictionary<GraphResource, Dictionary<string, Func<GraphCall, GraphReply>>> Operations = new()
    {
        [GraphResource.Owners] = new() { ["GET"] = OwnerOperations.List },
        [GraphResource.OwnersCount] = new() { ["GET"] = OwnerOperations.Count },
        [GraphResource.Owner] = new() { ["GET"] = OwnerOperations.Get },
        [GraphResource.Jobs] = new() { ["GET"] = JobOperations.List, ["POST"] = JobOperations.Create },
        [GraphResource.JobsCount] = new() { ["GET"] = JobOperations.Count },
        [GraphResource.JobsValidateCredentials] = new() { ["POST"] = SecretOperations.ValidateAnyCredentials },
        [GraphResource.Job] = new() { ["GET"] = JobOperations.Get, ["PATCH"] = JobOperations.Update, ["DELETE"] = JobOperations.Delete },
        [GraphResource.JobStart] = new() { ["POST"] = JobOperations.Start },
        [GraphResource.JobPause] = new() { ["POST"] = JobOperations.Pause },
        [GraphResource.JobRestart] = new() { ["POST"] = JobOperations.Restart },
        [GraphResource.JobValidateCredentials] = new() { ["POST"] = SecretOperations.ValidateCredentials },
        [GraphResource.JobProvisionOnDemand] = new() { ["POST"] = ProvisionOnDemandOperation.Run },
        [GraphResource.Synchronization] = new() { ["GET"] = SecretOperations.GetContainer, ["PUT"] = SecretOperations.PutContainer },
        [GraphResource.Secrets] = new() { ["PUT"] = SecretOperations.Put },
        [GraphResource.SecretsCount] = new() { ["GET"] = SecretOperations.Count },
        [GraphResource.AcquireAccessToken] = new() { ["POST"] = SecretOperations.AcquireAccessToken },
        [GraphResource.Templates] = new() { ["GET"] = TemplateOperations.List },
        [GraphResource.TemplatesCount] = new() { ["GET"] = TemplateOperations.Count },
        [GraphResource.Template] = new() { ["GET"] = TemplateOperations.Get },
        [GraphResource.Schema] = new()
        {
            ["GET"] = SchemaOperations.Get,
            ["PUT"] = SchemaOperations.Replace,
            ["PATCH"] = SchemaOperations.Update,
            ["DELETE"] = SchemaOperations.Reset,
        },
        [GraphResource.SchemaFilterOperators] = new() { ["GET"] = ExpressionOperations.FilterOperators },
        [GraphResource.SchemaFunctions] = new() { ["GET"] = ExpressionOperations.Functions },
        [GraphResource.SchemaParseExpression] = new() { ["POST"] = ExpressionOperations.Parse },
        [GraphResource.Directories] = new() { ["GET"] = DirectoryOperations.List, ["POST"] = DirectoryOperations.Create },
        [GraphResource.DirectoriesCount] = new() { ["GET"] = DirectoryOperations.Count },
        [GraphResource.Directory] = new()
        {
            ["GET"] = DirectoryOperations.Get,
            ["PATCH"] = DirectoryOperations.Update,
            ["DELETE"] = DirectoryOperations.Delete,
        },
        [GraphResource.DirectoryDiscover] = new() { ["POST"] = DirectoryOperations.Discover },
    };

    /// <summary>Answers a request.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="stale">The fault for which a write is not to be seen for a while.</param>
    /// <returns>What Graph says to it.</returns>
    public GraphReply Handle(GraphRequest request, ActiveFault? stale = null)
    {
        try
        {
            var caller = tokens.Authenticate(request);
            var route = GraphRoute.Parse(request.Target);
            var methods = Operations[route.Resource];
            return methods.TryGetValue(request.Method, out var operation)
                ? tenants.Use(tenant => Run(operation, caller.Allow(new GraphCall(request, route, tenant, clock)), stale))
                : throw new GraphErrorException(GraphError.MethodNotAllowed(methods.Keys));
        }
        catch (GraphErrorException refused)
        {
            return Refuse(request, refused.Error);
        }
    }

    /// <summary>Refuses a batch that nobody may send, or that is sent to the wrong place.</summary>
    public void CheckBatch(GraphRequest batch)
    {
        _ = tokens.Authenticate(batch);
        GraphRoute.CheckVersion(batch.Target);
        if (batch.Method != "POST")
        {
            throw new GraphErrorException(GraphError.MethodNotAllowed(["POST"]));
        }
    }

    public GraphReply Refuse(GraphRequest request, GraphError error) => GraphReply.Error(error, request, clock.GetUtcNow());

    private static GraphReply Run(Func<GraphCall, GraphReply> operation, GraphCall call, ActiveFault? stale)
    {
        var owner = stale is null ? null : call.Find();
        var before = owner?.Copy();
        var reply = operation(call);
        reply.StaleBy = call.StaleBy;
        owner?.StaleReads.Add(stale!, before!, call.Clock.GetUtcNow());
        return reply;
    }
}
