namespace PromptGen.Prompts.Checks;

/// <summary>Words of orders that are meant for whoever reads the notes, not for the assistant that the prompt is for.</summary>
internal static class OrderWords
{
    /// <summary>To do without what was said before; an order only together with one of <see cref="Rules"/>.</summary>
    public static readonly string[] Overrides =
    [
        "ignore", "disregard", "forget", "override", "bypass", "do not follow", "don't follow", "instead of", "stop following", "ignoriere", "vergiss", "missachte", "statt", "oublie", "ignorez", "ne tiens pas compte", "au lieu", "ignora", "olvida", "haz caso omiso", "en lugar de",
        "dimentica", "invece di", "esqueca", "desconsidere", "negeer", "vergeet", "yok say", "gormezden gel", "unut", "zignoruj", "zapomnij", "игнорируй", "забудь", "проигнорируй", "вместо", "ігноруй", "نادیده", "فراموش کن", "به جای", "بجای", "تجاهل", "انس ", "بدلا من", "نظر انداز", "بھول جاو",
        "अनदेखा", "नजरअंदाज", "नज़रअंदाज़", "भूल जा", "忽略", "无视", "忘记", "忘掉", "無視", "忘れ", "무시", "잊어",
    ];

    /// <summary>What is to be done without.</summary>
    public static readonly string[] Rules =
    [
        "instruction", "rules", "prompt", "above", "previous", "guideline", "everything", "system", "anweisung", "regeln", "obige", "bisherige", "consigne", "regles", "precedent", "instruccion", "reglas", "anterior", "istruzion", "regole", "precedent", "instruc", "regras",
        "instructies", "regels", "talimat", "kural", "yukaridaki", "instrukcj", "polecen", "zasad", "инструкц", "правил", "указан", "промпт", "выше", "інструкц", "دستور", "قوانین", "قبلی", "پرامپت", "بالا", "تعلیمات", "القواعد", "السابقه", "ہدایات", "निर्देश", "नियम", "指令", "指示", "规则", "提示", "以上", "命令", "ルール", "지시", "규칙", "명령", "프롬프트",
    ];

    /// <summary>To say something and nothing else; an order only together with what is to be said.</summary>
    public static readonly string[] Commands =
    [
        "reply with", "respond with", "answer with", "output", "print", "write only", "say only", "only say", "just say", "write the word", "say the word", "repeat", "reveal", "end your", "begin your", "start your", "end with the", "include the word", "insert the", "append", "add the word", "add the line", "nothing else", "return only", "translate",
        "write a poem", "write only", "say \"", "say '", "say:", "write \"", "write:", "and say", "and write", "antworte", "schreibe nur", "gib nur", "gib aus", "sage nur", "schreib", "reponds", "repondez", "ecris", "affiche", "responde", "escribe", "imprime", "di solo", "rispondi", "scrivi", "stampa", "responda", "escreva", "diga", "antwoord", "schrijf", "yalnizca", "sadece", "yaz", "odpowiedz", "napisz", "wypisz",
        "ответь", "напиши", "выведи", "скажи", "відповідай", "напиши", "بنویس", "بگو", "پاسخ بده", "چاپ کن", "اکتب", "اطبع", "قل ", "اجب", "لکھو", "लिखो", "लिखें", "कहो", "输出", "回复", "只说", "写", "出力", "書いて", "答えて", "출력", "대답", "써",
    ];

    /// <summary>What pretends to come from elsewhere than the notes.</summary>
    public static readonly string[] Marks = ["system:", "<system>", "[system]", "</system>", "<|im_start|>", "<|system|>", "[inst]", "### instruction", "### system", "developer mode", "jailbreak", "you are now dan", "system prompt", "begin notes", "end notes", "end of notes", "new instructions", "assistant:", "note to the ai", "to the ai model"];
}
