using Graph.SyncJob.Port;

namespace Graph.SyncJob.Client.Authentication;

/// <summary>What to do about a sign-in that failed.</summary>
/// <seealso href="https://learn.microsoft.com/entra/identity-platform/reference-error-codes">Microsoft Entra error codes</seealso>
internal static class SignInAdvice
{
    public const string Network =
        "Check the network, the proxy (HTTPS_PROXY, or -Proxy of the cmdlets) and that -Environment or -AuthorityHost is the right one; then try again.";

    private const string Clock = "Set this machine's clock: what it signs is dated by that clock, and the identity provider takes it for a few minutes only.";

    /// <summary>By the code of the identity provider's answer.</summary>
    public static string For(string code, ConnectionSettings settings) => code switch
    {
        "AADSTS7000215" => "The secret is wrong. Check that it is the secret's value, not its id, and that it belongs to this app.",
        "AADSTS7000222" => "The secret has expired. Make a new one in the app registration, or better, use a certificate or a managed identity.",
        "AADSTS7000216" or "AADSTS7000218" => "The app must show a secret or a certificate. For a user's sign-in, allow public client flows in the app registration.",
        "AADSTS90002" or "AADSTS900023" or "AADSTS900021" => "Check -TenantId, and with -Environment that it is a tenant of this cloud.",
        "AADSTS700016" => "Check -ClientId (the application id, not an object id) and that the app is registered or consented to in the tenant of -TenantId.",
        "AADSTS7000112" or "AADSTS7000229" => "The app is disabled, or has no service principal, in this tenant. Ask an administrator of it.",
        "AADSTS700024" => Clock,
        "AADSTS700027" or "AADSTS5002730" => "Add the certificate's public part to the app registration (Certificates & secrets), and check that it has not expired.",
        "AADSTS70021" or "AADSTS700211" or "AADSTS700212" or "AADSTS700213" or "AADSTS700223" =>
            "Compare issuer, subject and audience of the token with the federated credentials in the app registration; they must be the same to the letter.",
        "AADSTS65001" or "AADSTS65004" => "The permissions were not consented to. Ask an administrator of the tenant to grant them, then sign in again.",
        "AADSTS500011" or "AADSTS650057" => "The token was asked for a Graph that this tenant's cloud does not know. Check -Environment, or -GraphEndpoint.",
        "AADSTS50034" or "AADSTS50126" or "AADSTS50055" => "Check the user's name and password, and that -TenantId is the user's tenant.",
        "AADSTS53000" or "AADSTS53001" or "AADSTS53003" or "AADSTS50105" => "A policy of the tenant forbids this sign-in. Ask an administrator, with the trace id.",
        "AADSTS70043" or "AADSTS700082" or "AADSTS50173" or "AADSTS50076" or "AADSTS50079" => "The user must sign in anew. Connect again with Connect-GraphSyncJob.",
        "AADSTS70020" => "The code was not typed in time. Connect again, and type the new one.",
        _ => For(settings),
    };

    /// <summary>Where the identity provider gave no code: by the way of signing in.</summary>
    public static string For(ConnectionSettings settings) => settings.SignIn switch
    {
        SignIn.ManagedIdentity { ClientId: not null } =>
            "Check that this is an Azure resource and that the user-assigned identity with this client id is assigned to it.",
        SignIn.ManagedIdentity => "Check that this is an Azure resource with a managed identity; for a user-assigned one give its -ClientId.",
        SignIn.EnvironmentVariable =>
            "Set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, or AZURE_CLIENT_CERTIFICATE_PATH with AZURE_CLIENT_CERTIFICATE_PASSWORD.",
        SignIn.WorkloadIdentity => "Check that -FederatedTokenFile is there and readable, and that what it holds is a token.",
        SignIn.InteractiveBrowser => "Where no browser can open, use -UseDeviceCode; check -TenantId and -ClientId.",
        SignIn.Default => "Make one of these serve, or name another way with Connect-GraphSyncJob; Get-Help Connect-GraphSyncJob -Examples shows them.",
        _ => "Check -TenantId and -ClientId; Get-Help Connect-GraphSyncJob -Examples shows the ways to sign in.",
    };
}
