using System;
using Graph.SyncJob.Sandbox.Host;

namespace Graph.SyncJob.Sandbox.Editing;

/// <summary>The real terminal, as the line editor sees it.</summary>
internal sealed class EditorConsole(Terminal terminal) : IEditorConsole
{
    public int Width => terminal.Width;

    public ConsoleKeyInfo ReadKey()
    {
        // Only while a key is awaited is Ctrl+C a key; at any other time it stops what runs.
        Console.TreatControlCAsInput = true;
        try
        {
            return Console.ReadKey(intercept: true);
        }
        finally
        {
            Console.TreatControlCAsInput = false;
        }
    }

    public void Write(string text) => terminal.Output.Write(text);
}
