using System;
using System.Collections;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Text;
using Graph.SyncJob.Sandbox.Editing;

namespace Graph.SyncJob.Sandbox.Host;

/// <summary>Shows what the engine writes and asks what it wants to know.</summary>
internal sealed class SandboxUserInterface(Terminal terminal, bool canAsk) : PSHostUserInterface
{
    private readonly LineEditor _answers = new(new EditorConsole(terminal));
    private readonly ProgressLine _progress = new(terminal);

    public override PSHostRawUserInterface RawUI { get; } = new SandboxRawUserInterface(terminal);

    public override bool SupportsVirtualTerminal => terminal.OutputHasColour;

    /// <summary>When set, also gets everything that is shown, without colours.</summary>
    public StringBuilder? Transcript { get; set; }

    /// <summary>Set where errors are part of what is to be seen, and have to stay in their place in the output.</summary>
    public bool ShowsErrorsInOutput { get; set; }

    /// <summary>Set while what is written is an error, though it does not come as one.</summary>
    public bool IsShowingError { get; set; }

    public void EndProgress() => _progress.Hide();

    public override void Write(string value)
    {
        if (IsShowingError)
        {
            WriteError(value);
        }
        else
        {
            Write(terminal.Output, terminal.OutputHasColour, value);
        }
    }

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        Write(PSStyle.MapForegroundColorToEscapeSequence(foregroundColor) + value + PSStyle.Instance.Reset);

    public override void WriteLine(string value) => Write(value + Environment.NewLine);

    public override void WriteLine(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value)
    {
        Write(foregroundColor, backgroundColor, value);
        WriteLine();
    }

    public override void WriteErrorLine(string value) => WriteError(value + Environment.NewLine);

    public override void WriteWarningLine(string message) => WriteStyledLine(PSStyle.Instance.Formatting.Warning, "WARNING: " + message);

    public override void WriteVerboseLine(string message) => WriteStyledLine(PSStyle.Instance.Formatting.Verbose, "VERBOSE: " + message);

    public override void WriteDebugLine(string message) => WriteStyledLine(PSStyle.Instance.Formatting.Debug, "DEBUG: " + message);

    public override void WriteProgress(long sourceId, ProgressRecord record) => _progress.Show(record);

    public override string ReadLine() => Ask(string.Empty);

    public override SecureString ReadLineAsSecureString() => AskSecret(string.Empty);

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        WriteHeading(caption, message);
        var answers = new Dictionary<string, PSObject>(StringComparer.OrdinalIgnoreCase);
        foreach (var description in descriptions)
        {
            answers[description.Name] = PSObject.AsPSObject(AskField(description));
        }

        return answers;
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        PromptForCredential(caption, message, userName, targetName, PSCredentialTypes.Default, PSCredentialUIOptions.Default);

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options)
    {
        WriteHeading(caption, message);
        var user = string.IsNullOrEmpty(userName) ? Ask("User: ") : userName;
        return new PSCredential(user, AskSecret($"Password for user {user}: "));
    }

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        var menu = new ChoiceMenu(choices, defaultChoice);
        WriteHeading(caption, message);
        while (true)
        {
            var answer = Ask(menu.Question);
            if (menu.Find(answer) is int choice)
            {
                return choice;
            }

            if (answer.Trim() == "?")
            {
                WriteLine(menu.Help);
            }
        }
    }

    private object AskField(FieldDescription description)
    {
        if (description.ParameterTypeName == nameof(SecureString))
        {
            return AskSecret(description.Name + ": ");
        }

        if (description.ParameterTypeName == nameof(PSCredential))
        {
            return PromptForCredential(string.Empty, string.Empty, string.Empty, string.Empty);
        }

        if (!description.ParameterTypeFullName.EndsWith("[]", StringComparison.Ordinal))
        {
            return Ask(description.Name + ": ");
        }

        var values = new ArrayList();
        while (Ask($"{description.Name}[{values.Count}]: ") is { Length: > 0 } value)
        {
            values.Add(value);
        }

        return values.ToArray();
    }

    private string Ask(string question) => Answer(question, () => _answers.ReadLine(question), terminal.Input.ReadLine);

    private SecureString AskSecret(string question) =>
        Answer(question, () => _answers.ReadSecret(question), () => terminal.Input.ReadLine() is { } line ? Secret.From(line) : null);

    private T Answer<T>(string question, Func<T?> edit, Func<T?> read)
        where T : class
    {
        if (!canAsk)
        {
            throw new HostException($"There is nobody to answer '{question.Trim()}': this runs without input.");
        }

        _progress.Hide();
        T? answer;
        try
        {
            if (terminal.CanMoveCursor)
            {
                answer = edit();
            }
            else
            {
                Write(question);
                answer = read();
                if (!terminal.IsInteractive)
                {
                    // Nobody typed the answer, so nothing has ended the line of the question.
                    WriteLine();
                }
            }
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }

        return answer ?? throw new HostException($"The input ended before '{question.Trim()}' was answered.");
    }

    private void WriteHeading(string caption, string message)
    {
        if (!string.IsNullOrEmpty(caption))
        {
            WriteLine();
            WriteStyledLine(PSStyle.Instance.Bold, caption);
        }

        if (!string.IsNullOrEmpty(message))
        {
            WriteLine(message);
        }
    }

    private void WriteStyledLine(string style, string text) => WriteLine(style + text + PSStyle.Instance.Reset);

    private void WriteError(string value)
    {
        if (ShowsErrorsInOutput)
        {
            Write(terminal.Output, terminal.OutputHasColour, value);
        }
        else
        {
            Write(terminal.Error, terminal.ErrorHasColour, value);
        }
    }

    private void Write(TextWriter writer, bool hasColour, string value)
    {
        _progress.Hide();
        Transcript?.Append(GetOutputString(value, supportsVirtualTerminal: false));
        writer.Write(GetOutputString(value, hasColour));
    }
}
