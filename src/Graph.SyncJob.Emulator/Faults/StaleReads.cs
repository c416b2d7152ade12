using System;
using System.Collections.Generic;
using System.Linq;
using Graph.SyncJob.Emulator.Model;

namespace Graph.SyncJob.Emulator.Faults;

/// <summary>What reads of an application still see after a write that a fault hit: a replica that lags behind.</summary>
internal sealed class StaleReads
{
    private readonly List<(DateTimeOffset Until, EnterpriseApplication Before, ActiveFault Fault)> _writes = [];

    /// <summary>Remembers how things were before a write.</summary>
    public void Add(ActiveFault fault, EnterpriseApplication before, DateTimeOffset now) =>
        _writes.Add((now.AddSeconds(fault.Rule.Seconds!.Value), before, fault));

    /// <summary>The state to read from, if it is an old one: that before the first write which is not old enough to show.</summary>
    public (EnterpriseApplication Before, ActiveFault Fault)? At(DateTimeOffset now)
    {
        if (_writes.Count > 0)
        {
            _writes.RemoveAll(write => write.Until <= now || write.Fault.IsRemoved);
        }

        return _writes.Select(write => ((EnterpriseApplication, ActiveFault)?)(write.Before, write.Fault)).FirstOrDefault();
    }
}
