using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Azure.Identity;
using Microsoft.Identity.Client.Extensions.Msal;

namespace Graph.SyncJob.Client.Authentication;

/// <summary>
/// Which account of the encrypted token cache a user signed in with: a name and ids, no secret. The cache itself is Azure.Identity's and
/// the platform's: DPAPI, Keychain, or the Linux keyring.
/// </summary>
internal sealed class RememberedAccount
{
    public const string CacheName = "Graph.SyncJob";

    private readonly string _path;

    private RememberedAccount(string path) => _path = path;

    private static string UserData => Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);

    private static string Accounts => Path.Combine(UserData, CacheName);

    /// <param name="authorityHost">The identity provider.</param>
    /// <param name="tenantId">The tenant that was asked for.</param>
    /// <param name="clientId">The app that was signed in through.</param>
    /// <param name="folder">Where to keep it, if not among the user's data.</param>
    public static RememberedAccount Of(Uri? authorityHost, string? tenantId, string clientId, string? folder = null)
    {
        var name = string.Join("_", authorityHost?.Authority ?? "default", tenantId ?? "organizations", clientId);
        var file = new string([.. name.Select(character => char.IsLetterOrDigit(character) || character is '.' or '-' or '_' ? character : '-')]);
        return new RememberedAccount(Path.Combine(folder ?? Accounts, file + ".account.json"));
    }

    /// <summary>Removes every account, and every token of this module's cache.</summary>
    public static void ForgetAll()
    {
        if (Directory.Exists(Accounts))
        {
            Directory.Delete(Accounts, recursive: true);
        }

        // Azure.Identity has no word for it; these are the places where it keeps a cache of a name, one for each kind of token.
        foreach (var name in new[] { CacheName + ".nocae", CacheName + ".cae" })
        {
            Storage.Create(new StorageCreationPropertiesBuilder(name, Path.Combine(UserData, ".IdentityService"))
                .WithMacKeyChain("Microsoft.Developer.IdentityService", name)
                .WithLinuxKeyring(
                    "msal.cache",
                    "default",
                    name,
                    new KeyValuePair<string, string>("MsalClientID", "Microsoft.Developer.IdentityService"),
                    new KeyValuePair<string, string>("Microsoft.Developer.IdentityService", "1.0.0.0"))
                .Build()).Clear(ignoreExceptions: true);
        }
    }

    public AuthenticationRecord? Read()
    {
        try
        {
            using var stream = File.OpenRead(_path);
            return AuthenticationRecord.Deserialize(stream);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidOperationException or JsonException)
        {
            // Nobody yet, or nothing readable: the user is asked, and it is written anew.
            return null;
        }
    }

    public void Write(AuthenticationRecord record)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        using var stream = File.Create(_path);
        record.Serialize(stream);
    }
}
