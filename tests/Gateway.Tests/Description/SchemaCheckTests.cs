using System.Text.Json;

namespace PromptGen.Gateway.Tests.Description;

public sealed class SchemaCheckTests
{
    private static readonly JsonElement Document = JsonElement.Parse(
        """
        {"components":{"schemas":{
          "Kind":{"type":"string","enum":["a","b"]},
          "Counted":{"allOf":[{"$ref":"#/components/schemas/Body"},{"type":"object","required":["count"]}]},
          "Body":{"type":"object","required":["id","kind"],"properties":{
            "id":{"type":"string","format":"uuid"},"kind":{"$ref":"#/components/schemas/Kind"},"count":{"type":"integer","nullable":true},"at":{"type":"string","format":"date-time"},
            "texts":{"type":"object","additionalProperties":{"type":"string"}},"items":{"type":"array","items":{"anyOf":[{"type":"boolean"},{"type":"number"}]}}}}}}}
        """);

    private static readonly JsonElement Body = JsonElement.Parse("""{"$ref":"#/components/schemas/Body"}""");

    private const string Valid = "\"id\":\"4be0643f-1d98-573b-97cd-ca98a65347dd\",\"kind\":\"a\"";

    [Theory]
    [InlineData("{" + Valid + "}")]
    [InlineData("{" + Valid + ""","count":null,"at":"2026-11-26T09:00:00.000000Z","texts":{"any":"text"},"items":[true,1.5]}""")]
    public void WhatIsDescribed_Passes(string json) => Assert.Empty(new SchemaCheck(Document).Faults(Body, JsonElement.Parse(json)));

    [Theory]
    [InlineData("""{"kind":"a"}""", "$.id is missing")]
    [InlineData("""{"id":"x","kind":"a"}""", "$.id is no string uuid: \"x\"")]
    [InlineData("{" + Valid + ",\"more\":1}", "$.more is not described")]
    [InlineData("{" + Valid + ",\"count\":\"1\"}", "$.count is no integer : \"1\"")]
    [InlineData("{" + Valid + ",\"count\":1.5}", "$.count is no integer : 1.5")]
    [InlineData("{" + Valid + ",\"at\":null}", "$.at is null")]
    [InlineData("{" + Valid + ",\"at\":\"today\"}", "$.at is no string date-time: \"today\"")]
    [InlineData("{" + Valid + ",\"texts\":{\"any\":1}}", "$.texts.any is no string : 1")]
    [InlineData("{" + Valid + ",\"items\":[\"x\"]}", "$.items[0] is no boolean : \"x\"")]
    [InlineData("""{"id":"4be0643f-1d98-573b-97cd-ca98a65347dd","kind":"c"}""", "$.kind is none of its values: \"c\"")]
    [InlineData("[]", "$ is no object : []")]
    public void WhatIsNot_IsAFault(string json, string fault) => Assert.Equal([fault], new SchemaCheck(Document).Faults(Body, JsonElement.Parse(json)));

    [Theory]
    [InlineData("{" + Valid + ",\"count\":1}")]
    [InlineData("{" + Valid + "}", "$.count is missing")]
    [InlineData("{\"kind\":\"a\",\"count\":1,\"more\":1}", "$.id is missing", "$.more is not described")]
    public void WhatIsAllOf_HasTheMembersOfItsPart_AndWhatItRequires(string json, params string[] faults) =>
        Assert.Equal(faults, new SchemaCheck(Document).Faults(JsonElement.Parse("""{"$ref":"#/components/schemas/Counted"}"""), JsonElement.Parse(json)));

    [Fact]
    public void AKeywordThatIsNotKnown_IsAFault() =>
        Assert.Equal(["$: pattern is not judged"], new SchemaCheck(Document).Faults(JsonElement.Parse("""{"type":"string","pattern":"x"}"""), JsonElement.Parse("\"x\"")));
}
