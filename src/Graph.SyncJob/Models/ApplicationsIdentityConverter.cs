using System;
using System.Management.Automation;
using Graph.SyncJob.Identity;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>Lets a cast turn dictionaries and objects by their shape into an <see cref="ApplicationsIdentity"/>.</summary>
public sealed class ApplicationsIdentityConverter : PSTypeConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) => sourceValue is not null;

    /// <inheritdoc/>
    /// <exception cref="InvalidCastException">The value has none of an identity's properties, or one that is no text.</exception>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase)
    {
        var identity = IdentityReader.Read(sourceValue);
        return identity.Source!.FirstFault() is { } fault ? throw new InvalidCastException(fault) : identity;
    }

    /// <inheritdoc/>
    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    /// <inheritdoc/>
    public override object ConvertTo(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        throw new InvalidCastException($"An identity does not convert to {destinationType}.");
}
