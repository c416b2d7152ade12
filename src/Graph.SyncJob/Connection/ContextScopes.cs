namespace Graph.SyncJob.Connection;

/// <summary>How long a sign-in lasts, in the words of Connect-MgGraph.</summary>
internal static class ContextScopes
{
    public const string Process = nameof(Process);
    public const string CurrentUser = nameof(CurrentUser);
}
