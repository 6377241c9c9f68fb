namespace PromptGen.Prompts.Checks;

/// <summary>
/// A reply to a customer in place of a prompt. It greets or thanks, speaks as the business, and never tells an assistant what to do.
/// </summary>
internal static class AnsweredNotes
{
    // What prompts say and replies do not.
    private static readonly string[] Briefs =
    [
        "you are", "you're the", "your role", "your task", "your job", "assistant", "act as", "# ", "guests", "customers", "never ", "always ", "help ", "answer ",
        "du bist", "sie sind", "ihre aufgabe", "deine aufgabe", "assistent", "kunden", "gäste", "vous êtes", "tu es", "votre rôle", "clients", "eres ", "usted es", "tu tarea", "asistente", "clientes", "sei l", "sei un", "il tuo compito",
        "você é", "seu papel", "je bent", "u bent", "jouw taak", "klanten", "sen ", "asistan", "müşteri", "görevin", "jesteś", "asystent", "klient", "ты ", "вы ", "помощник", "ассистент", "клиент", "гост", "ви ", "помічник", "клієнт",
        "شما دستیار", "دستیار", "مشتری", "مهمان", "نقش", "أنت", "انت ", "مساعد", "العملاء", "آپ ", "معاون", "गाहक", "ग्राहक", "सहायक", "आप ", "你是", "您是", "助手", "客人", "顾客", "あなた", "アシスタント", "お客様", "당신", "어시스턴트", "고객",
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
        foreach (var greeting in Greetings)
        {
            if (prompt.StartsWith(greeting, StringComparison.OrdinalIgnoreCase))
                return IsBrief(draft.Prompt) ? [] : [new(Finding.AnsweredNotes, greeting)];
        }

        return [];
    }

    private static bool IsBrief(string prompt) => Array.Exists(Briefs, brief => prompt.Contains(brief, StringComparison.OrdinalIgnoreCase));
}
