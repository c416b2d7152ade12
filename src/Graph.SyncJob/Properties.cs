using System.Runtime.CompilerServices;

// The port is the module's own business: only the adapter behind it, and the adapter's tests, see it.
[assembly: InternalsVisibleTo("Graph.SyncJob.Client")]
[assembly: InternalsVisibleTo("Graph.SyncJob.Client.Tests")]
