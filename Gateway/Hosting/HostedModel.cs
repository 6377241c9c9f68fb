namespace PromptGen.Gateway.Hosting;

/// <summary>Who writes the prompts, where this program is a silo too; a gateway alone asks no model and cannot know.</summary>
/// <param name="Provider">The provider, such as <c>demo</c>.</param>
/// <param name="Description">What to tell a newcomer of it.</param>
public sealed record HostedModel(string Provider, string Description);
