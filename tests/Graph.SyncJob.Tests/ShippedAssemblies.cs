using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>The client of one edition and all that it brings, as they ship; read and not run, because one of the two can't run here.</summary>
internal sealed class ShippedAssemblies : IDisposable
{
    private readonly Dictionary<string, PEReader> _files;

    public ShippedAssemblies(string edition)
        : this(Directory.GetFiles(Path.Combine(ModuleEngine.ModuleDirectory, "dependencies"), "*.dll")
            .Append(Path.Combine(ModuleEngine.ModuleDirectory, edition, "Graph.SyncJob.Client.dll")))
    {
    }

    private ShippedAssemblies(IEnumerable<string> paths)
    {
        _files = paths.ToDictionary(path => Path.GetFileNameWithoutExtension(path)!, path => new PEReader(File.OpenRead(path)));
    }

    /// <summary>What the build for Windows PowerShell is compiled against: the same as its publishers made it.</summary>
    public static ShippedAssemblies Untouched() => new(Directory.GetFiles(
        typeof(ShippedAssemblies).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "UntouchedAssemblies").Value!,
        "*.dll"));

    public ICollection<string> Names => _files.Keys;

    public List<AssemblyIdentity> ReferencesOf(string name)
    {
        var metadata = Metadata(name);
        return [.. metadata.AssemblyReferences.Select(metadata.GetAssemblyReference).Select(reference => AssemblyIdentity.Of(reference.GetAssemblyName()))];
    }

    public AssemblyIdentity IdentityOf(string name) => AssemblyIdentity.Of(Metadata(name).GetAssemblyDefinition().GetAssemblyName());

    /// <summary>Whether the file bears a signature of its publisher (Authenticode), which any change would take away.</summary>
    public bool IsSigned(string name) => _files[name].PEHeaders.PEHeader!.CertificateTableDirectory.Size > 0;

    /// <summary>The types and members of some assemblies that another one names in its metadata.</summary>
    public IEnumerable<string> UsesOf(string name, IReadOnlyCollection<string> of)
    {
        var metadata = Metadata(name);
        var names = new TypeNames(metadata);
        foreach (var handle in metadata.TypeReferences)
        {
            if (of.Contains(names.AssemblyOf(handle)))
            {
                yield return $"{names.AssemblyOf(handle)}::{names.Of(handle)}";
            }
        }

        foreach (var member in metadata.MemberReferences.Select(metadata.GetMemberReference))
        {
            if (names.GenericTypeOf(member.Parent) is { } type && of.Contains(names.AssemblyOf(type)))
            {
                yield return $"{names.AssemblyOf(type)}::{names.Of(type)}.{metadata.GetString(member.Name)} {names.SignatureOf(member)}";
            }
        }
    }

    /// <summary>Whether the assembly is a facade: it says of its types only where the .NET Framework has them.</summary>
    public bool IsFacade(string name) => Metadata(name).ExportedTypes.Count > 0;

    /// <summary>The types that say by their attributes, or those of a member, how they are read from JSON or that they are found by reflection.</summary>
    public IEnumerable<string> ReflectedTypesOf(string name)
    {
        var metadata = Metadata(name);
        var names = new TypeNames(metadata);
        string NameOf(EntityHandle constructor) => constructor.Kind == HandleKind.MethodDefinition
            ? names.Of(metadata.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType())
            : names.GenericTypeOf(metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent) is { } type ? names.Of(type) : "";
        bool Says(CustomAttributeHandleCollection attributes) => attributes
            .Select(handle => NameOf(metadata.GetCustomAttribute(handle).Constructor).Split('.')[^1])
            .Any(attribute => attribute.StartsWith("Json", StringComparison.Ordinal) || attribute == "PreserveAttribute");

        return metadata.TypeDefinitions
            .Where(handle => metadata.GetTypeDefinition(handle) is var type
                && (Says(type.GetCustomAttributes())
                    || type.GetProperties().Any(property => Says(metadata.GetPropertyDefinition(property).GetCustomAttributes()))
                    || type.GetFields().Any(field => Says(metadata.GetFieldDefinition(field).GetCustomAttributes()))))
            .Select(handle => $"{name}::{names.Of(handle)}");
    }

    /// <summary>All types and members of an assembly, in the words of <see cref="UsesOf" />.</summary>
    public IEnumerable<string> MembersOf(string name)
    {
        var metadata = Metadata(name);
        var names = new TypeNames(metadata);
        foreach (var handle in metadata.TypeDefinitions)
        {
            var type = metadata.GetTypeDefinition(handle);
            var full = $"{name}::{names.Of(handle)}";
            yield return full;
            foreach (var method in type.GetMethods().Select(metadata.GetMethodDefinition))
            {
                yield return $"{full}.{metadata.GetString(method.Name)} {names.SignatureOf(method)}";
            }

            foreach (var field in type.GetFields().Select(metadata.GetFieldDefinition))
            {
                yield return $"{full}.{metadata.GetString(field.Name)} {names.SignatureOf(field)}";
            }
        }
    }

    public void Dispose()
    {
        foreach (var file in _files.Values)
        {
            file.Dispose();
        }
    }

    private MetadataReader Metadata(string name) => _files[name].GetMetadataReader();

    internal sealed record AssemblyIdentity(string Name, Version Version, string Token)
    {
        public static AssemblyIdentity Of(AssemblyName name) =>
            new(name.Name!, name.Version!, Convert.ToHexString(name.GetPublicKeyToken() ?? []));
    }

    /// <summary>Puts types and signatures into words that are the same in the assembly that uses them and in the one that defines them.</summary>
    private sealed class TypeNames(MetadataReader metadata) : ISignatureTypeProvider<string, object?>
    {
        public string Of(TypeReferenceHandle handle)
        {
            var type = metadata.GetTypeReference(handle);
            return type.ResolutionScope.Kind == HandleKind.TypeReference
                ? $"{Of((TypeReferenceHandle)type.ResolutionScope)}/{metadata.GetString(type.Name)}"
                : Full(type.Namespace, type.Name);
        }

        public string Of(TypeDefinitionHandle handle)
        {
            var type = metadata.GetTypeDefinition(handle);
            return type.GetDeclaringType() is { IsNil: false } outer ? $"{Of(outer)}/{metadata.GetString(type.Name)}" : Full(type.Namespace, type.Name);
        }

        public string? AssemblyOf(TypeReferenceHandle handle) => metadata.GetTypeReference(handle).ResolutionScope switch
        {
            { Kind: HandleKind.TypeReference } outer => AssemblyOf((TypeReferenceHandle)outer),
            { Kind: HandleKind.AssemblyReference } assembly => metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)assembly).Name),
            _ => null,
        };

        /// <summary>The type that a member is said to belong to, without its type arguments; none where it is one of this assembly.</summary>
        public TypeReferenceHandle? GenericTypeOf(EntityHandle parent)
        {
            if (parent.Kind == HandleKind.TypeSpecification)
            {
                var blob = metadata.GetBlobReader(metadata.GetTypeSpecification((TypeSpecificationHandle)parent).Signature);
                if (blob.ReadSignatureTypeCode() == SignatureTypeCode.GenericTypeInstance)
                {
                    blob.ReadCompressedInteger();
                    parent = blob.ReadTypeHandle();
                }
            }

            return parent.Kind == HandleKind.TypeReference ? (TypeReferenceHandle)parent : null;
        }

        public string SignatureOf(MemberReference member) => member.GetKind() == MemberReferenceKind.Field
            ? member.DecodeFieldSignature(this, null)
            : Words(member.DecodeMethodSignature(this, null));

        public string SignatureOf(MethodDefinition method) => Words(method.DecodeSignature(this, null));

        public string SignatureOf(FieldDefinition field) => field.DecodeSignature(this, null);

        public string GetArrayType(string elementType, ArrayShape shape) => $"{elementType}[{shape.Rank}]";

        public string GetByReferenceType(string elementType) => $"{elementType}&";

        public string GetFunctionPointerType(MethodSignature<string> signature) => $"*({Words(signature)})";

        public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => $"{genericType}<{string.Join(", ", typeArguments)}>";

        public string GetGenericMethodParameter(object? genericContext, int index) => $"!!{index}";

        public string GetGenericTypeParameter(object? genericContext, int index) => $"!{index}";

        public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => $"{unmodifiedType} mod({modifier})";

        public string GetPinnedType(string elementType) => $"{elementType} pinned";

        public string GetPointerType(string elementType) => $"{elementType}*";

        public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

        public string GetSZArrayType(string elementType) => $"{elementType}[]";

        public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => Of(handle);

        public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => Of(handle);

        public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

        private static string Words(MethodSignature<string> signature) =>
            $"{(signature.Header.IsInstance ? "instance " : "")}`{signature.GenericParameterCount} {signature.ReturnType}({string.Join(", ", signature.ParameterTypes)})";

        private string Full(StringHandle space, StringHandle name) =>
            space.IsNil ? metadata.GetString(name) : $"{metadata.GetString(space)}.{metadata.GetString(name)}";
    }
}
