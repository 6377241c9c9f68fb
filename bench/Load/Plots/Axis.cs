namespace PromptGen.Load.Plots;

/// <summary>Places values on a length; values that span more than two decades by their magnitude.</summary>
internal sealed class Axis
{
    private static readonly int[] Steps = [1, 2, 5, 10];

    private readonly double _least, _most, _from, _to;
    private readonly bool _isLogarithmic;

    /// <summary>An axis that has room for these values.</summary>
    /// <param name="values">What is drawn.</param>
    /// <param name="from">Where it begins.</param>
    /// <param name="to">Where it ends.</param>
    public Axis(IReadOnlyCollection<double> values, double from, double to)
    {
        (_from, _to) = (from, to);
        var (least, most) = (values.Min(), values.Max());
        _isLogarithmic = least > 0 && most / least > 100;
        Ticks = _isLogarithmic ? Decades(least, most) : Even(most);
        (_least, _most) = (Ticks[0], Ticks[^1]);
    }

    /// <summary>The values that are named.</summary>
    public double[] Ticks { get; }

    /// <summary>Where a value is.</summary>
    public double At(double value) => _from + ((_to - _from) * (_isLogarithmic ? Math.Log(value / _least) / Math.Log(_most / _least) : (value - _least) / (_most - _least)));

    private static double[] Even(double most)
    {
        most = most > 0 ? most : 1;
        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(most / 4)));
        var step = Steps.Select(factor => factor * magnitude).First(step => most / step <= 5);
        return [.. Enumerable.Range(0, (int)Math.Ceiling((most / step) - 1e-9) + 1).Select(i => i * step)];
    }

    private static double[] Decades(double least, double most)
    {
        var (first, last) = ((int)Math.Floor(Math.Log10(least)), (int)Math.Ceiling(Math.Log10(most)));
        return [.. Enumerable.Range(first, last - first + 1).Select(power => Math.Pow(10, power))];
    }
}
