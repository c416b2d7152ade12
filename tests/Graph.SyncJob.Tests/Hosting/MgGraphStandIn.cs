using System.IO;
using System.Reflection;
using System.Runtime.Loader;

namespace Graph.SyncJob.Tests.Hosting;

/// <summary>
/// A session of Connect-MgGraph in this process, made by a stand-in for that module in a load context of its own. There is one for all
/// that run in the process, as there is of the real one: tests that use it belong to the collection of the environment.
/// </summary>
internal sealed class MgGraphStandIn : IDisposable
{
    private static readonly Lazy<Type> Session = new(() =>
        new StandInContext().LoadFromAssemblyPath(ModuleEngine.Metadata("StandInAssembly")).GetType("Microsoft.Graph.PowerShell.Authentication.GraphSession")!);

    public MgGraphStandIn(Uri graph, string cloud = "Global", string authType = "Delegated", Func<string>? token = null)
    {
        var connect = Session.Value.GetMethod("Connect")!;
        connect.Invoke(null, [
            graph.OriginalString, cloud, Enum.Parse(connect.GetParameters()[2].ParameterType, authType), token ?? (() => "mg-token")]);
    }

    public void Dispose() => Session.Value.GetMethod("Disconnect")!.Invoke(null, null);

    private sealed class StandInContext() : AssemblyLoadContext("stand-in")
    {
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            var path = Path.Combine(Path.GetDirectoryName(ModuleEngine.Metadata("StandInAssembly"))!, assemblyName.Name + ".dll");
            return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
        }
    }
}
