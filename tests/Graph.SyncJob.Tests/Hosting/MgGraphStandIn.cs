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
    private static readonly Lazy<Assembly> Module = new(() => new StandInContext().LoadFromAssemblyPath(ModuleEngine.Metadata("StandInAssembly")));

    private static readonly Lazy<Type> Session = new(() => Module.Value.GetType("Microsoft.Graph.PowerShell.Authentication.GraphSession")!);

    public MgGraphStandIn(Uri graph, string cloud = "Global", string authType = "Delegated", Func<string>? token = null)
    {
        var connect = Session.Value.GetMethod("Connect")!;
        connect.Invoke(null, [
            graph.OriginalString, cloud, Enum.Parse(connect.GetParameters()[2].ParameterType, authType), token ?? (() => "mg-token")]);
    }

    /// <summary>An object of a class of that module, which has the same name as one of the module under test.</summary>
    public static object New(string model) => Activator.CreateInstance(Module.Value.GetType("Microsoft.Graph.PowerShell.Models." + model, throwOnError: true)!)!;

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
