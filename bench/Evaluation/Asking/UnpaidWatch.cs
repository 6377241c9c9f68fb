using System.Diagnostics.Metrics;
using PromptGen.Prompts;

namespace PromptGen.Evaluation.Asking;

/// <summary>Tells the <see cref="Writing"/> that they belong to the tokens that the service counts as nobody's. It is told of them where they are used up, in the flow of that call.</summary>
internal sealed class UnpaidWatch : IDisposable
{
    private readonly MeterListener _listener = new();

    /// <summary>Begins to listen.</summary>
    public UnpaidWatch()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == UnpaidTokens.Name)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, tokens, _, _) => Writing.Current?.AddUnpaid(tokens));
        _listener.Start();
    }

    /// <inheritdoc />
    public void Dispose() => _listener.Dispose();
}
