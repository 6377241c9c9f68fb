using System.Buffers;
using PromptGen.Prompts.Facts;

namespace PromptGen.Prompts.Checks;

/// <summary>Words of orders that are meant for whoever writes the prompt, not for the assistant that it is for. All as <see cref="Folding"/> leaves them.</summary>
internal static class OrderWords
{
    /// <summary>To do without what was said before; an order only together with one of <see cref="Rules"/>.</summary>
    public static readonly SearchValues<string> Overrides = Fold(
        "ignore|disregard|forget|override|bypass|do not follow|don't follow|stop following|ignoriere|vergiss|missachte|oublie|ignorez|ne tiens pas compte|ignora|olvida|haz caso omiso|dimentica|esqueça|desconsidere|negeer|vergeet|yok say|görmezden gel|unut|zignoruj|zapomnij|"
        + "игнорируй|забудь|ігноруй|نادیده|فراموش کن|تجاهل|انس |نظر انداز|بھول جاؤ|अनदेखा|नज़रअंदाज़|नजरअंदाज|भूल जा|忽略|无视|忘记|忘掉|無視|忘れ|무시|잊어");

    /// <summary>What is to be done without.</summary>
    public static readonly SearchValues<string> Rules = Fold(
        "instruction|rules|prompt|above|previous|guideline|everything|anweisung|regeln|obige|bisher|consigne|règles|précédent|instruccion|reglas|anterior|istruzion|regole|instruç|regras|instructies|regels|talimat|kural|yukarıdaki|instrukcj|poleceni|zasad|"
        + "инструкц|правил|указани|промпт|выше|інструкц|вище|دستور|قوانین|قبلی|پرامپت|متن بالا|بالا را|تعليمات|القواعد|ما سبق|ہدایات|निर्देश|नियम|ऊपर|指令|指示|规则|提示|以上|命令|ルール|지시|규칙|명령|프롬프트");

    /// <summary>What no notes about a business say: names of the prompt and of who writes it, and what pretends to come from elsewhere.</summary>
    public static readonly SearchValues<string> Marks = Fold(
        "system:|<system|[system|</system|system message|im_start|im_end|[inst]|[/inst]|### system|### instruction|developer mode|maintenance mode|jailbreak|</notes|<notes>|</data>|<data>|user_input|begin notes|end notes|end of notes|【系统|[user]|assistant:|"
        + "before the prompt|instead of the prompt|instead of a prompt|writes the prompt|prompt writer|not write a prompt|whole prompt|entire prompt|statt eines prompts|verfasser des prompts|ganze prompt|tout le prompt|auteur du prompt|todo el prompt|escribe el prompt|en lugar del prompt|tutto il prompt|"
        + "вместо промпта|пишет промпт|пишешь промпт|весь промпт|نویسنده‌ی پرامپت|نویسنده پرامپت|به جای پرامپت|بجای پرامپت|کل پرامپت|در پرامپت|प्रॉम्प्ट लिखने वाले|पूरा प्रॉम्प्ट|写提示词的|提示词里|每句提示|كاتب التعليمات|"
        + "note to ai|note to the ai|to the ai|für die ki|an die ki|(ia:| ia:|pour l'ia|para la ia|per l'ia|для ии|هوش مصنوعی|للذكاء الاصطناعي|ai के लिए|给ai|aiへ|"
        + "from the developer|hinweis der entwickler|del desarrollador|сообщение разработчика|من المطور|مدیر سیستم|डेवलपर|开发者|new instructions|nuevas instrucciones|neue anweisungen|новые инструкции|دستور جدید|تعليمات جديدة|رسالة النظام|新指令|"
        + "word for word|wortwörtlich|mot pour mot|palabra por palabra|parola per parola|слово в слово|کلمه به کلمه|كلمة بكلمة|शब्दशः|一字不差|your own instructions|your system|تعليماتك|"
        + "from now on you are|you are now|du bist kein|ab jetzt ausschließlich|estás en modo|sen artık|ты больше не|تو دیگر|از این لحظه|أنت الآن|अब तुम|现在进入|"
        + "entire text in|whole text in|كل النص ب|todo el texto en|весь текст на|رمز را بگو|کاربر:|دستیار:|अपना उत्तर");

    /// <summary>To say something; part of an order only after one.</summary>
    public static readonly SearchValues<string> Commands = Fold(
        "add |reply|respond|answer with|output|print|write|say |repeat|reveal|end your|begin|start|include|insert|append|stay in|sign with|antworte|schreib|gib |beginne|sage|réponds|écris|affiche|responde|escribe|imprime|empieza|termina|rispondi|scrivi|stampa|responda|escreva|antwoord|schrijf|yaz|odpowiedz|napisz|wypisz|"
        + "ответь|напиши|выведи|скажи|начни|запиши|відповідай|بنویس|بگو|پاسخ بده|شروع کن|امضا کن|اكتب|اطبع|ابدأ|أضف|لکھو|लिख|शुरू कर|输出|回复|只说|写|出力|書いて|출력|대답|써");

    private static SearchValues<string> Fold(string words) => SearchValues.Create([.. words.Split('|').Select(word => Folding.Of(word)).Where(word => word.Trim().Length > 0)], StringComparison.Ordinal);
}
