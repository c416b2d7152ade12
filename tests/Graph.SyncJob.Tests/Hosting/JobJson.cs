namespace Graph.SyncJob.Tests.Hosting;

/// <summary>Answers of a Graph that shows a job in a state of the test's choice.</summary>
internal static class JobJson
{
    public static string Answer(string code, string schedule = "Active", string more = "") => ScriptedServer.Answer(
        200,
        $$"""{ "id": "job", "templateId": "template", "schedule": { "state": "{{schedule}}" }, "status": { "code": "{{code}}"{{more}} } }""",
        "Content-Type: application/json");

    public static string Quarantine(string reason = "EncounteredQuarantineException", string began = "2026-11-01T00:00:00Z") => Answer(
        "Quarantine",
        more: $$""", "quarantine": { "reason": "{{reason}}", "currentBegan": "{{began}}", "nextAttempt": "2026-11-02T00:00:00Z", "error": { "code": "Broken", "message": "It broke." } }""");

    public static string LastRun(string state, string ended = "2026-11-01T12:00:00Z") =>
        $$""", "lastExecution": { "activityIdentifier": "a-run", "state": "{{state}}", "timeBegan": "2026-11-01T11:59:00Z", "timeEnded": "{{ended}}", "error": { "code": "Broken", "message": "It broke." } }""";
}
