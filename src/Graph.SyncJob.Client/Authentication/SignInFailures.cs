using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Azure.Identity;
using Graph.SyncJob.Port;
using Microsoft.Identity.Client.Extensions.Msal;
using Text = Graph.SyncJob.Identity.Text;

namespace Graph.SyncJob.Client.Authentication;

/// <summary>The one place that puts a failed sign-in into words: which credential was tried, what came of it, what to do.</summary>
internal static class SignInFailures
{
    private const int MostCharacters = 500;

    private static readonly Regex ProviderAnswer = new(
        @"(?<code>AADSTS\d+)\s*:\s*(?<text>.*?)\s*(?:Trace ID:\s*(?<trace>[0-9a-fA-F-]{36})|\z)", RegexOptions.Singleline | RegexOptions.CultureInvariant);

    private static readonly Regex Hint = new(
        @"\s*See (the troubleshooting guide|(the )?inner exception).*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // What an endpoint said may hold what it was asked for: a token in an answer that could not be understood.
    private static readonly Regex Token = new(
        """eyJ[\w-]+(\.[\w-]*)*|(?<="?(access_token|refresh_token|id_token|client_secret|client_assertion|password)"?\s*[=:]\s*"?)[^"&\s,}]+""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public static SignInException Translate(Exception exception, ConnectionSettings settings)
    {
        var causes = Causes(exception).ToList();
        if (causes.OfType<SignInException>().FirstOrDefault() is { } own)
        {
            return own;
        }

        if (causes.OfType<MsalCachePersistenceException>().Any())
        {
            return new SignInException("This machine has no encrypted place to keep a sign-in in for the next process, so none was made.")
            {
                ErrorId = "TokenCacheUnavailable",
                RecommendedAction = "Use -ContextScope Process. On Linux, CurrentUser takes a keyring that is unlocked (libsecret, with a desktop session).",
            };
        }

        if (causes.Select(cause => ProviderAnswer.Match(cause.Message)).FirstOrDefault(match => match.Success) is { } answer)
        {
            var code = answer.Groups["code"].Value;
            var trace = answer.Groups["trace"].Success ? $" (trace id {answer.Groups["trace"].Value})" : string.Empty;
            return Of(
                settings, $"The identity provider answered {code}: {Clean(answer.Groups["text"].Value)}{trace}", SignInAdvice.For(code, settings), code);
        }

        return causes.OfType<AuthenticationRequiredException>().Any() ? UserIsNeeded(settings)
            : settings.SignIn is SignIn.Default ? Of(settings, Table(causes), SignInAdvice.For(settings))
            : causes.FirstOrDefault(IsNetwork) is { } network ? Of(settings, $"{Place(settings)} could not be reached: {Innermost(network)}", SignInAdvice.Network)
            : Of(settings, FirstLine(exception), SignInAdvice.For(settings));
    }

    /// <summary>A failure in the form that all of them have.</summary>
    public static SignInException Of(ConnectionSettings settings, string what, string action, string? code = null) =>
        new($"Could not sign in to {settings.GraphRoot.Host} with {Credential(settings.SignIn)}. {what}") { Code = code, RecommendedAction = action };

    public static SignInException TimedOut(ConnectionSettings settings) => Of(
        settings,
        string.Format(CultureInfo.InvariantCulture, "{0} did not answer within {1:0.###} s.", Place(settings), settings.Timeout.TotalSeconds),
        settings.SignIn is SignIn.ManagedIdentity ? SignInAdvice.For(settings) : SignInAdvice.Network);

    /// <summary>Another module's session could not put a token on the request.</summary>
    public static SignInException OfSession(Exception exception) => new($"The session of Connect-MgGraph could not be used. {FirstLine(exception)}")
    {
        RecommendedAction = "Connect again with Connect-MgGraph, or sign in for this module alone with Connect-GraphSyncJob.",
    };

    public static string Innermost(Exception exception)
    {
        var message = Clean(Causes(exception).Last().Message);
        return message.EndsWith(".", StringComparison.Ordinal) ? message : message + ".";
    }

    private static SignInException UserIsNeeded(ConnectionSettings settings) =>
        Of(settings, "The sign-in has ended, and only the user can renew it.", "Connect again with Connect-GraphSyncJob.");

    private static string Credential(SignIn signIn) => signIn switch
    {
        SignIn.Default => "the default credential of this environment",
        SignIn.ManagedIdentity { ClientId: { } id } => $"the managed identity {Text.Quote(id)}",
        SignIn.ManagedIdentity => "the managed identity of this machine",
        SignIn.ClientCertificate app => $"the certificate of app {Text.Quote(app.ClientId)} in tenant {Text.Quote(app.TenantId)}",
        SignIn.ClientSecret app => $"the secret of app {Text.Quote(app.ClientId)} in tenant {Text.Quote(app.TenantId)}",
        SignIn.EnvironmentVariable => "the environment variables (EnvironmentCredential)",
        SignIn.WorkloadIdentity app => $"the workload identity of app {Text.Quote(app.ClientId)} in tenant {Text.Quote(app.TenantId)}",
        SignIn.GitHubActions app => $"the GitHub workflow's identity, as app {Text.Quote(app.ClientId)} in tenant {Text.Quote(app.TenantId)}",
        SignIn.DeviceCode => "a device code",
        SignIn.InteractiveBrowser => "the browser",
        _ => "the access token",
    };

    private static string Place(ConnectionSettings settings) => settings.SignIn switch
    {
        SignIn.ManagedIdentity => "The managed identity endpoint of this machine",
        SignIn.Default => "The credentials of this environment",
        _ => $"The identity provider{(settings.AuthorityHost is { } host ? $" {host.Authority}" : string.Empty)}",
    };

    // One line a credential, in the order in which they were tried.
    private static string Table(List<Exception> causes)
    {
        var tried = causes.OfType<AggregateException>().FirstOrDefault()?.InnerExceptions.OfType<AuthenticationFailedException>().ToList();
        if (tried is null or { Count: 0 })
        {
            // Only one was to be tried; or one could have served and failed, which ends the search, and its own words are the next link.
            tried = [.. causes.OfType<AuthenticationFailedException>().Take(2)];
            if (tried.Count == 0)
            {
                return FirstLine(causes[0]);
            }

            tried.RemoveRange(0, tried.Count - 1);
        }

        var rows = tried.ConvertAll(failure => (Name: CredentialNames.Of(failure.Message), Why: Reason(failure)));

        // Some hosts put the lines of an error one after the other: the dashes keep it readable.
        var width = rows.Max(row => row.Name.Length) + 1;
        var table = new StringBuilder("What was tried, in this order:");
        foreach (var (name, why) in rows)
        {
            table.AppendLine().Append("  - ").Append((name + ":").PadRight(width)).Append(' ').Append(why);
        }

        return table.ToString();
    }

    private static string Reason(AuthenticationFailedException failure)
    {
        var text = FirstLine(failure);
        return Causes(failure).FirstOrDefault(IsNetwork) is { } network && !text.Contains(network.Message)
            ? $"{text} {Innermost(network)}"
            : text;
    }

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }

    private static bool IsNetwork(Exception exception) => exception is HttpRequestException or SocketException;

    // The libraries put hints for their own callers below the first line, and behind "See".
    private static string FirstLine(Exception exception)
    {
        var line = exception.Message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? exception.GetType().Name;
        return Clean(CredentialNames.Without(Hint.Replace(line, string.Empty)));
    }

    private static string Clean(string text) => Text.OneLine(Token.Replace(text, "(redacted)"), MostCharacters);
}
