using System.Collections.Concurrent;
using PromptGen.Testing.Corpus;

namespace PromptGen.SystemTests.Hostile;

/// <summary>A model that knows the good prompt and spoils it nearly always, the second time too.</summary>
internal sealed class HostileModel(int seed)
{
    private static readonly string[] Inventions = ["+1 917 555 0142", "office@nobody-gave.example", "https://nobody-gave.example/book", "@nobody.gave.example", "$987.65"];

    private readonly ConcurrentDictionary<Spoiling, int> _did = new();
    private readonly ConcurrentBag<(Spoiling Spoiling, string Text)> _wrote = [];

    /// <summary>What no notes hold, and no prompt may.</summary>
    public static IReadOnlyList<string> Foreign { get; } = [.. Inventions, "917-555-0142", "987.65"];

    /// <summary>How often it did what.</summary>
    public IReadOnlyDictionary<Spoiling, int> Did => _did;

    /// <summary>What was done to the text of a prompt, to which facts may have been added.</summary>
    public Spoiling? DoneTo(string prompt) => _wrote
        .Where(wrote => prompt.StartsWith(wrote.Text, StringComparison.Ordinal) && (prompt.Length == wrote.Text.Length || prompt[wrote.Text.Length..].StartsWith("\n\n# ", StringComparison.Ordinal)))
        // Of two that come to the same text, the one that was not announced: the other is never read.
        .OrderBy(wrote => wrote.Spoiling is Spoiling.ReachesTheLimit or Spoiling.BreaksOff or Spoiling.EndsWithoutAReason)
        .Select(wrote => (Spoiling?)wrote.Spoiling).FirstOrDefault();

    /// <summary>Answers a call about notes of the corpus.</summary>
    public Task Answer(ModelExchange exchange)
    {
        var random = new Random(HashCode.Combine(seed, exchange.Call.Number));
        var asked = Case.All.First(one => exchange.Call.Prompt.Contains(one.Notes, StringComparison.Ordinal));
        var spoiling = (Spoiling)random.Next(Enum.GetValues<Spoiling>().Length);
        _did.AddOrUpdate(spoiling, 1, (_, times) => times + 1);
        return Behaviour(spoiling, asked, exchange.Call.Prompt, random)(exchange);
    }

    /// <summary>What the model writes.</summary>
    internal static string Spoilt(Spoiling spoiling, Case asked, string question, Random random)
    {
        var good = asked.Good;
        return spoiling switch
        {
            Spoiling.DropsAContact => Without(asked, random, ""),
            Spoiling.ChangesAContact => Changed(asked, random),
            Spoiling.LeavesAPlaceholder => Without(asked, random, "[to be added]"),
            Spoiling.DropsAllContacts => asked.Contacts.Aggregate(good, (text, fact) => text.Replace(fact.Text, "", StringComparison.Ordinal)),
            Spoiling.InventsAContact => Inserted(good, $"- {Inventions[random.Next(Inventions.Length)]}", random),
            Spoiling.WritesOfAnotherBusiness => Other(asked, random, other => other.Language == asked.Language).Good,
            Spoiling.WritesAnotherLanguage => Other(asked, random, other => other.Language != asked.Language).Good,
            Spoiling.ReachesTheLimit or Spoiling.BreaksOff or Spoiling.EndsWithoutAReason or Spoiling.StopsInTheMiddleOfAWord => good[..InAWord(good, random)],
            Spoiling.StopsAfterALine => good[..good.LastIndexOf('\n', random.Next(good.Length / 4, good.Length * 3 / 4))],
            Spoiling.Talks => $"Sure! Here is the prompt you asked for:\n\n{good}\n\nLet me know if I should change anything.",
            Spoiling.AnswersAsIfToACustomer => $"Hello! Thank you for your message. {string.Join(", ", asked.Facts.Select(fact => fact.Text))}. We look forward to seeing you!",
            Spoiling.LeaksTheRules => $"{question[..Math.Min(question.Length, 400)]}\n\n{good}",
            Spoiling.ObeysTheNotes => asked.Order is { } order ? $"{good}\n\n{order.Canary}" : Inserted(good, Inventions[0], random),
            _ => good,
        };
    }

    private ModelBehaviour Behaviour(Spoiling spoiling, Case asked, string question, Random random)
    {
        var text = Spoilt(spoiling, asked, question, random);
        _wrote.Add((spoiling, text.TrimEnd()));
        return spoiling switch
        {
            Spoiling.ReachesTheLimit => ModelBehaviours.LengthLimit(text),
            Spoiling.BreaksOff => ModelBehaviours.CutStream(text),
            Spoiling.EndsWithoutAReason => ModelBehaviours.EndWithoutFinish(text),
            Spoiling.SaysNothing => ModelBehaviours.Empty(),
            Spoiling.IsBlocked => ModelBehaviours.ContentFilter(text),
            Spoiling.TalksGarbage => ModelBehaviours.Garbage(),
            _ => ModelBehaviours.Answer(text),
        };
    }

    private static string Without(Case asked, Random random, string instead) =>
        Kept(asked, random) is { } fact ? asked.Good.Replace(fact.Text, instead, StringComparison.Ordinal) : asked.Good;

    private static string Changed(Case asked, Random random)
    {
        if (Kept(asked, random) is not { } fact)
            return asked.Good;
        var at = fact.Text.Length - 1;
        while (at > 0 && !char.IsDigit(fact.Text[at]))
            at--;
        // Another digit for the last one; where there is none, another letter for the first.
        var changed = char.IsDigit(fact.Text[at])
            ? $"{fact.Text[..at]}{(char)(fact.Text[at] + (char.GetNumericValue(fact.Text[at]) < 7 ? 3 : -3))}{fact.Text[(at + 1)..]}"
            : fact.Text.Replace(fact.Text[1], fact.Text[1] == 'x' ? 'y' : 'x');
        return asked.Good.Replace(fact.Text, changed, StringComparison.Ordinal);
    }

    /// <summary>A contact or price that the good prompt has in the notes' words.</summary>
    private static CorpusFact? Kept(Case asked, Random random)
    {
        CorpusFact[] kept = [.. asked.Contacts.Where(fact => asked.Good.Contains(fact.Text, StringComparison.Ordinal))];
        return kept.Length == 0 ? null : kept[random.Next(kept.Length)];
    }

    private static Case Other(Case asked, Random random, Func<Case, bool> suits)
    {
        Case[] others = [.. Case.All.Where(one => one.Order is null && one.Id != asked.Id && suits(one))];
        return others[random.Next(others.Length)];
    }

    private static string Inserted(string good, string line, Random random)
    {
        var at = good.IndexOf('\n', random.Next(good.Length / 2));
        return $"{good[..at]}\n{line}{good[at..]}";
    }

    /// <summary>A place with a letter on both sides, before the last line.</summary>
    private static int InAWord(string good, Random random)
    {
        var last = good.TrimEnd().LastIndexOf('\n');
        for (var at = random.Next(good.Length / 4, last); ; at = at > 1 ? at - 1 : last)
        {
            if (char.IsLetter(good[at - 1]) && char.IsLetter(good[at]))
                return at;
        }
    }
}
