namespace PromptGen.Gateway.Tests;

public sealed class CrossOriginTests(GatewayHost development, ProductionHost production)
{
    private const string Route = "/api/v1/web-knowledge/generate-prompt-async/";
    private const string Foreign = "https://evil.example";

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    public static TheoryData<bool, string, bool> Origins => new()
    {
        { true, "http://localhost:3000", true },
        { true, "http://127.0.0.1:5173", true },
        { true, Foreign, false },
        { true, "https://localhost.evil.example", false },
        { true, "null", false },
        { false, ProductionHost.Origin, true },
        { false, "http://localhost:3000", false },
        { false, Foreign, false },
        { false, $"{ProductionHost.Origin}.evil.example", false },
    };

    [Theory]
    [MemberData(nameof(Origins))]
    public async Task Preflight_IsGrantedToLocalOriginsInDevelopmentAndToListedOnes(bool inDevelopment, string origin, bool granted)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, Route);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "authorization,content-type,idempotency-key");

        using var response = await Send(inDevelopment, request, origin);

        Assert.Equal(granted ? origin : null, Allowed(response));
        Assert.False(response.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Theory]
    [MemberData(nameof(Origins))]
    public async Task Refusal_CanBeReadByTheOriginsThatMayCall(bool inDevelopment, string origin, bool granted)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Route}status/{Guid.NewGuid()}/");

        using var response = await Send(inDevelopment, request, origin);

        await Problem.ReadAsync(response, 401);
        Assert.Equal(granted ? origin : null, Allowed(response));
    }

    [Fact]
    public async Task Answer_ExposesTheHeadersThatClientsFollow()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Route);

        using var response = await Send(inDevelopment: false, request, ProductionHost.Origin);

        var exposed = string.Join(',', response.Headers.GetValues("Access-Control-Expose-Headers"));
        Assert.All(["ETag", "Location", "Retry-After", "Idempotent-Replayed", "RateLimit", "RateLimit-Policy"], header => Assert.Contains(header, exposed, StringComparison.Ordinal));
    }

    private async Task<HttpResponseMessage> Send(bool inDevelopment, HttpRequestMessage request, string origin)
    {
        using var stranger = inDevelopment ? development.Client() : production.ClientWith(null);
        request.Headers.Add("Origin", origin);
        return await stranger.SendAsync(request, Stopping);
    }

    private static string? Allowed(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Access-Control-Allow-Origin", out var values) ? values.Single() : null;
}
