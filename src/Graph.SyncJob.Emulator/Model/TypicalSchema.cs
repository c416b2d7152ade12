using System;
using System.Linq;

namespace Graph.SyncJob.Emulator.Model;

/// <summary>The schemas that come with the templates: small, but of everything that a real one has.</summary>
internal static class TypicalSchema
{
    public const string Entra = "Azure Active Directory";

    private const ObjectFlowTypes Everything = ObjectFlowTypes.Add | ObjectFlowTypes.Update | ObjectFlowTypes.Delete;

    private static readonly ObjectDefinition EntraUser = Definition(
        "User",
        "objectId!", "userPrincipalName!", "accountEnabled:Boolean", "city", "country", "department", "displayName", "employeeId", "givenName",
        "IsSoftDeleted:Boolean", "jobTitle", "mail", "mailNickname", "manager:Reference", "mobile", "otherMails*", "preferredLanguage",
        "state", "streetAddress", "surname", "telephoneNumber", "appRoleAssignments*");

    /// <summary>From Entra ID to an application: a rule for users and a rule for groups.</summary>
    public static SchemaDocument Outbound(string id, string system, string userRuleId, string groupRuleId) => Complete(
        id,
        [
            Rule(userRuleId, "USER_TO_USER", 1, Entra, system, Mapping(
                "Provision Azure Active Directory Users",
                "User",
                "User",
                Match("userName", "[userPrincipalName]"),
                Map("active", """Switch([IsSoftDeleted], , "False", "True", "True", "False")"""),
                Map("displayName", "[displayName]"),
                Map("title", "[jobTitle]"),
                Map("emails[type eq \"work\"].value", "[mail]"),
                Map("name.givenName", "[givenName]"),
                Map("name.familyName", "[surname]"),
                Map("name.formatted", """Join(" ", [givenName], [surname])"""),
                Map("nickName", """ToLower(Replace([mailNickname], ".", , , "-", , ))"""),
                Map("userType", "\"Employee\""),
                Map("externalId", "[objectId]"))),
            Rule(groupRuleId, "GROUP_TO_GROUP", 2, Entra, system, Mapping(
                "Provision Azure Active Directory Groups",
                "Group",
                "Group",
                Match("displayName", "[displayName]"),
                Map("externalId", "[objectId]"),
                Map("members", "[members]"))),
        ],
        [
            Directory(id, Entra, Discoverabilities.None, EntraUser, Definition("Group", "objectId!", "displayName", "mailNickname", "members*:Reference")),
            Directory(
                id,
                system,
                Discoverabilities.AttributeNames | Discoverabilities.AttributeDataTypes,
                Definition(
                    "User",
                    "id!", "userName", "active:Boolean", "displayName", "title", "emails[type eq \"work\"].value", "name.givenName",
                    "name.familyName", "name.formatted", "nickName", "userType", "externalId", "preferredLanguage"),
                Definition("Group", "id!", "displayName", "externalId", "members*:Reference")),
        ]);

    /// <summary>From a personnel system to Entra ID: one rule, for users.</summary>
    public static SchemaDocument Inbound(string id, string system, string userRuleId) => Complete(
        id,
        [
            Rule(userRuleId, "WORKER_TO_USER", 1, system, Entra, Mapping(
                "Synchronize Workers to Azure Active Directory Users",
                "Worker",
                "User",
                Match("employeeId", "[WorkerID]"),
                Map("userPrincipalName", """Join("@", ToLower(Join(".", [PreferredFirstName], [PreferredLastName])), "contoso.com")"""),
                Map("mailNickname", """Mid(ToLower(Append([PreferredFirstName], [PreferredLastName])), 1, 64)"""),
                Map("displayName", """Join(" ", [PreferredFirstName], [PreferredLastName])"""),
                Map("givenName", "[PreferredFirstName]"),
                Map("surname", "[PreferredLastName]"),
                Map("jobTitle", "[BusinessTitle]"),
                Map("department", "[SupervisoryOrganization]"),
                Map("accountEnabled", """Switch([Active], , "1", "True", "0", "False")"""))),
        ],
        [
            Directory(
                id,
                system,
                Discoverabilities.AttributeNames,
                Definition(
                    "Worker",
                    "WorkerID!", "Active", "BusinessTitle", "PreferredFirstName", "PreferredLastName", "SupervisoryOrganization", "WorkerType")),
            Directory(id, Entra, Discoverabilities.None, EntraUser),
        ]);

    private static SchemaDocument Complete(string id, SynchronizationRule[] rules, DirectoryDefinition[] directories) => new()
    {
        Id = id,
        Version = StableId.Of($"schema {id}"),
        SynchronizationRules = rules,
        Directories = directories,
    };

    private static SynchronizationRule Rule(string id, string name, int priority, string source, string target, ObjectMapping mapping) => new()
    {
        Editable = true,
        Id = id,
        Name = name,
        Priority = priority,
        SourceDirectoryName = source,
        TargetDirectoryName = target,
        Metadata = [new() { Key = "defaultSourceObjectMappings", Value = mapping.SourceObjectName }],
        ObjectMappings = [mapping],
    };

    private static ObjectMapping Mapping(string name, string source, string target, params AttributeMapping[] attributes) => new()
    {
        Enabled = true,
        FlowTypes = Everything,
        Name = name,
        SourceObjectName = source,
        TargetObjectName = target,
        AttributeMappings = attributes,
    };

    private static AttributeMapping Match(string target, string expression) => Map(target, expression) with { MatchingPriority = 1 };

    private static AttributeMapping Map(string target, string expression) => new()
    {
        TargetAttributeName = target,
        FlowBehavior = AttributeFlowBehavior.FlowWhenChanged,
        FlowType = AttributeFlowType.Always,
        Source = MappingExpression.Parse(expression).Source,
    };

    private static DirectoryDefinition Directory(string schemaId, string name, Discoverabilities discoverabilities, params ObjectDefinition[] objects) => new()
    {
        Id = StableId.Of($"directory {schemaId} {name}"),
        Name = name,
        Discoverabilities = discoverabilities,
        Version = StableId.Of($"directory version {schemaId} {name}"),
        Objects = objects,
    };

    // "name", with ! for the key, * for more than one value, and :Type unless it is a string.
    private static ObjectDefinition Definition(string name, params string[] attributes) => new()
    {
        Name = name,
        Attributes = [.. attributes.Select(Attribute)],
    };

    private static AttributeDefinition Attribute(string notation)
    {
        var parts = notation.Split(':');
        var isKey = parts[0].EndsWith('!');
        return new()
        {
            Name = parts[0].TrimEnd('!', '*'),
            Anchor = isKey,
            Required = isKey,
            Mutability = isKey ? Mutability.ReadOnly : Mutability.ReadWrite,
            Multivalued = parts[0].EndsWith('*'),
            Type = parts.Length > 1 ? Enum.Parse<AttributeType>(parts[1]) : AttributeType.String,
        };
    }
}
