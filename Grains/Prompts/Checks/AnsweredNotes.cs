namespace PromptGen.Prompts.Checks;

/// <summary>
/// A reply to a customer in place of a prompt. It greets or thanks, speaks as the business, and never tells an assistant what to do.
/// </summary>
internal static class AnsweredNotes
{
    // A few words tell nothing; and "hi" is also how "high" begins.
    private const int ShortestReply = 60, LongestPrefix = 5;

    // What prompts say and replies do not.
    private static readonly string[] Briefs =
    [
        "you are", "you're the", "your role", "your task", "your job", "assistant", "act as", "\n#", "du bist", "ihre aufgabe", "deine aufgabe", "assistent", "vous êtes l", "tu es l", "votre rôle", "eres ", "tu tarea", "asistente", "sei l'", "sei un", "il tuo compito", "assistente",
        "você é", "seu papel", "je bent", "u bent de", "jouw taak", "asistan", "görevin", "jesteś", "asystent", "помощник", "ассистент", "помічник", "асистент", "دستیار", "نقش", "أنت مساعد", "انت مساعد", "مساعد", "معاون", "सहायक", "你是", "您是", "助手", "あなたは", "アシスタント", "당신은", "어시스턴트", "도우미",
    ];

    private static readonly string[] Greetings =
    [
        "hi", "hello", "hey", "dear", "thank you", "thanks", "welcome", "good morning", "good day", "we ", "we're", "great question", "i'd be happy", "i would be happy", "i can help", "yes", "no,", "our ",
        "hallo", "guten tag", "danke", "vielen dank", "willkommen", "wir ", "bonjour", "merci", "bienvenue", "nous ", "hola", "gracias", "bienvenido", "buenos días", "ciao", "buongiorno", "grazie", "benvenut", "olá", "obrigad", "bem-vindo",
        "dank", "welkom", "wij ", "merhaba", "teşekkür", "hoş geldiniz", "dzień dobry", "dziękuj", "witamy", "здравствуйте", "привет", "спасибо", "добрый день", "добро пожаловать", "вітаю", "дякую", "доброго дня",
        "سلام", "درود", "ممنون", "متشکر", "خوش آمدید", "با تشکر", "مرحبا", "أهلا", "اهلا", "شكرا", "السلام عليكم", "السلام علیکم", "شکریہ", "नमस्ते", "धन्यवाद", "स्वागत", "您好", "你好", "感谢", "谢谢", "欢迎", "こんにちは", "ありがとう", "いらっしゃいませ", "안녕", "감사", "환영",
    ];

    public static IEnumerable<Flaw> Find(Draft draft)
    {
        var prompt = draft.Prompt.AsSpan().TrimStart(" \n\r*_\"“«¡¿>#");
        if (prompt.Length < ShortestReply)
            return [];
        foreach (var greeting in Greetings)
        {
            if (prompt.StartsWith(greeting, StringComparison.OrdinalIgnoreCase) && (greeting.Length > LongestPrefix || greeting[^1] == ' ' || !char.IsAsciiLetter(prompt[greeting.Length])))
                return IsBrief($"\n{draft.Prompt}") ? [] : [new(Finding.AnsweredNotes, greeting)];
        }

        return [];
    }

    private static bool IsBrief(string prompt) => Array.Exists(Briefs, brief => prompt.Contains(brief, StringComparison.OrdinalIgnoreCase));
}
