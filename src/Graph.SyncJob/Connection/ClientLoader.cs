using System;
using System.IO;
using System.Reflection;
using Graph.SyncJob.Port;
#if NET
using System.Runtime.Loader;
#endif

namespace Graph.SyncJob.Connection;

/// <summary>
/// The one door to the client. Until the first call that needs Graph nothing behind it is loaded; then the client and all that it
/// brings load from the module's own <c>client</c> folder, out of sight of every other module.
/// </summary>
internal static class ClientLoader
{
    private const string AdapterAssembly = "Graph.SyncJob.Client";
    private const string FactoryType = "Graph.SyncJob.Client.SynchronizationClientFactory";

    private static readonly Lazy<ISynchronizationClientFactory> LoadedFactory = new(Load);

    public static ISynchronizationClientFactory Factory => LoadedFactory.Value;

    private static string ClientDirectory => Path.Combine(Path.GetDirectoryName(typeof(ClientLoader).Assembly.Location)!, "client");

    private static ISynchronizationClientFactory Load()
    {
        var adapter = Path.Combine(ClientDirectory, AdapterAssembly + ".dll");
        if (!File.Exists(adapter))
        {
            throw new FileNotFoundException($"The module is incomplete: '{adapter}' is missing. Install Graph.SyncJob again.", adapter);
        }

#if NET
        var assembly = new ClientLoadContext(ClientDirectory).LoadFromAssemblyPath(adapter);
#else
        AppDomain.CurrentDomain.AssemblyResolve += ResolveForClient;
        var assembly = Assembly.LoadFrom(adapter);
#endif
        return (ISynchronizationClientFactory)Activator.CreateInstance(assembly.GetType(FactoryType, throwOnError: true)!)!;
    }

#if NET
    /// <summary>Loads what lies in the client folder for itself alone; the rest (the runtime, this module) is shared with everybody.</summary>
    private sealed class ClientLoadContext(string directory) : AssemblyLoadContext("Graph.SyncJob")
    {
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            // PowerShell does not put every module into the default context: the module is whatever copy this code runs in.
            var module = typeof(ClientLoader).Assembly;
            if (assemblyName.Name == module.GetName().Name)
            {
                return module;
            }

            var path = Path.Combine(directory, assemblyName.Name + ".dll");
            return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
        }
    }
#else
    // Windows PowerShell has one context for all. Only what our own assemblies ask for is answered, so that no other module
    // gets a version it did not ship.
    private static Assembly? ResolveForClient(object sender, ResolveEventArgs request)
    {
        var ours = request.RequestingAssembly is { } requesting
            && Path.GetDirectoryName(requesting.Location) is { } folder
            && folder.Equals(ClientDirectory, StringComparison.OrdinalIgnoreCase);
        if (!ours)
        {
            return null;
        }

        var path = Path.Combine(ClientDirectory, new AssemblyName(request.Name).Name + ".dll");
        return File.Exists(path) ? Assembly.LoadFrom(path) : null;
    }
#endif
}
