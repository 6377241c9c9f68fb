using System.Net.Http.Json;
using PromptGen.Testing;
using static PromptGen.Gateway.Tests.GenerationCalls;

namespace PromptGen.Gateway.Tests;

/// <summary>With <c>Logging:UserIds</c> = <c>hash</c> no line at Debug names a user, whoever writes it; without, our lines do.</summary>
public sealed class UserIdSecrecyTests
{
    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("hash", false)]
    [InlineData("plain", true)]
    public async Task UsersId_IsInTheLogsOnlyWhereNotHashed(string setting, bool isNamed)
    {
        var gateway = new RecordedHost { Settings = [$"--Logging:UserIds={setting}"] };
        await using (gateway)
        {
            await gateway.InitializeAsync();
            var user = $"canary/{Guid.NewGuid():N}@example.org";
            using var client = gateway.Client(user);
            using var admin = gateway.Client("canary-admin", isAdmin: true);
            var text = NewText();
            gateway.Model.On(text, ModelBehaviours.Status(500));

            await client.End(await client.Start(text));
            using var cancelled = await client.Cancel(await client.Start(NewText()));
            using var synchronous = await client.PostAsJsonAsync(SynchronousRoute, new { manual_prompt = NewText() }, Stopping);
            var account = $"/api/v1/billing/accounts/{Uri.EscapeDataString(user)}/";
            using var put = await admin.PutAsJsonAsync(account, new { tokens_remaining = 5 }, Stopping);
            using var grant = await admin.PostAsJsonAsync($"{account}grants/", new { tokens = 5, reference = "r" }, Stopping);
            using var unreadable = await admin.GetAsync($"{account}nothing", Stopping);

            Assert.Contains(gateway.Logs.Lines, line => line.Contains("the fallback answers", StringComparison.Ordinal));
            string[] forms = [user, Uri.EscapeDataString(user), user.Split('/')[1], "canary-admin"];
            var naming = gateway.Logs.Lines.FirstOrDefault(line => forms.Any(form => line.Contains(form, StringComparison.Ordinal)));
            Assert.True(isNamed || naming is null, naming);
            Assert.Equal(isNamed, gateway.Logs.Lines.Any(line => line.Contains(user, StringComparison.Ordinal)));
        }
    }
}
