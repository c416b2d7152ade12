using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Globalization;
using System.Management.Automation;
using System.Net;
using System.Security;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>A secret that a synchronization job signs in with, or a setting that is kept like one.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationsecretkeystringvaluepair">synchronization-synchronizationsecretkeystringvaluepair</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphSynchronizationSecretKeyStringValuePair
{
    private SecureString? _value;

    /// <summary>Which secret: <c>BaseAddress</c>, <c>SecretToken</c>, <c>UserName</c>, <c>Password</c> …</summary>
    public string? Key { get; set; }

    /// <summary>Its value: set as text, SecureString, PSCredential (its password), number or boolean; read as SecureString, so that it does not get shown.</summary>
    /// <exception cref="ArgumentException">The value is something else.</exception>
    public object? Value
    {
        get => _value;
        set => _value = Secure(value is PSObject wrapped ? wrapped.BaseObject : value);
    }

    /// <summary>What is sent beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>The key. Never the value.</summary>
    public override string ToString() => Key ?? string.Empty;

    private static SecureString? Secure(object? value) => value switch
    {
        null => null,
        SecureString secret => secret,
        PSCredential credential => credential.Password,
        string text => Secure(text),
        bool flag => Secure(flag ? "true" : "false"),
        ValueType or Uri => Secure(Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty),
        _ => throw new ArgumentException("The value of a secret is text, a SecureString or a PSCredential."),
    };

    private static SecureString Secure(string text) => new NetworkCredential(string.Empty, text).SecurePassword;
}
