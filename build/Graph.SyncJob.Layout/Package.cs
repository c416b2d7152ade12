using System;
using System.IO;
using System.Linq;
using System.Xml.Linq;

namespace Graph.SyncJob.Layout;

/// <summary>A NuGet package that ships, as its own nuspec describes it.</summary>
internal sealed record Package(string Id, string Version, string Copyright, string Address, string Licence, string LicenceText)
{
    private static readonly string[] Allowed = ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause"];

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
        if (licence is null || !Allowed.Contains(licence))
        {
            throw new LayoutException($"the licence of {id} {version} is {licence ?? "unknown"}; what ships must be under one of {string.Join(", ", Allowed)}. See {nuspec}.");
        }

        var repository = metadata.Elements().FirstOrDefault(element => element.Name.LocalName == "repository")?.Attribute("url")?.Value;
        return new Package(
            id,
            version,
            Value("copyright") ?? $"Copyright (c) {Value("authors")}",
            Value("projectUrl") ?? repository ?? $"https://www.nuget.org/packages/{id}",
            licence,
            text ?? StandardText(licence));
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
