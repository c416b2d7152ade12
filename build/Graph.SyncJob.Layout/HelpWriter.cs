using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml;

namespace Graph.SyncJob.Layout;

/// <summary>
/// Writes pages as MAML. Every text is a run of maml:para: the views of Get-Help drop the bullets of a maml:list in notes
/// and the whole list in examples, while the lines inside a para are shown everywhere.
/// </summary>
internal sealed class HelpWriter
{
    private const string Msh = "http://msh";

    // Get-Help knows the introduction of an example by its prefix, and everything else by its local name: the usual prefixes would be a sixth of the file.
    private const string PrefixOfIntroduction = "maml";
    private const string MamlOfIntroduction = "http://schemas.microsoft.com/maml/2004/10";

    // With the dashes and the indentation of Get-Help it fits a window of 80 columns.
    private const int MostTitleCharacters = 70;

    // Indentation would be a fifth of the file.
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        NewLineChars = "\n",
    };

    private readonly XmlWriter _xml;

    private HelpWriter(XmlWriter xml)
    {
        _xml = xml;
    }

    public static void Write(IEnumerable<HelpPage> pages, string output)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output))!);
        using var xml = XmlWriter.Create(output, Settings);
        xml.WriteStartElement("helpItems", Msh);
        xml.WriteAttributeString("schema", "maml");
        xml.WriteAttributeString("xmlns", PrefixOfIntroduction, null, MamlOfIntroduction);
        var writer = new HelpWriter(xml);
        foreach (var page in pages)
        {
            writer.WriteCommand(page);
        }

        xml.WriteEndElement();
    }

    private void WriteCommand(HelpPage page)
    {
        _xml.WriteStartElement("command", Msh);
        WriteDetails(page);
        WriteText("description", page.Description);
        WriteEach("syntax", page.ParameterSets, set => WriteSyntax(page, set));
        WriteEach("parameters", page.Parameters, WriteParameter);
        WriteEach("inputTypes", page.Inputs, type => WriteType("inputType", type));
        WriteEach("returnValues", page.Outputs, type => WriteType("returnValue", type));
        WriteNotes(page.Notes);
        WriteEach("examples", page.Examples, WriteExample);
        WriteEach("relatedLinks", Links(page), WriteLink);
        _xml.WriteEndElement();
    }

    private void WriteDetails(HelpPage page)
    {
        var words = page.Name.Split('-', 2);
        _xml.WriteStartElement("details", Msh);
        _xml.WriteElementString("name", Msh, page.Name);
        _xml.WriteElementString("verb", Msh, words[0]);
        _xml.WriteElementString("noun", Msh, words[1]);
        WriteText("description", page.Synopsis);
        _xml.WriteEndElement();
    }

    private void WriteSyntax(HelpPage page, HelpParameterSet set)
    {
        _xml.WriteStartElement("syntaxItem", Msh);
        _xml.WriteElementString("name", Msh, page.Name);
        foreach (var use in set.Parameters)
        {
            WriteParameterOfSyntax(use);
        }

        _xml.WriteEndElement();
    }

    private void WriteParameter(HelpParameter parameter)
    {
        var use = parameter.Uses[0];
        _xml.WriteStartElement("parameter", Msh);
        _xml.WriteAttributeString("required", Word(use.Required));
        _xml.WriteAttributeString("globbing", Word(use.Wildcards));
        _xml.WriteAttributeString("pipelineInput", use.PipelineInput);
        _xml.WriteAttributeString("position", use.Position.ToLowerInvariant());
        _xml.WriteAttributeString("aliases", use.Aliases.Length == 0 ? "none" : use.Aliases);
        _xml.WriteElementString("name", Msh, parameter.Name);
        WriteText("description", parameter.Description);
        _xml.WriteStartElement("parameterValue", Msh);
        _xml.WriteAttributeString("required", Word(!use.IsSwitch));
        _xml.WriteString(use.Type);
        _xml.WriteEndElement();
        WriteTypeName(use.Type);
        _xml.WriteElementString("defaultValue", Msh, use.DefaultValue);
        _xml.WriteEndElement();
    }

    /// <summary>
    /// What the syntax shows of a parameter. Everything else stands in the list of parameters only: there are fifty times as many of these.
    /// </summary>
    private void WriteParameterOfSyntax(HelpParameterUse use)
    {
        _xml.WriteStartElement("parameter", Msh);
        _xml.WriteAttributeString("required", Word(use.Required));
        _xml.WriteAttributeString("position", use.Position.ToLowerInvariant());
        _xml.WriteElementString("name", Msh, use.Name);
        if (!use.IsSwitch)
        {
            _xml.WriteElementString("parameterValue", Msh, use.Type);
        }

        _xml.WriteEndElement();
    }

    private void WriteType(string element, HelpType type)
    {
        _xml.WriteStartElement(element, Msh);
        WriteTypeName(type.Name);
        WriteText("description", type.Description);
        _xml.WriteEndElement();
    }

    private void WriteTypeName(string name)
    {
        _xml.WriteStartElement("type", Msh);
        _xml.WriteElementString("name", Msh, name);
        _xml.WriteEndElement();
    }

    private void WriteNotes(IReadOnlyList<string> notes)
    {
        if (notes.Count == 0)
        {
            return;
        }

        _xml.WriteStartElement("alertSet", Msh);
        WriteText("alert", notes);
        _xml.WriteEndElement();
    }

    /// <summary>The last paragraph is empty: nothing else puts a blank line above the title of the next example.</summary>
    private void WriteExample(HelpExample example)
    {
        _xml.WriteStartElement("example", Msh);
        var dashes = new string('-', Math.Max(3, (MostTitleCharacters - example.Title.Length) / 2));
        _xml.WriteElementString("title", Msh, $"{dashes} {example.Title} {dashes}");
        WriteIntroduction(example.Introduction);
        _xml.WriteElementString("code", Msh, example.Code);
        WriteText("remarks", [.. example.Remarks, ""]);
        _xml.WriteEndElement();
    }

    /// <summary>
    /// Get-Help puts the code right behind the last character of the introduction, and trims all its paragraphs but the last.
    /// So the text is one paragraph, an empty one before it keeps it from being the last (Windows PowerShell trims that too),
    /// and the blank line below it comes from a third.
    /// </summary>
    private void WriteIntroduction(IReadOnlyList<string> text)
    {
        if (text.Count == 0)
        {
            return;
        }

        _xml.WriteStartElement(PrefixOfIntroduction, "introduction", MamlOfIntroduction);
        _xml.WriteElementString("para", Msh, null);
        _xml.WriteElementString("para", Msh, string.Join("\n\n", text));
        _xml.WriteStartElement("para", Msh);
        _xml.WriteAttributeString("xml", "space", null, "preserve");
        _xml.WriteString("\n");
        _xml.WriteEndElement();
        _xml.WriteEndElement();
    }

    private void WriteLink(HelpLink link)
    {
        _xml.WriteStartElement("navigationLink", Msh);
        _xml.WriteElementString("linkText", Msh, link.Text);
        _xml.WriteElementString("uri", Msh, link.Uri);
        _xml.WriteEndElement();
    }

    private void WriteText(string element, IReadOnlyList<string> paragraphs)
    {
        _xml.WriteStartElement(element, Msh);
        foreach (var paragraph in paragraphs)
        {
            _xml.WriteElementString("para", Msh, paragraph);
        }

        _xml.WriteEndElement();
    }

    private void WriteEach<T>(string element, IEnumerable<T> items, Action<T> write)
    {
        _xml.WriteStartElement(element, Msh);
        foreach (var item in items)
        {
            write(item);
        }

        _xml.WriteEndElement();
    }

    /// <summary>Get-Help -Online opens the first link.</summary>
    private static IEnumerable<HelpLink> Links(HelpPage page) =>
        page.OnlineVersion.Length == 0 ? page.Links : page.Links.Prepend(new HelpLink("Online Version:", page.OnlineVersion));

    private static string Word(bool value) => value ? "true" : "false";
}
