using PromptGen.Prompts.Facts;

namespace PromptGen.Models.Tests.Facts;

/// <summary>The language of a text is told where it is clear, and left open where it is not.</summary>
public sealed class LanguagesTests
{
    [Theory]
    [InlineData("You are the assistant of a cafe. Answer the guests in a friendly tone.", "en")]
    [InlineData("Du bist der Assistent eines Cafés und hilfst den Gästen mit ihren Fragen.", "de")]
    [InlineData("Vous êtes l'assistant du café et vous répondez aux questions des clients.", "fr")]
    [InlineData("Eres el asistente de la cafetería y respondes a las preguntas de los clientes.", "es")]
    [InlineData("Sei l'assistente del bar e rispondi alle domande dei clienti con gentilezza.", "it")]
    [InlineData("Você é o assistente da cafeteria e responde às perguntas dos clientes.", "pt")]
    [InlineData("Je bent de assistent van het café en beantwoordt de vragen van de gasten.", "nl")]
    [InlineData("Sen kafenin asistanısın ve müşterilerin sorularını nazik bir şekilde yanıtlarsın.", "tr")]
    [InlineData("Jesteś asystentem kawiarni i odpowiadasz na pytania gości w miły sposób.", "pl")]
    [InlineData("Вы помощник кафе и отвечаете на вопросы гостей.", "ru")]
    [InlineData("Ви помічник кав'ярні і відповідаєте на запитання гостей.", "uk")]
    [InlineData("شما دستیار کافه هستید و به پرسش‌های مهمان‌ها پاسخ می‌دهید.", "fa")]
    [InlineData("شما دستيار كافه هستيد و به پرسش هاي مهمان ها پاسخ مي دهيد. ساعت كار ۸ تا 18", "fa")]
    [InlineData("أنت مساعد المقهى وتجيب على أسئلة الضيوف.", "ar")]
    [InlineData("آپ کیفے کے معاون ہیں اور مہمانوں کے سوالوں کے جواب دیتے ہیں۔", "ur")]
    [InlineData("आप कैफ़े के सहायक हैं और मेहमानों के सवालों के जवाब देते हैं।", "hi")]
    [InlineData("你是咖啡馆的助手，回答客人的问题。", "zh")]
    [InlineData("あなたはカフェのアシスタントです。お客様の質問に答えてください。", "ja")]
    [InlineData("당신은 카페의 도우미이며 손님의 질문에 답합니다.", "ko")]
    public void ClearText_HasItsLanguage(string text, string language) => Assert.Equal(language, Languages.Of(text));

    [Theory]
    [InlineData("")]
    [InlineData("+1 555 0100, 8-18")]
    [InlineData("Cafe Aurora, 8-18, +1 555 0100")]
    [InlineData("info@aurora.example www.aurora.example")]
    [InlineData("Pizza Napoli Hauptstr. 5")]
    public void UnclearText_HasNone(string text) => Assert.Null(Languages.Of(text));

    [Theory]
    [InlineData("en-GB", "en", true)]
    [InlineData("zh-Hant", "zh", true)]
    [InlineData("nb", "no", true)]
    [InlineData("fa", "ar", false)]
    public void Tags_AreComparedByTheirLanguage(string one, string other, bool areSame) => Assert.Equal(areSame, Languages.AreSame(one, other));
}
