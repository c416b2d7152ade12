using System;
using System.IO;
using System.Reflection;
using Graph.SyncJob.Port;
#if NET
using System.Runtime.InteropServices;
using System.Runtime.Loader;
#endif

namespace Graph.SyncJob.Connection;

/// <summary>
/// The one door to the client. Until the first call that needs Graph nothing behind it is loaded; then the client loads from beside this
/// assembly, and what it brings from the module's own <c>dependencies</c> folder, out of sight of every other module.
/// </summary>
internal static class ClientLoader
{
    private const string AdapterAssembly = "Graph.SyncJob.Client";
    private const string FactoryType = "Graph.SyncJob.Client.SynchronizationClientFactory";

    private static readonly Lazy<ISynchronizationClientFactory> LoadedFactory = new(Load);

    public static ISynchronizationClientFactory Factory => LoadedFactory.Value;

    // The edition's own folder; both editions share one folder of dependencies.
    private static string OwnDirectory => Path.GetDirectoryName(typeof(ClientLoader).Assembly.Location)!;

    private static string DependencyDirectory => Path.Combine(Path.GetDirectoryName(OwnDirectory)!, "dependencies");

    private static ISynchronizationClientFactory Load()
    {
        var adapter = Path.Combine(OwnDirectory, AdapterAssembly + ".dll");
        if (!File.Exists(adapter))
        {
            throw new FileNotFoundException($"The module is incomplete: '{adapter}' is missing. Install Graph.SyncJob again.", adapter);
        }

#if NET
        var assembly = new ClientLoadContext(DependencyDirectory).LoadFromAssemblyPath(adapter);
#else
        AppDomain.CurrentDomain.AssemblyResolve += ResolveForClient;
        var assembly = Assembly.LoadFrom(adapter);
#endif
        return (ISynchronizationClientFactory)Activator.CreateInstance(assembly.GetType(FactoryType, throwOnError: true)!)!;
    }

#if NET
    /// <summary>Loads what lies in the folder for itself alone; the rest (the runtime, this module) is shared with everybody.</summary>
    private sealed class ClientLoadContext(string directory) : AssemblyLoadContext("Graph.SyncJob")
    {
        private static readonly string RuntimeDirectory = RuntimeEnvironment.GetRuntimeDirectory();

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            // PowerShell does not put every module into the default context: the module is whatever copy this code runs in.
            var module = typeof(ClientLoader).Assembly;
            if (assemblyName.Name == module.GetName().Name)
            {
                return module;
            }

            var path = Path.Combine(directory, assemblyName.Name + ".dll");
            return File.Exists(path) ? OfTheRuntime(assemblyName) ?? LoadFromAssemblyPath(path) : null;
        }

        /// <summary>
        /// The runtime's own copy of an assembly, where it is recent enough: it is compiled already, and knows its runtime. It is taken from
        /// the runtime's folder and by no name, so that it is never what another module brought.
        /// </summary>
        private static Assembly? OfTheRuntime(AssemblyName assemblyName)
        {
            var path = Path.Combine(RuntimeDirectory, assemblyName.Name + ".dll");
            return File.Exists(path) && Default.LoadFromAssemblyPath(path) is var assembly && assembly.GetName().Version >= assemblyName.Version
                ? assembly
                : null;
        }
    }
#else
    // Windows PowerShell has one context for all. Only what our own assemblies ask for is answered, so that no other module
    // gets a version it did not ship.
    private static Assembly? ResolveForClient(object sender, ResolveEventArgs request)
    {
        var folder = request.RequestingAssembly is { } requesting ? Path.GetDirectoryName(requesting.Location) : null;
        var ours = OwnDirectory.Equals(folder, StringComparison.OrdinalIgnoreCase) || DependencyDirectory.Equals(folder, StringComparison.OrdinalIgnoreCase);
        if (!ours)
        {
            return null;
        }

        var path = Path.Combine(DependencyDirectory, new AssemblyName(request.Name).Name + ".dll");
        return File.Exists(path) ? Assembly.LoadFrom(path) : null;
    }
#endif
}
