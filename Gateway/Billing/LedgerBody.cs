using System.Text.Json.Serialization;

namespace PromptGen.Gateway.Billing;

/// <summary>A page of a ledger.</summary>
/// <param name="Results">The lines, newest first.</param>
/// <param name="Next">The cursor of the next page; <c>null</c>: there is none.</param>
public sealed record LedgerBody(IReadOnlyList<LedgerLine> Results, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next);
