namespace PromptGen.ServiceDefaults.Security;

/// <summary>The names of the authorization policies.</summary>
public static class Policies
{
    /// <summary>Administrators: a role claim <c>admin</c>, or listed by <c>Authentication:Admins</c>.</summary>
    public const string Admin = "admin";

    /// <summary>Operators of the dashboard: administrators, and in Development everybody.</summary>
    public const string Dashboard = "dashboard";

    /// <summary>Who may read the metrics: programs on this machine and administrators, or everybody by <c>Metrics:Public</c>.</summary>
    public const string Metrics = "metrics";
}
