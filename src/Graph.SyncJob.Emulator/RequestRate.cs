using System;

namespace Graph.SyncJob.Emulator;

/// <summary>So many requests in so long a time.</summary>
/// <param name="Requests">How many requests are answered in one window; each part of a batch is one.</param>
/// <param name="Period">How long a window is. It begins with the first request after the last one.</param>
public sealed record RequestRate(int Requests, TimeSpan Period);
