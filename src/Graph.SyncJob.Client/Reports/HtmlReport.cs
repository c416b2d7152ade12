using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Client.Reports;

/// <summary>
/// A report as a page that is whole in one file: the template with its style, its scripts, and the JSON document in the middle, from which
/// the page builds itself. Its policy lets nothing else run and nothing be loaded.
/// </summary>
internal sealed class HtmlReport : IJobReport
{
    private static readonly string Style = Resource("report.css");
    private static readonly string Script = Resource("report.js");

    // The last line of the library names a source map, which a browser's developer tools would look for beside the page.
    private static readonly string Library = Regex.Replace(Resource("preact.min.js"), @"\n//# sourceMappingURL=.*\s*$", "\n");

    private static readonly string Policy =
        $"default-src 'none'; script-src {Hash(Library)} {Hash(Script)}; style-src {Hash(Style)}; base-uri 'none'; form-action 'none'; "
        + "require-trusted-types-for 'script'; trusted-types 'none'";

    private readonly Stream _output;
    private readonly JsonReport _data;
    private readonly string _after;

    public HtmlReport(Stream output, string title, DateTimeOffset generated)
    {
        _output = output;
        var template = Resource("report.html").Split(["{{data}}"], StringSplitOptions.None);
        var parts = new Dictionary<string, string>
        {
            ["policy"] = Policy,
            ["title"] = HtmlEncoder.Default.Encode(title),
            ["style"] = Style,
            ["library"] = Library,
            ["script"] = Script,
        };
        Write(Fill(template[0], parts));
        _after = Fill(template[1], parts);
        _data = new JsonReport(output, title, generated);
    }

    /// <inheritdoc/>
    public void Add(GraphSyncJobHealth job) => _data.Add(job);

    /// <inheritdoc/>
    public void Complete(IReadOnlyList<JobReportGap> missing)
    {
        _data.Complete(missing);
        Write(_after);
    }

    /// <inheritdoc/>
    public void Dispose() => _data.Dispose();

    // In one pass: what is filled in is not looked through again.
    private static string Fill(string template, Dictionary<string, string> parts) =>
        Regex.Replace(template, @"\{\{(\w+)\}\}", place => parts[place.Groups[1].Value]);

    private static string Hash(string text)
    {
        using var sha256 = SHA256.Create();
        return $"'sha256-{Convert.ToBase64String(sha256.ComputeHash(Encoding.UTF8.GetBytes(text)))}'";
    }

    // A browser reads every end of a line as LF before it takes the hash.
    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(HtmlReport).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd().Replace("\r\n", "\n");
    }

    private void Write(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        _output.Write(bytes, 0, bytes.Length);
    }
}
