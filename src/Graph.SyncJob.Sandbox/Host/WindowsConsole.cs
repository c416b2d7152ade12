using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Graph.SyncJob.Sandbox.Host;

/// <summary>Classic Windows consoles print escape sequences as they are until told otherwise.</summary>
[SupportedOSPlatform("windows")]
internal static class WindowsConsole
{
    private const int StandardOutput = -11;
    private const uint EnableVirtualTerminalProcessing = 0x4;

    public static void EnableEscapeSequences()
    {
        var output = GetStdHandle(StandardOutput);
        if (GetConsoleMode(output, out var mode))
        {
            SetConsoleMode(output, mode | EnableVirtualTerminalProcessing);
        }
    }

    [DllImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern nint GetStdHandle(int handle);

    [DllImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool GetConsoleMode(nint console, out uint mode);

    [DllImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool SetConsoleMode(nint console, uint mode);
}
