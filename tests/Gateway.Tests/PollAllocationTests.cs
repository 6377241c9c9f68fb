using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;
using PromptGen.Testing;
using static PromptGen.Gateway.Tests.GenerationCalls;

namespace PromptGen.Gateway.Tests;

/// <summary>What a poll allocates, in the whole process: nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(PollAllocationTests), DisableParallelization = true)]
[Collection(nameof(PollAllocationTests))]
public sealed class PollAllocationTests(GatewayHost gateway)
{
    /// <summary>The most bytes that a poll of a finished generation may allocate in a Debug build, some 15 % above what was measured. Whoever makes polls cheaper lowers it.</summary>
    private const long Most = 9_700;

    private const int Polls = 500, Rounds = 6;

    [Fact]
    public async Task Poll_OfAFinishedGeneration_AllocatesLittle()
    {
        var user = $"user-{Guid.NewGuid():N}";
        using var client = gateway.Client(user);
        var text = NewText();
        gateway.Model.On(text, ModelBehaviours.Answer("You sell bread."));
        var task = await client.Start(text);
        await client.End(task);
        var request = Encoding.ASCII.GetBytes($"GET {Route}status/{task}/ HTTP/1.1\r\nHost: {gateway.Address.Authority}\r\nAuthorization: {client.DefaultRequestHeaders.Authorization}\r\n\r\n");

        // The first rounds warm up, and whatever else allocates spoils only some.
        var least = Enumerable.Range(0, Rounds).Min(_ => AllocatedByAPoll(request));

        TestContext.Current.TestOutputHelper?.WriteLine($"{least} bytes a poll");
        Assert.InRange(least, 1, Most);
    }

    /// <summary>Polls on this thread, which allocates next to nothing itself.</summary>
    private long AllocatedByAPoll(byte[] request)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(gateway.Address.Host, gateway.Address.Port);
        var answer = new byte[64 * 1024];
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < Polls; i++)
        {
            socket.Send(request);
            var filled = 0;
            while (!IsWhole(answer.AsSpan(0, filled)))
                filled += socket.Receive(answer, filled, answer.Length - filled, SocketFlags.None);
            Assert.True(answer.AsSpan().StartsWith("HTTP/1.1 200"u8));
        }
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / Polls;
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var length = answer.IndexOf("Content-Length: "u8);
        var head = answer.IndexOf("\r\n\r\n"u8);
        return head > 0 && Utf8Parser.TryParse(answer[(length + 16)..], out int body, out _) && answer.Length == head + 4 + body;
    }
}
