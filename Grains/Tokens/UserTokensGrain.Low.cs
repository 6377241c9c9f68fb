using System.Text.Json;
using PromptGen.Webhooks;

namespace PromptGen.Tokens;

/// <content>How a low balance gets to the user's webhooks: it stands in the account, durable with its charge, until they have it.</content>
public sealed partial class UserTokensGrain
{
    private bool _isTelling;
    private LowBalance[] _durableLow = [];

    /// <summary>Tells what is durable and not told, soon.</summary>
    private void Tell()
    {
        if (_isTelling || _durableLow.Length == 0)
            return;
        _isTelling = true;
        _ = TellAll();
    }

    private async Task TellAll()
    {
        while (_durableLow is { Length: > 0 } low && !_isEnding)
        {
            try
            {
                await GrainFactory.ByKey<IWebhooksGrain>(UserId).Announce([.. low.Select(EventOf)]);
                _durableLow = [.. _durableLow.Except(low)];
                _ledger.Told(low);
                _isUntidy = true;
                await Tidy();
            }
            catch (Exception failure)
            {
                LogNotTold(failure, UserId);
                await Task.Delay(AppendAgain, clock);
            }
        }
        _isTelling = false;
    }

    private static WebhookEvent EventOf(LowBalance low) => new(
        WebhookTypes.BalanceLow,
        $"{low.GrantAt.UtcTicks} {low.Percent}",
        low.At,
        JsonSerializer.SerializeToUtf8Bytes(new LowBalanceBody(low.Percent, low.Grant, low.Balance, low.Remaining), WebhookDataJson.Default.LowBalanceBody));

    [LoggerMessage(Level = LogLevel.Warning, Message = "That the balance of {UserId} is low could not be handed to webhooks; it is kept in the account until it can")]
    private partial void LogNotTold(Exception failure, string userId);
}
