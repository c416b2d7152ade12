using System.Runtime.CompilerServices;
using System.Threading;

namespace Graph.SyncJob.Tests.Hosting;

/// <summary>The module's clock in this process: waits, such as those between tries, pass quickly; time limits are as long as ever.</summary>
internal sealed class HurriedClock : TimeProvider
{
    private const int Hurry = 200;

    // Whoever tests a wait that is stopped makes it longer than this.
    private static readonly TimeSpan LongestHurried = TimeSpan.FromSeconds(90);

    // A time limit is the timer of a CancellationTokenSource, which it gets for its state.
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, state is not CancellationTokenSource && dueTime > TimeSpan.Zero && dueTime <= LongestHurried ? dueTime / Hurry : dueTime, period);

    // The one clock of the module is chosen when it is first needed, so this comes before any test.
    [ModuleInitializer]
    internal static void Use() => AppDomain.CurrentDomain.SetData("Graph.SyncJob.Clock", new HurriedClock());
}
