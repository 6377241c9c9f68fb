using System.Collections.Frozen;

namespace PromptGen.Prompts.Facts;

/// <summary>The words for one to twelve, which writers prefer to digits.</summary>
internal static class NumberWords
{
    private const int Stem = 4, Next = 3, Far = 40;

    private static readonly string[] Rows =
    [
        "one two three four five six seven eight nine ten eleven twelve", "ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf", "un deux trois quatre cinq six sept huit neuf dix onze douze",
        "uno dos tres cuatro cinco seis siete ocho nueve diez once doce", "uno due tre quattro cinque sei sette otto nove dieci undici dodici", "um dois três quatro cinco seis sete oito nove dez onze doze",
        "een twee drie vier vijf zes zeven acht negen tien elf twaalf", "bir iki üç dört beş altı yedi sekiz dokuz on onbir oniki", "jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście",
        "один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать", "одна две трех четырех пяти шести семи восьми девяти десяти одиннадцати двенадцати", "один два три чотири п'ять шість сім вісім дев'ять десять одинадцять дванадцять",
        "یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده", "واحد اثنان ثلاثة اربعة خمسة ستة سبعة ثمانية تسعة عشرة احدعشر اثناعشر", "واحدة اثنين ثلاث اربع خمس ست سبع ثمان تسع عشر - -",
        "ایک دو تین چار پانچ چھ سات آٹھ نو دس گیارہ بارہ", "एक दो तीन चार पांच छह सात आठ नौ दस ग्यारह बारह", "一 二 三 四 五 六 七 八 九 十 - -", "- 两 - - - - - - - - - -", "하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉 열 - -", "한 두 세 네 - - - - - - - -", "eine einem - - - - - - - - - -", "einen - - - - - - - - - - -", "eins - - - - - - - - - - -",
        "первый второй третий - - - - - - - - -", "once twice - - - - - - - - - -", "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
    ];

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Values = Rows
        .SelectMany(row => row.Split(' ').Select((word, at) => (Word: Folding.Of(word), Value: $"{at + 1}"))).Where(pair => pair.Word != "-").DistinctBy(pair => pair.Word)
        .ToFrozenDictionary(pair => pair.Word, pair => pair.Value).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Adds the numbers that a text has as words, each with how the words around it begin: "three dentists" is no three of anything else.</summary>
    public static void AddTo(HashSet<string> numbers, FoldedText text)
    {
        for (var at = 0; at < text.Length;)
        {
            var end = text[at] >= '\u2E80' ? at + 1 : text.WordEnd(at);
            if (end > at && end - at <= 12 && Values.TryGetValue(text.Slice(at, end), out var value))
                numbers.UnionWith(CountedAt(text, at, end).Select(counted => $"{value} {counted}"));
            at = Math.Max(end, at + 1);
        }
    }

    /// <summary>How the word before a number and the next ones begin.</summary>
    public static string[] CountedAt(FoldedText text, int start, int end)
    {
        var stems = new List<string>(Next + 1);
        for (var at = end; stems.Count < Next && text[at] != '\n';)
        {
            var word = text[at] >= '\u2E80' && FoldedText.IsWord(text[at]) ? at + 1 : text.WordEnd(at);
            if (word > at)
                stems.Add(text.Slice(at, Math.Min(word, at + Stem)).ToString());
            else if (at - end > Far)
                break;
            at = Math.Max(word, at + 1);
        }

        var before = start;
        while (before > 0 && text[before - 1] == ' ' && start - before < 2)
            before--;
        var from = text[before - 1] >= '\u2E80' ? before - 1 : text.WordStart(before);
        if (from < before)
            stems.Add(text.Slice(from, Math.Min(before, from + Stem)).ToString());
        return [.. stems];
    }
}
