using System.Diagnostics;
using System.Text;

namespace PromptGen.Testing.Processes;

/// <summary>A process whose output is kept, and that can die, freeze and stop as processes do.</summary>
public abstract class CapturedProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    /// <summary>Starts it.</summary>
    protected CapturedProcess(ProcessStartInfo start)
    {
        ArgumentNullException.ThrowIfNull(start);
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Append(_errors, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it printed so far.</summary>
    public string Output => Read(_output);

    /// <summary>What it printed to stderr so far.</summary>
    public string Errors => Read(_errors);

    /// <summary>The process id.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>The memory it holds, in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>SIGKILL: nothing in the process gets to run any more.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await WaitForExitAsync();
    }

    /// <summary>SIGTERM: it is asked to stop.</summary>
    public void Terminate() => _process.Send(Signals.Terminate);

    /// <summary>SIGSTOP: it stays, but does nothing any more.</summary>
    public void Freeze() => _process.Send(Signals.Stop);

    /// <summary>SIGCONT: it goes on.</summary>
    public void Thaw() => _process.Send(Signals.Continue);

    /// <summary>Waits for its end, by then with all its output.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> WaitForExitAsync()
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(Eventually.Bound);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The process did not end.{Environment.NewLine}{Output}{Errors}");
        }
        return _process.ExitCode;
    }

    /// <summary>Kills it if it still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private static void Append(StringBuilder text, string? line)
    {
        if (line is null)
            return;
        lock (text)
            text.AppendLine(line);
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }
}
