using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text;
using Graph.SyncJob.Emulator;
using Graph.SyncJob.Sandbox.Host;

namespace Graph.SyncJob.Sandbox;

/// <summary>Shows what the module does, command by command, and checks each one against the state of the emulator.</summary>
internal sealed class Tour(ConnectedSession session, Terminal terminal)
{
    private const string StartOfUnknownJob =
        $"Start-MgApplicationSynchronizationJob -ApplicationId {SeedTenant.Workday.ApplicationId} -SynchronizationJobId no-such-job";

    private int _steps;
    private bool _isSetApart;

    /// <returns>False when a step did not do what it says; the reason is on standard error.</returns>
    public bool Run()
    {
        session.UserInterface.ShowsErrorsInOutput = true;
        session.UserInterface.WriteLine($"The module Graph.SyncJob, against an emulated tenant at {session.Emulator.Address}");
        try
        {
            ListJobs();
            StartQuarantinedJob();
            StartUnknownJob();
            PreviewStart();
        }
        catch (TourException exception)
        {
            session.UserInterface.ShowsErrorsInOutput = false;
            session.UserInterface.WriteErrorLine($"Step {_steps} did not do what it says: {exception.Message}");
            return false;
        }

        SetApart();
        session.UserInterface.WriteLine("All of it did what it says. Now your turn: dotnet run --project src/Graph.SyncJob.Sandbox");
        return true;
    }

    private void ListJobs()
    {
        Announce("The synchronization jobs of the tenant, and the state of each.");
        var output = Show("Get-EmulatorJob");
        foreach (var job in session.Emulator.Jobs)
        {
            Expect($"a line with {job.DisplayName} and {job.StatusCode}", output, output.Split('\n').Any(line =>
                line.StartsWith(job.DisplayName, StringComparison.Ordinal) && line.Contains(job.StatusCode, StringComparison.Ordinal)));
        }
    }

    private void StartQuarantinedJob()
    {
        Announce("The job of Salesforce is in quarantine. Starting it lifts the quarantine; -PassThru says when that is done.");
        ExpectState(SeedTenant.Salesforce.JobId, "Quarantine", starts: 0);
        var output = Show("Get-EmulatorJob Salesforce | Start-MgApplicationSynchronizationJob -PassThru");
        Expect("the output True", output, output.Trim() == "True");
        ExpectState(SeedTenant.Salesforce.JobId, "Active", starts: 1);

        Announce("Its state after that.");
        output = Show("Get-EmulatorJob Salesforce");
        Expect("the state Active", output, output.Contains("Active", StringComparison.Ordinal));
    }

    private void StartUnknownJob()
    {
        Announce("An error names the job that is meant, gives Graph's reason, and recommends what to do.");
        var errors = Errors.Count;
        JobSnapshot[] before = [.. session.Emulator.Jobs];
        var output = Show(StartOfUnknownJob);
        Expect("one error", $"{Errors.Count - errors}", Errors.Count == errors + 1);
        Expect("an error about no-such-job", output, output.Contains("no-such-job", StringComparison.Ordinal));
        Expect("every job as it was", Describe(session.Emulator.Jobs), before.SequenceEqual(session.Emulator.Jobs));
        Expect("a recommendation", output, output.Contains("Recommendation:", StringComparison.Ordinal));
    }

    private void PreviewStart()
    {
        Announce("-WhatIf tells what would be done to the paused job of Box, and leaves it alone.");
        var requests = session.Emulator.Requests.Count;
        var output = Show("Get-EmulatorJob Box | Start-MgApplicationSynchronizationJob -WhatIf");
        Expect("a line that begins with 'What if:' and names the application", output, output.StartsWith("What if:", StringComparison.Ordinal)
            && output.Contains(SeedTenant.Box.ApplicationId, StringComparison.Ordinal));
        Expect("no request to the tenant", $"{session.Emulator.Requests.Count - requests}", session.Emulator.Requests.Count == requests);
        ExpectState(SeedTenant.Box.JobId, "Paused", starts: 0);
    }

    private ArrayList Errors => (ArrayList)session.Engine.GetVariable("Error")!;

    private void Announce(string text)
    {
        _steps++;
        SetApart();
        session.UserInterface.WriteLine(terminal.Styled($"{_steps}. {text}", PSStyle.Instance.Bold));
    }

    /// <summary>Tables end with an empty line of their own.</summary>
    private void SetApart()
    {
        if (!_isSetApart)
        {
            session.UserInterface.WriteLine();
        }
    }

    /// <summary>The command as it would be typed, then what it puts out.</summary>
    private string Show(string command)
    {
        session.UserInterface.WriteLine("PS> " + terminal.Styled(command, PSStyle.Instance.Foreground.BrightCyan));

        var transcript = new StringBuilder();
        session.UserInterface.Transcript = transcript;
        RunOutcome outcome = session.Engine.Run(command);
        session.UserInterface.Transcript = null;

        _isSetApart = transcript.ToString().ReplaceLineEndings("\n").EndsWith("\n\n", StringComparison.Ordinal);
        Expect("the command to run to its end", outcome.ToString(), outcome == RunOutcome.Completed);
        return transcript.ToString();
    }

    private void ExpectState(string jobId, string state, int starts)
    {
        JobSnapshot job = session.Emulator.Jobs.Single(job => job.JobId == jobId);
        Expect($"{job.DisplayName} {state}, started {starts} times", Describe([job]), job.StatusCode == state && job.Starts == starts);
    }

    private static string Describe(IEnumerable<JobSnapshot> jobs) =>
        string.Join("; ", jobs.Select(job => $"{job.DisplayName} {job.StatusCode}, started {job.Starts} times"));

    private static void Expect(string expected, string seen, bool isMet)
    {
        if (!isMet)
        {
            throw new TourException($"expected {expected}; saw: {seen.Trim()}");
        }
    }

    private sealed class TourException(string message) : Exception(message);
}
