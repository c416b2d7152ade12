namespace Graph.SyncJob.Emulator;

/// <summary>The ids of the tenant that the emulator holds unless a seed file says otherwise. They do not change.</summary>
public static class SeedTenant
{
    /// <summary>The tenant id.</summary>
    public const string TenantId = "6855a1b4-3816-43d2-bf35-178317e72fb0";

    /// <summary>Workday: an Active job.</summary>
    public static class Workday
    {
        /// <summary>The display name.</summary>
        public const string DisplayName = "Workday";

        /// <summary>The object id of the application.</summary>
        public const string ApplicationId = "aaaaaaaa-0000-4000-8000-000000000001";

        /// <summary>The appId (client id) that application and service principal share.</summary>
        public const string AppId = "bbbbbbbb-0000-4000-8000-000000000001";

        /// <summary>The object id of the service principal.</summary>
        public const string ServicePrincipalId = "cccccccc-0000-4000-8000-000000000001";

        /// <summary>The job id.</summary>
        public const string JobId = "Workday2AAD.6855a1b4381643d2bf35178317e72fb0.dddddddd-0000-4000-8000-000000000001";

        /// <summary>The id of the rule for users in the schema of the job, its only rule.</summary>
        public const string UserRuleId = "eeeeeeee-0000-4000-8000-000000000001";
    }

    /// <summary>Salesforce: a job in Quarantine.</summary>
    public static class Salesforce
    {
        /// <summary>The display name.</summary>
        public const string DisplayName = "Salesforce";

        /// <summary>The object id of the application.</summary>
        public const string ApplicationId = "aaaaaaaa-0000-4000-8000-000000000002";

        /// <summary>The appId (client id) that application and service principal share.</summary>
        public const string AppId = "bbbbbbbb-0000-4000-8000-000000000002";

        /// <summary>The object id of the service principal.</summary>
        public const string ServicePrincipalId = "cccccccc-0000-4000-8000-000000000002";

        /// <summary>The job id.</summary>
        public const string JobId = "salesforce.6855a1b4381643d2bf35178317e72fb0.dddddddd-0000-4000-8000-000000000002";

        /// <summary>The id of the rule for users in the schema of the job.</summary>
        public const string UserRuleId = "eeeeeeee-0000-4000-8000-000000000002";

        /// <summary>The id of the rule for groups in the schema of the job.</summary>
        public const string GroupRuleId = "ffffffff-0000-4000-8000-000000000002";
    }

    /// <summary>Box: a Paused job.</summary>
    public static class Box
    {
        /// <summary>The display name.</summary>
        public const string DisplayName = "Box";

        /// <summary>The object id of the application.</summary>
        public const string ApplicationId = "aaaaaaaa-0000-4000-8000-000000000003";

        /// <summary>The appId (client id) that application and service principal share.</summary>
        public const string AppId = "bbbbbbbb-0000-4000-8000-000000000003";

        /// <summary>The object id of the service principal.</summary>
        public const string ServicePrincipalId = "cccccccc-0000-4000-8000-000000000003";

        /// <summary>The job id.</summary>
        public const string JobId = "BoxOutDelta.6855a1b4381643d2bf35178317e72fb0.dddddddd-0000-4000-8000-000000000003";

        /// <summary>The id of the rule for users in the schema of the job.</summary>
        public const string UserRuleId = "eeeeeeee-0000-4000-8000-000000000003";

        /// <summary>The id of the rule for groups in the schema of the job.</summary>
        public const string GroupRuleId = "ffffffff-0000-4000-8000-000000000003";
    }

    /// <summary>ServiceNow: a job that is configured and has NotRun yet.</summary>
    public static class ServiceNow
    {
        /// <summary>The display name.</summary>
        public const string DisplayName = "ServiceNow";

        /// <summary>The object id of the application.</summary>
        public const string ApplicationId = "aaaaaaaa-0000-4000-8000-000000000004";

        /// <summary>The appId (client id) that application and service principal share.</summary>
        public const string AppId = "bbbbbbbb-0000-4000-8000-000000000004";

        /// <summary>The object id of the service principal.</summary>
        public const string ServicePrincipalId = "cccccccc-0000-4000-8000-000000000004";

        /// <summary>The job id.</summary>
        public const string JobId = "servicenow.6855a1b4381643d2bf35178317e72fb0.dddddddd-0000-4000-8000-000000000004";

        /// <summary>The id of the rule for users in the schema of the job.</summary>
        public const string UserRuleId = "eeeeeeee-0000-4000-8000-000000000004";

        /// <summary>The id of the rule for groups in the schema of the job.</summary>
        public const string GroupRuleId = "ffffffff-0000-4000-8000-000000000004";
    }

    /// <summary>Slack: a job that is NotConfigured.</summary>
    public static class Slack
    {
        /// <summary>The display name.</summary>
        public const string DisplayName = "Slack";

        /// <summary>The object id of the application.</summary>
        public const string ApplicationId = "aaaaaaaa-0000-4000-8000-000000000005";

        /// <summary>The appId (client id) that application and service principal share.</summary>
        public const string AppId = "bbbbbbbb-0000-4000-8000-000000000005";

        /// <summary>The object id of the service principal.</summary>
        public const string ServicePrincipalId = "cccccccc-0000-4000-8000-000000000005";

        /// <summary>The job id.</summary>
        public const string JobId = "slackOutDelta.6855a1b4381643d2bf35178317e72fb0.dddddddd-0000-4000-8000-000000000005";

        /// <summary>The id of the rule for users in the schema of the job.</summary>
        public const string UserRuleId = "eeeeeeee-0000-4000-8000-000000000005";

        /// <summary>The id of the rule for groups in the schema of the job.</summary>
        public const string GroupRuleId = "ffffffff-0000-4000-8000-000000000005";
    }

    /// <summary>GitHub Enterprise Cloud: an Active job with entry-level errors.</summary>
    public static class GitHub
    {
        /// <summary>The display name.</summary>
        public const string DisplayName = "GitHub Enterprise Cloud";

        /// <summary>The object id of the application.</summary>
        public const string ApplicationId = "aaaaaaaa-0000-4000-8000-000000000006";

        /// <summary>The appId (client id) that application and service principal share.</summary>
        public const string AppId = "bbbbbbbb-0000-4000-8000-000000000006";

        /// <summary>The object id of the service principal.</summary>
        public const string ServicePrincipalId = "cccccccc-0000-4000-8000-000000000006";

        /// <summary>The job id.</summary>
        public const string JobId = "gitHubEnterpriseCloud.6855a1b4381643d2bf35178317e72fb0.16d1d3e9-9c52-4ae0-8e09-b16d336d0984";

        /// <summary>The id of the rule for users in the schema of the job.</summary>
        public const string UserRuleId = "eeeeeeee-0000-4000-8000-000000000006";

        /// <summary>The id of the rule for groups in the schema of the job.</summary>
        public const string GroupRuleId = "ffffffff-0000-4000-8000-000000000006";
    }

    /// <summary>Dropbox Business: no jobs.</summary>
    public static class Dropbox
    {
        /// <summary>The display name.</summary>
        public const string DisplayName = "Dropbox Business";

        /// <summary>The object id of the application.</summary>
        public const string ApplicationId = "aaaaaaaa-0000-4000-8000-000000000007";

        /// <summary>The appId (client id) that application and service principal share.</summary>
        public const string AppId = "bbbbbbbb-0000-4000-8000-000000000007";

        /// <summary>The object id of the service principal.</summary>
        public const string ServicePrincipalId = "cccccccc-0000-4000-8000-000000000007";
    }
}
