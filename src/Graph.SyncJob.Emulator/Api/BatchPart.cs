using System.Collections.Generic;

namespace Graph.SyncJob.Emulator.Api;

/// <summary>One request of a batch.</summary>
internal sealed record BatchPart(string Id, GraphRequest Request, IReadOnlyList<string> DependsOn);

/// <summary>One request of a batch, answered.</summary>
internal sealed record AnsweredPart(BatchPart Part, Answer Answer);
