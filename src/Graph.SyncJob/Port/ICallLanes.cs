namespace Graph.SyncJob.Port;

/// <summary>Where many calls travel side by side, some of them together in one request.</summary>
internal interface ICallLanes
{
    /// <summary>Lets nothing leave any more: calls that still wait here fail. What has left goes on.</summary>
    void Close();
}
