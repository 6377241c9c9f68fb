using System.Text.Json.Serialization;

namespace PromptGen.Gateway.Billing;

/// <summary>A page of a ledger.</summary>
/// <param name="Results">The lines, newest first.</param>
/// <param name="Next">The cursor of the next page; <c>null</c>: there is none.</param>
/// <example>
/// {"results":[{"line":2,"task_id":"4be0643f-1d98-573b-97cd-ca98a65347dd","kind":"charge","tokens":-612,"balance_after":9388,"shortfall":0,"prompt_tokens":190,"completion_tokens":422,"estimated":false,"model":"gemini-3.5-flash-lite","response_time_ms":3800,"reference":null,"reason":null,"metadata":{"order":"1042"},"at":"2026-11-26T09:00:04.200000Z"}],"next":null}
/// </example>
public sealed record LedgerBody(IReadOnlyList<LedgerLine> Results, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next);
