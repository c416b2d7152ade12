using System;
using System.Linq;

namespace Graph.SyncJob.Client.Authentication;

/// <summary>Tells which credential of DefaultAzureCredential a message of Azure.Identity's is from; not all of them say their name.</summary>
internal static class CredentialNames
{
    private static readonly (string Says, string Name)[] Known =
    [
        ("EnvironmentCredential", "EnvironmentCredential"),
        ("WorkloadIdentityCredential", "WorkloadIdentityCredential"),
        ("ManagedIdentityCredential", "ManagedIdentityCredential"),
        ("managed identity", "ManagedIdentityCredential"),
        ("Visual Studio", "VisualStudioCredential"),
        ("SharedTokenCache", "SharedTokenCacheCredential"),
        ("Azure Developer CLI", "AzureDeveloperCliCredential"),
        ("AzureDeveloperCli", "AzureDeveloperCliCredential"),
        ("Azure CLI", "AzureCliCredential"),
        ("AzureCli", "AzureCliCredential"),
        ("PowerShell", "AzurePowerShellCredential"),
        ("InteractiveBrowser", "InteractiveBrowserCredential"),
    ];

    public static string Of(string message) =>
        Known.FirstOrDefault(known => message.IndexOf(known.Says, StringComparison.OrdinalIgnoreCase) >= 0).Name ?? "(another)";

    /// <summary>The message without the name and the words that say no more than that it failed.</summary>
    public static string Without(string message)
    {
        foreach (var said in new[] { " authentication unavailable. ", " authentication failed: " })
        {
            var end = message.IndexOf(said, StringComparison.Ordinal);
            if (end > 0)
            {
                return message.Substring(end + said.Length);
            }
        }

        return message;
    }
}
