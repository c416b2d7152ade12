using System;
using Graph.SyncJob.Emulator.Model;

namespace Graph.SyncJob.Emulator.Seed;

internal static class SeedSource
{
    /// <summary>What makes a fresh tenant, at the start and at every reset.</summary>
    public static Func<Tenant> From(EmulatorOptions options)
    {
        var cycle = options.Cycle is { } length ? new JobCycle(length, options.Clock) : null;
        if (options.TenantSize is { } size)
        {
            return () => GeneratedSeed.Build(size, options.Clock, cycle);
        }

        if (options.SeedFile is null)
        {
            return () => DefaultSeed.Build(options.Clock, cycle);
        }

        var file = SeedFile.Read(options.SeedFile);
        return () => file.Build(options.Clock, cycle);
    }
}
