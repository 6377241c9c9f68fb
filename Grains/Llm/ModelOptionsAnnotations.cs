using Microsoft.Extensions.Options;

namespace PromptGen.Llm;

/// <summary>Checks the attributes of <see cref="ModelOptions"/>; the code is generated.</summary>
[OptionsValidator]
internal sealed partial class ModelOptionsAnnotations : IValidateOptions<ModelOptions>;
