using System;
using System.Security.Cryptography;
using System.Text;

namespace Graph.SyncJob.Emulator.Model;

internal static class StableId
{
    /// <summary>An id made from what it stands for, so that a tenant that is seeded again is the same tenant.</summary>
    public static string Of(string text) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16)).ToString();
}
