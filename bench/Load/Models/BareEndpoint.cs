using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace PromptGen.Load.Models;

/// <summary>What polls are compared with: one route that asks nobody who they are and answers the same bytes.</summary>
internal static class BareEndpoint
{
    /// <summary>Serves until the process is told to stop.</summary>
    public static async Task RunAsync(int port, string file)
    {
        ReadOnlyMemory<byte> body = await File.ReadAllBytesAsync(file);
        await using var app = LocalServer.Create(port);
        app.MapGet("/api/v1/web-knowledge/generate-prompt-async/status/{task}/", async (HttpContext http, string task) =>
        {
            http.Response.ContentType = "application/json; charset=utf-8";
            await http.Response.BodyWriter.WriteAsync(body);
        });
        await app.RunAsync();
    }
}
