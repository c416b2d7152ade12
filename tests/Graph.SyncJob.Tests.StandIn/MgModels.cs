// Classes as Microsoft.Graph.Applications has them: the same names as those of the module under test, states as text, times without an
// offset, null for what is not set, and what Graph adds later by itself.
namespace Microsoft.Graph.PowerShell.Models;

public interface IMicrosoftGraphSynchronizationSchedule
{
    DateTime? Expiration { get; set; }

    TimeSpan? Interval { get; set; }

    string? State { get; set; }
}

public interface IMicrosoftGraphKeyValuePair
{
    string? Name { get; set; }

    string? Value { get; set; }
}

public interface IMicrosoftGraphBulkUpload
{
    string? Id { get; set; }
}

public sealed class MicrosoftGraphSynchronizationJob
{
    public IMicrosoftGraphBulkUpload? BulkUpload { get; set; }

    public string? Id { get; set; }

    public IMicrosoftGraphSynchronizationSchedule? Schedule { get; set; }

    public MicrosoftGraphSynchronizationSchema? Schema { get; set; }

    public IMicrosoftGraphKeyValuePair[]? SynchronizationJobSettings { get; set; }

    public string? TemplateId { get; set; }

    public IDictionary<string, object> AdditionalProperties { get; } = new Dictionary<string, object>();
}

public sealed class MicrosoftGraphSynchronizationSchedule : IMicrosoftGraphSynchronizationSchedule
{
    public DateTime? Expiration { get; set; }

    public TimeSpan? Interval { get; set; }

    public string? State { get; set; }

    public IDictionary<string, object> AdditionalProperties { get; } = new Dictionary<string, object>();
}

public sealed class MicrosoftGraphKeyValuePair : IMicrosoftGraphKeyValuePair
{
    public string? Name { get; set; }

    public string? Value { get; set; }
}

public sealed class MicrosoftGraphBulkUpload : IMicrosoftGraphBulkUpload
{
    public string? Id { get; set; }

    public IDictionary<string, object> AdditionalProperties { get; } = new Dictionary<string, object>();
}

public sealed class MicrosoftGraphSynchronizationSchema
{
    public string? Id { get; set; }

    public IDictionary<string, object> AdditionalProperties { get; } = new Dictionary<string, object>();
}
