using Orleans.Dashboard;
using PromptGen.ServiceDefaults.Security;

namespace PromptGen.ServiceDefaults;

/// <summary>The Orleans dashboard, for operators.</summary>
public static class DashboardExtensions
{
    /// <summary>Maps <c>/dashboard</c> and how a browser signs in there. Its grain-state view is closed: it would show users' prompts.</summary>
    public static void MapPromptGenDashboard(this IEndpointRouteBuilder routes)
    {
        routes.MapDashboardSignIn();
        routes.MapOrleansDashboard(DashboardSignIn.Dashboard)
            .RequireAuthorization(Policies.Dashboard)
            .ExcludeFromDescription()
            .AddEndpointFilter(async (context, next) =>
                context.HttpContext.Request.Path.Value?.TrimEnd('/').EndsWith("/GrainState", StringComparison.OrdinalIgnoreCase) == true
                    ? Results.Problem(statusCode: StatusCodes.Status403Forbidden, detail: "Grain state holds users' prompts and is not shown.")
                    : await next(context));
    }
}
