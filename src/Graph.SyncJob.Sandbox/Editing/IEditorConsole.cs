using System;

namespace Graph.SyncJob.Sandbox.Editing;

/// <summary>All that the line editor needs of a terminal.</summary>
internal interface IEditorConsole
{
    int Width { get; }

    ConsoleKeyInfo ReadKey();

    void Write(string text);
}
