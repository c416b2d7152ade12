using System.Collections.Generic;

namespace Graph.SyncJob.Sandbox.Editing;

/// <summary>What Tab offers in place of a part of the line.</summary>
internal sealed record Completion(int Start, int Length, IReadOnlyList<string> Matches);
