using Mono.Cecil;

namespace PromptGen.Gateway.Tests.Architecture;

/// <summary>That a type of one room uses a type of another. A room is a namespace; what the compiler generates counts for the type it stands in.</summary>
internal sealed record Use(string From, string FromRoom, string To, string ToRoom, string ToAssembly)
{
    public static IEnumerable<Use> AllOf(ModuleDefinition module) => module.GetTypes()
        .Where(type => !type.FullName.StartsWith("OrleansCodeGen", StringComparison.Ordinal) && Outermost(type).Namespace.Length > 0)
        .SelectMany(type => Mentioned(type).SelectMany(Parts).Select(used => Between(type, used)))
        .Where(use => use.FromRoom != use.ToRoom || use.ToAssembly != module.Assembly.Name.Name)
        .Distinct();

    private static Use Between(TypeReference from, TypeReference to)
    {
        var (user, used) = (Outermost(from), Outermost(to));
        var assembly = used.Scope is ModuleDefinition module ? module.Assembly.Name.Name : used.Scope.Name;
        return new Use(user.Name, user.Namespace, used.Name, used.Namespace, assembly);
    }

    private static TypeReference Outermost(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
            type = outer;
        return type;
    }

    private static IEnumerable<TypeReference> Mentioned(TypeDefinition type) =>
    [
        .. type.BaseType is { } parent ? [parent] : Array.Empty<TypeReference>(),
        .. type.Interfaces.Select(one => one.InterfaceType),
        .. type.Fields.Select(field => field.FieldType),
        .. type.CustomAttributes.Select(attribute => attribute.AttributeType),
        .. type.Methods.SelectMany(Mentioned),
    ];

    private static IEnumerable<TypeReference> Mentioned(MethodDefinition method) =>
    [
        method.ReturnType,
        .. method.Parameters.Select(parameter => parameter.ParameterType),
        .. method.HasBody ? method.Body.Variables.Select(variable => variable.VariableType) : [],
        .. method.HasBody ? method.Body.Instructions.SelectMany(instruction => Mentioned(instruction.Operand)) : [],
    ];

    private static IEnumerable<TypeReference> Mentioned(object? operand) => operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod generic => [generic.DeclaringType, generic.ReturnType, .. generic.GenericArguments],
        MethodReference method => [method.DeclaringType, method.ReturnType],
        FieldReference field => [field.DeclaringType, field.FieldType],
        _ => [],
    };

    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericParameter => [],
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        _ => [type],
    };
}
