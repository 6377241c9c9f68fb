using System.Globalization;
using Microsoft.OpenApi;

namespace PromptGen.Gateway.Http;

/// <summary>The query parameter <c>limit</c> of lists.</summary>
public static class PageLimit
{
    /// <summary>The most, and how many there are where nobody says.</summary>
    public const int Max = 100, Default = 20;

    /// <summary>Describes it.</summary>
    public static RouteHandlerBuilder TakesLimit(this RouteHandlerBuilder route) =>
        route.TakesQuery("limit", "How many, from 1 to 100; 20 if it is left out.", JsonSchemaType.Integer, 1, Max);

    /// <summary>Reads it.</summary>
    /// <returns>The limit, or the answer that says what is allowed.</returns>
    public static (int Limit, IResult? Problem) Read(HttpRequest request)
    {
        if (!request.Query.TryGetValue("limit", out var values))
            return (Default, null);
        return int.TryParse(values.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= Max
            ? (limit, null)
            : (0, Problems.Create(StatusCodes.Status400BadRequest, $"limit has to be a whole number from 1 to {Max}", ErrorCodes.InvalidLimit));
    }

    /// <summary>The answer to a cursor that no page was answered with.</summary>
    public static IResult BadCursor() =>
        Problems.Create(StatusCodes.Status400BadRequest, "cursor has to be the next of a page before, as it is", ErrorCodes.InvalidCursor);
}
