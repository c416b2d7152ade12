using System.Threading.Tasks;

namespace Graph.SyncJob.Client.Tests;

public class RehearsalTests
{
    // Nobody waits for it in earnest, so nobody would hear of its failing.
    [Fact]
    public async Task The_rehearsal_of_a_start_goes_all_the_way()
    {
        await Rehearsal.RunAsync();
    }
}
