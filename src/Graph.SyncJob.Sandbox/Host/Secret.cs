using System.Security;

namespace Graph.SyncJob.Sandbox.Host;

/// <summary>The engine takes secrets as secure strings only, even those that were plain text a moment ago.</summary>
internal static class Secret
{
    public static SecureString From(string text)
    {
        var secret = new SecureString();
        foreach (var character in text)
        {
            secret.AppendChar(character);
        }

        return secret;
    }
}
