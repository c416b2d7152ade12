using System;

namespace Graph.SyncJob.Layout;

/// <summary>A page that is not what it must be; the message has the form in which MSBuild recognises an error and its place.</summary>
internal sealed class PageException : Exception
{
    public PageException(string path, int line, string message)
        : base($"{path}({line}): error HELP: {message}")
    {
    }
}
