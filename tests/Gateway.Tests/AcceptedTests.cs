using Microsoft.AspNetCore.Http;
using PromptGen.Gateway.Http;

namespace PromptGen.Gateway.Tests;

public sealed class AcceptedTests
{
    [Theory]
    [InlineData("text/csv", true)]
    [InlineData("Text/CSV; header=present", true)]
    [InlineData("text/*", true)]
    [InlineData("text/csv, */*;q=0.5", true)]
    [InlineData("application/json;q=0.4, text/csv;q=0.5", true)]
    [InlineData("text/csv, application/json", false)]
    [InlineData("text/csv;q=0.4, application/json;q=0.5", false)]
    [InlineData("text/csv;q=0, text/*", false)]
    [InlineData("text/csv;q=0", false)]
    [InlineData("text/csv;q=0.5, */*", false)]
    [InlineData("application/json", false)]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", false)]
    [InlineData("*/*", false)]
    [InlineData("image/png", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Csv_IsPreferred_WhereTheClientSaysSo(string? accept, bool expected)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.Accept = accept;

        Assert.Equal(expected, Accepted.Prefers(request, "text/csv", "application/json"));
    }
}
