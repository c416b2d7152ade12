using System;

namespace Graph.SyncJob.Layout;

/// <summary>The module can't be laid out as it is; the message has the form in which MSBuild recognises an error.</summary>
internal sealed class LayoutException(string message) : Exception($"Graph.SyncJob.Layout: error LAYOUT: {message}");
