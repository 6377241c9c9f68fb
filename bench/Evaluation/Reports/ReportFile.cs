using System.Text.Encodings.Web;
using System.Text.Json;

namespace PromptGen.Evaluation.Reports;

/// <summary>Reports as files.</summary>
internal static class ReportFile
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
    };

    /// <summary>Writes one.</summary>
    public static async Task WriteAsync(EvaluationReport report, string file)
    {
        await using var stream = File.Create(file);
        await JsonSerializer.SerializeAsync(stream, report, Json);
    }

    /// <summary>Reads one.</summary>
    /// <exception cref="FormatException">It is none of this format; the message says so.</exception>
    public static EvaluationReport Read(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            var format = document.RootElement.GetProperty("format").GetInt32();
            return format == EvaluationReport.Version
                ? document.Deserialize<EvaluationReport>(Json)!
                : throw new FormatException($"--compare {file}: it is of format {format}, and this program reads {EvaluationReport.Version}.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"--compare: {failure.Message}", failure);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException($"--compare {file}: it is no report of this program.", failure);
        }
    }
}
