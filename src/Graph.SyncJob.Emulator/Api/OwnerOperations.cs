using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using Graph.SyncJob.Emulator.Model;

namespace Graph.SyncJob.Emulator.Api;

/// <summary>Reading applications and service principals.</summary>
internal static class OwnerOperations
{
    public static GraphReply List(GraphCall call)
    {
        var query = new ODataQuery(call.Request, "top", "skiptoken", "select", "filter", "count");
        return GraphReply.Ok(query.Page(
            $"{call.MetadataUrl}#{call.Route.Kind.EntitySet}",
            Matching(call, query),
            owner => owner.Sequence,
            owner => Describe(call, owner)));
    }

    public static GraphReply Count(GraphCall call)
    {
        var query = new ODataQuery(call.Request, "filter");
        return call.Request.IsEventuallyConsistent
            ? GraphReply.Count(Matching(call, query).Count())
            : throw new GraphErrorException(GraphError.BadRequest("$count is not currently supported."));
    }

    public static GraphReply Get(GraphCall call)
    {
        var query = new ODataQuery(call.Request, "select");
        var body = query.Select(Describe(call, call.Owner()));
        body.Insert(0, "@odata.context", $"{call.MetadataUrl}#{call.Route.Kind.EntitySet}/$entity");
        return GraphReply.Ok(body);
    }

    private static IEnumerable<EnterpriseApplication> Matching(GraphCall call, ODataQuery query)
    {
        return query.Filter is { } filter
            ? ODataFilter.Apply(filter, call.Route.Kind, call.Tenant)
            : call.Tenant.Applications.Where(application => call.Route.Kind.IdOf(application) is not null);
    }

    private static JsonObject Describe(GraphCall call, EnterpriseApplication owner) => call.Route.Kind.Describe(owner, call.Tenant.Id);
}
