using System;

namespace Graph.SyncJob.Emulator.Model;

/// <summary>How long a running job takes for a cycle, when jobs move by themselves.</summary>
internal sealed class JobCycle(TimeSpan length, TimeProvider clock)
{
    public TimeSpan Length => length;

    public DateTimeOffset Now => clock.GetUtcNow();
}
