using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Graph.SyncJob.Live;

/// <summary>Puts jobs into the lines of a window: what needs somebody comes first, and what does not fit is counted.</summary>
/// <param name="width">How many columns the window has.</param>
/// <param name="height">How many lines.</param>
/// <param name="cells">How many columns a character takes.</param>
/// <param name="isColoured">Whether verdicts have colours.</param>
internal sealed class LiveTable(int width, int height, Func<char, int> cells, bool isColoured)
{
    private const int LeastOwner = 16;
    private const int MostOwner = 40;

    // The most important first: where the window is narrow, the last ones are left out.
    private static readonly Column[] Columns =
    [
        new("Verdict", 17, (view, _) => view.Error ?? view.Verdict.ToString()),
        new("Last run", 10, (view, now) => Ago(view.LastRun, now)),
        new("Escrows", 7, (view, _) => view.Escrows?.ToString(CultureInfo.InvariantCulture)),
        new("Next attempt", 12, (view, now) => view.NextAttempt is { } next && next > now ? "in " + Span(next - now) : null),
        new("Result", 16, (view, _) => view.Result?.ToString()),
        new("Progress", 22, (view, _) => view.Progress),
    ];

    /// <summary>The lines, from the top of the window.</summary>
    /// <param name="jobs">The jobs, each looked at once at least.</param>
    /// <param name="now">The time that "ago" counts from.</param>
    /// <param name="hint">What stands above the table, after the time and the verdicts.</param>
    public IReadOnlyList<string> Render(IReadOnlyList<LiveJob> jobs, DateTimeOffset now, string hint)
    {
        // The last column stays empty: a terminal that is full to the right may break the line.
        var room = Math.Max(1, width - 1);
        var columns = Columns.Take(Enumerable.Range(0, Columns.Length + 1).Last(count => count == 0 || LeastOwner + Taken(Columns.Take(count)) <= room)).ToList();
        var owner = Math.Max(1, Math.Min(MostOwner, room - Taken(columns)));

        // The title, the heads, and the line that the cursor is left in.
        var rows = Math.Max(1, height - 3);
        var ordered = jobs.OrderBy(job => Urgency(job.View!)).ToList();
        var shown = ordered.Count > rows ? ordered.Take(rows - 1).ToList() : ordered;
        var lines = new List<string>
        {
            Fit($"{now.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture)}  {Summary(jobs)}  {hint}", room).TrimEnd(),
            string.Join(" ", [Fit("Owner", owner), .. columns.Select(column => Fit(column.Head, column.Width))]).TrimEnd(),
        };
        lines.AddRange(shown.Select(job => Row(job, owner, columns, now)));
        if (shown.Count < ordered.Count)
        {
            lines.Add(Fit(
                $"… and {ordered.Count - shown.Count} more, {ordered.Skip(shown.Count).Count(job => job.View!.Verdict == GraphSyncJobVerdict.Healthy)} of them healthy", room).TrimEnd());
        }

        return lines;
    }

    private static int Taken(IEnumerable<Column> columns) => columns.Sum(column => column.Width + 1);

    private static string Summary(IReadOnlyList<LiveJob> jobs) => jobs.Count == 0 ? "no jobs" : string.Join(
        ", ",
        jobs.GroupBy(job => job.View!.Error is null ? job.View.Verdict.ToString() : "not read")
            .OrderByDescending(group => group.Count())
            .Select(group => $"{group.Count()} {group.Key}"));

    private string Row(LiveJob job, int owner, List<Column> columns, DateTimeOffset now)
    {
        var row = new StringBuilder(Fit(job.Name, owner));
        foreach (var column in columns)
        {
            var cell = Fit(column.Cell(job.View!, now) ?? string.Empty, column.Width);
            row.Append(' ').Append(column == Columns[0] ? Coloured(cell, job.View!) : cell);
        }

        return row.ToString().TrimEnd();
    }

    private string Coloured(string cell, JobView view) => isColoured
        ? $"\u001b[{(view.Error is not null ? 31 : Urgency(view) switch { 0 => 31, 1 => 33, _ => 32 })}m{cell}\u001b[0m"
        : cell;

    private static int Urgency(JobView view) => view.Error is not null ? 0 : view.Verdict switch
    {
        GraphSyncJobVerdict.Quarantined or GraphSyncJobVerdict.AboutToBeDisabled or GraphSyncJobVerdict.Disabled or GraphSyncJobVerdict.Failing => 0,
        GraphSyncJobVerdict.Healthy => 2,
        _ => 1,
    };

    /// <summary>The text in exactly so many columns. A name is somebody else's: nothing in it may move the cursor or turn the writing round.</summary>
    private string Fit(string text, int columns)
    {
        var fitted = new StringBuilder();
        var taken = 0;
        var widths = text.Select(character => IsHarmless(character) ? cells(character) : 1).ToList();
        var fits = widths.Sum() <= columns;
        for (var index = 0; index < text.Length && (fits || taken + widths[index] < columns); index++)
        {
            fitted.Append(IsHarmless(text[index]) ? text[index] : ' ');
            taken += widths[index];
        }

        if (!fits)
        {
            if (fitted.Length > 0 && char.IsHighSurrogate(fitted[fitted.Length - 1]))
            {
                fitted.Length--;
                taken -= widths[fitted.Length];
            }

            fitted.Append('…');
            taken++;
        }

        return fitted.Append(' ', Math.Max(0, columns - taken)).ToString();
    }

    private static bool IsHarmless(char character) => char.GetUnicodeCategory(character) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static string? Ago(DateTimeOffset? time, DateTimeOffset now) => time is { } past ? Span(now - past) + " ago" : null;

    private static string Span(TimeSpan time) => time switch
    {
        { TotalMinutes: < 1 } => $"{Math.Max(0, time.Seconds)} s",
        { TotalHours: < 1 } => $"{time.Minutes} min",
        { TotalDays: < 2 } => $"{(int)time.TotalHours} h",
        _ => $"{(int)time.TotalDays} d",
    };

    private sealed record Column(string Head, int Width, Func<JobView, DateTimeOffset, string?> Cell);
}
