namespace PromptGen.Prompts.Answers;

/// <summary>The words of talk around a prompt, in the languages that prompts are most often written in.</summary>
internal static class TalkWords
{
    /// <summary>Said to whoever asked; no prompt begins so.</summary>
    public static readonly string[] Assents =
    [
        "sure", "sure thing", "of course", "certainly", "absolutely", "okay", "ok", "alright", "all right", "great", "no problem", "gladly", "with pleasure",
        "happy to help", "got it", "understood", "perfect",
        "natürlich", "gerne", "klar", "selbstverständlich", "sicher", "bien sûr", "certainement", "volontiers", "avec plaisir", "d'accord", "d’accord",
        "claro", "claro que sí", "por supuesto", "desde luego", "con gusto", "конечно", "разумеется", "хорошо", "с удовольствием",
        "tabii", "tabii ki", "elbette", "memnuniyetle", "البته", "حتما", "حتماً", "با کمال میل", "چشم", "بله", "بالتأكيد", "بالطبع", "طبعا", "طبعًا", "حسنا", "حسنًا",
        "certo", "volentieri", "com certeza", "当然", "好的", "もちろん",
    ];

    /// <summary>Words that hand something over, or name it; talk only where what they hand over is the prompt.</summary>
    public static readonly string[] Presentings =
    [
        "here is", "here's", "here’s", "here are", "here you go", "below is", "below you", "the following is", "this is the", "this is your", "i have", "i've", "i’ve",
        "i wrote", "i created", "i rewrote", "as requested", "based on", "the final", "the finished", "the rewritten", "the complete", "the improved", "your finished", "your final", "your new",
        "hier ist", "hier kommt", "nachfolgend", "im folgenden", "der fertige", "voici", "ci-dessous",
        "aquí está", "aquí tienes", "aquí tiene", "aqui esta", "a continuación", "este es el", "aqui está", "segue", "ecco", "di seguito",
        "вот", "ниже", "işte", "İşte", "aşağıda",
        "در اینجا", "اینجا", "این", "در ادامه", "بفرمایید", "إليك", "اليك", "هذا هو", "هذه هي", "فيما يلي", "ها هو", "تفضل",
        "以下是", "这是", "以下は", "こちらが",
    ];

    /// <summary>Names of the prompt that stand alone before a colon.</summary>
    public static readonly string[] Labels =
    [
        "prompt", "the prompt", "your prompt", "final prompt", "finished prompt", "system prompt", "rewritten prompt", "complete prompt", "ai prompt", "assistant prompt",
        "der prompt", "ihr prompt", "dein prompt", "fertiger prompt", "le prompt", "votre prompt", "el prompt", "tu prompt", "su prompt", "промпт", "готовый промпт", "ваш промпт",
        "hazır prompt", "istem", "komut istemi", "پرامپت", "پرامپت شما", "پرامپت نهایی", "البرومبت", "提示词", "プロンプト",
    ];

    /// <summary>What the prompt is called.</summary>
    public static readonly string[] Prompts =
    [
        "prompt", "here you go", "as requested", "the finished text", "the rewritten text", "the final version", "the rewritten version", "the revised version",
        "промпт", "подсказк", "istem", "komut", "پرامپت", "پرامت", "متن نهایی", "الموجه", "الموجّه", "البرومبت", "برومبت", "المطالبة", "النص النهائي", "提示词", "提示詞", "プロンプト",
    ];

    /// <summary>How talk after a prompt begins.</summary>
    public static readonly string[] Closings =
    [
        "let me know if", "let me know whether", "let me know what", "let me know how", "please let me know", "feel free to let me know", "feel free to ask me", "feel free to adjust",
        "feel free to modify", "feel free to customize", "feel free to edit", "i hope this", "hope this helps", "i hope that helps", "would you like me to", "do you want me to",
        "if you'd like, i", "if you’d like, i", "if you want, i", "if you need any changes", "if you need any adjustments", "if you would like me to", "this prompt is", "this prompt covers",
        "this prompt should", "you can customize this prompt", "is there anything else you'd like me", "want me to",
        "note: i ", "note: i'", "note: i’", "note: this prompt", "note: the prompt", "note that i ", "please note that i ", "i kept ", "i have kept", "i've kept", "i’ve kept", "i have included", "i've included", "i’ve included",
        "i made sure", "i have made sure", "i've made sure", "i’ve made sure", "hinweis: ich", "ich habe alle", "remarque : j", "note : j", "nota: he ", "he incluido", "he mantenido", "примечание: я", "я сохранил", "نکته: من", "توجه: من", "ملاحظة: لقد",
        "lass mich wissen", "lassen sie mich wissen", "sag mir bescheid", "ich hoffe, das hilft", "n'hésitez pas à me", "n’hésitez pas à me", "dites-moi si", "faites-moi savoir", "j'espère que ce",
        "avísame si", "avíseme si", "hazme saber", "háganme saber", "hágame saber", "dime si", "espero que esto", "espero que te", "дайте знать", "сообщите, если", "дай знать", "надеюсь, это",
        "lütfen bana bildirin", "bana bildirin", "umarım yardımcı", "başka bir şey ister", "اگر نیاز به تغییر", "اگر تغییری", "اگر سوال دیگری", "به من بگویید", "امیدوارم مفید", "لطفا به من اطلاع",
        "أخبرني إذا", "أعلمني إذا", "اخبرني اذا", "آمل أن يكون", "لا تتردد في إخباري", "fammi sapere", "me avise se", "如果您需要", "如需修改",
    ];
}
