using System;
using System.Collections.Generic;
using System.Linq;
using Graph.SyncJob.Emulator.Faults;

namespace Graph.SyncJob.Emulator;

/// <content>Faults on demand.</content>
public sealed partial class EmulatorServer
{
    private readonly FaultSet _faults;

    /// <summary>The faults in force, in the order in which they are asked, and what each has done so far.</summary>
    public IReadOnlyList<FaultReport> Faults => _faults.List();

    /// <summary>Puts a fault in force, after those that are already.</summary>
    /// <param name="rule">Which requests it hits, and what becomes of them.</param>
    /// <returns>The id of the fault.</returns>
    /// <exception cref="ArgumentException">The rule makes no sense, or there is one of its id.</exception>
    public string AddFault(FaultRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return _faults.Add([rule]).Single().Id!;
    }

    /// <summary>Puts a fault in force, after those that are already.</summary>
    /// <param name="rule">A rule as on the command line, such as <c>503 first=2 on POST */start</c>.</param>
    /// <returns>The id of the fault.</returns>
    /// <exception cref="ArgumentException">The rule is not understood.</exception>
    public string AddFault(string rule) => AddFault(FaultRule.Parse(rule));

    /// <summary>Takes a fault back. What it had begun, such as stale reads, ends.</summary>
    /// <param name="id">The id of the fault.</param>
    /// <returns>Whether there was one.</returns>
    public bool RemoveFault(string id) => _faults.Remove(id);

    /// <summary>Takes all faults back.</summary>
    public void ClearFaults() => _faults.Clear();

    private static FaultSet FaultsOf(EmulatorOptions options)
    {
        var faults = new FaultSet();
        try
        {
            _ = faults.Add(options.Faults);
            return faults;
        }
        catch (ArgumentException wrong)
        {
            throw new EmulatorStartException(wrong.Message);
        }
    }
}
