using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Graph.SyncJob.Client.Tests")]
