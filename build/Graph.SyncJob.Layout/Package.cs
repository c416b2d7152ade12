using System;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Xml.Linq;

namespace Graph.SyncJob.Layout;

/// <summary>A package that ships, as its publisher describes it.</summary>
internal sealed record Package(string Id, string Version, string Copyright, string Address, string Licence, string LicenceText)
{
    private static readonly string[] Allowed = ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause"];

    /// <summary>A NuGet package, by its nuspec.</summary>
    public static Package Read(string packages, string id, string version)
    {
        // NuGet's own folders are in lower case on every platform.
        var directory = Path.Combine(packages, id.ToLowerInvariant(), version.ToLowerInvariant());
        var nuspec = Path.Combine(directory, id.ToLowerInvariant() + ".nuspec");
        var metadata = XDocument.Load(nuspec).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
        string? Value(string name) => metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value.Trim();

        var file = metadata.Elements().FirstOrDefault(element => element.Name.LocalName == "license" && (string?)element.Attribute("type") == "file");
        var text = file is null ? null : File.ReadAllText(Path.Combine(directory, file.Value));
        var licence = text is null ? Value("license") : NameOf(text);
        Check(licence, id, version, nuspec);
        var repository = metadata.Elements().FirstOrDefault(element => element.Name.LocalName == "repository")?.Attribute("url")?.Value;
        return new Package(
            id,
            version,
            Value("copyright") ?? $"Copyright (c) {Value("authors")}",
            Value("projectUrl") ?? repository ?? $"https://www.nuget.org/packages/{id}",
            licence,
            text ?? StandardText(licence));
    }

    /// <summary>An npm package of which a copy is in the sources, by its package.json and the licence beside it.</summary>
    public static Package ReadCopy(string directory)
    {
        var description = Path.Combine(directory, "package.json");
        using var document = JsonDocument.Parse(File.ReadAllText(description));
        string Value(string name) => document.RootElement.GetProperty(name).GetString()!;

        var (id, version, licence) = (Value("name"), Value("version"), Value("license"));
        Check(licence, id, version, description);
        var text = File.ReadAllText(Path.Combine(directory, "LICENSE"));
        return new Package(
            id, version, text.Split('\n').First(line => line.StartsWith("Copyright", StringComparison.Ordinal)).Trim(), Value("homepage"), licence, text);
    }

    private static void Check([NotNull] string? licence, string id, string version, string source)
    {
        if (licence is null || !Allowed.Contains(licence))
        {
            throw new LayoutException($"the licence of {id} {version} is {licence ?? "unknown"}; what ships must be under one of {string.Join(", ", Allowed)}. See {source}.");
        }
    }

    // The text of the MIT licence is known by its first sentence; a licence that comes as a file names itself in no other way.
    private static string? NameOf(string text) =>
        text.Contains("Permission is hereby granted, free of charge, to any person obtaining a copy", StringComparison.Ordinal) ? "MIT" : null;

    private static string StandardText(string licence)
    {
        using var resource = typeof(Package).Assembly.GetManifestResourceStream(licence)
            ?? throw new LayoutException($"the text of the licence {licence} is missing: put it into build/Graph.SyncJob.Layout/Licences/{licence}.txt.");
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }
}
