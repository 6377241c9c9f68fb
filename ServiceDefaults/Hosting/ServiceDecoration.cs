using Microsoft.Extensions.DependencyInjection.Extensions;

namespace PromptGen.ServiceDefaults.Hosting;

/// <summary>Wraps a service that somebody else registered.</summary>
public static class ServiceDecoration
{
    /// <summary>Replaces the singleton by one made from it.</summary>
    public static void Decorate<T>(this IServiceCollection services, Func<T, T> decorate)
        where T : class
    {
        var inner = services.Last(service => service.ServiceType == typeof(T) && !service.IsKeyedService);
        services.Replace(ServiceDescriptor.Singleton(provider => decorate((T)(
            inner.ImplementationInstance
            ?? inner.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.CreateInstance(provider, inner.ImplementationType!)))));
    }
}
