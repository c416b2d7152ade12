using System;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>What a restart resets. Values can be combined.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationjobrestartcriteria">synchronization-synchronizationjobrestartcriteria</seealso>
[Flags]
public enum SynchronizationJobRestartScope
{
    /// <summary>Nothing. Not to be used: a start does the same.</summary>
    None = 0,

    /// <summary>The cache of all users. Not to be used unless Microsoft's support asks for it.</summary>
    ConnectorDataStore = 1,

    /// <summary>The entries that failed and wait for another try: they are not tried again as such.</summary>
    Escrows = 2,

    /// <summary>How far changes have been read: all objects are looked at again.</summary>
    Watermark = 4,

    /// <summary>The quarantine, for the time being.</summary>
    QuarantineState = 8,

    /// <summary>All of the above.</summary>
    Full = ConnectorDataStore | Escrows | Watermark | QuarantineState,

    /// <summary>Deletions that were held back for being too many: they are carried out.</summary>
    ForceDeletes = 32,
}
