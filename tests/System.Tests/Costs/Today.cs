namespace PromptGen.SystemTests.Costs;

/// <summary>The most that a generation may cost: short notes and an answer of 2,500 characters. Whoever makes it cheaper lowers these.</summary>
internal static class Today
{
    /// <summary>Commands to Redis, a script counting once and pings not at all, of a user's first generation.</summary>
    public const int CommandsFirst = 15;

    /// <summary>The same of a later one that is alone: the account is in memory.</summary>
    public const int CommandsAlone = 14;

    /// <summary>The same of one among many.</summary>
    public const int CommandsUnderLoad = 8;

    /// <summary>Bytes to Redis of a user's first generation.</summary>
    public const int BytesFirst = 8_400;

    /// <summary>How many of them a user with <see cref="History"/> generations behind them may send more.</summary>
    public const int BytesMoreWithHistory = 500;

    /// <summary>The generations behind a user who has a history.</summary>
    public const int History = 60;
}
