using PromptGen.Prompts.Facts;

namespace PromptGen.Prompts.Checks;

/// <summary>What languages are called in English, and our few words in them.</summary>
internal static class LanguageWords
{
    private static readonly (string Tag, string Name, string FactsHeading)[] All =
    [
        ("en", "English", "Further details"),
        ("de", "German", "Weitere Angaben"),
        ("fr", "French", "Informations complémentaires"),
        ("es", "Spanish", "Más datos"),
        ("it", "Italian", "Altre informazioni"),
        ("pt", "Portuguese", "Mais informações"),
        ("nl", "Dutch", "Overige gegevens"),
        ("tr", "Turkish", "Diğer bilgiler"),
        ("pl", "Polish", "Pozostałe informacje"),
        ("ru", "Russian", "Дополнительные сведения"),
        ("uk", "Ukrainian", "Додаткові відомості"),
        ("fa", "Persian", "اطلاعات تکمیلی"),
        ("ar", "Arabic", "معلومات إضافية"),
        ("ur", "Urdu", "مزید معلومات"),
        ("hi", "Hindi", "अतिरिक्त जानकारी"),
        ("zh", "Chinese", "补充信息"),
        ("ja", "Japanese", "補足情報"),
        ("ko", "Korean", "추가 정보"),
        ("sv", "Swedish", "Övriga uppgifter"),
        ("da", "Danish", "Øvrige oplysninger"),
        ("nb", "Norwegian", "Andre opplysninger"),
        ("fi", "Finnish", "Lisätietoja"),
        ("cs", "Czech", "Další údaje"),
        ("ro", "Romanian", "Alte informații"),
        ("hu", "Hungarian", "További adatok"),
        ("el", "Greek", "Περισσότερα στοιχεία"),
        ("he", "Hebrew", "פרטים נוספים"),
        ("id", "Indonesian", "Informasi lainnya"),
        ("hr", "Croatian", "Ostale informacije"),
        ("vi", "Vietnamese", "Thông tin khác"),
        ("bg", "Bulgarian", "Допълнителна информация"),
        ("sr", "Serbian", "Додатне информације"),
        ("th", "Thai", "ข้อมูลเพิ่มเติม"),
        ("bn", "Bengali", "অতিরিক্ত তথ্য"),
        ("ka", "Georgian", "დამატებითი ინფორმაცია"),
        ("hy", "Armenian", "Լրացուցիչ տեղեկություններ"),
    ];

    /// <summary>The English name of a tag's language; of one that is not known, the tag.</summary>
    public static string Name(string tag) => Find(tag) is { Name: { } name } ? name : $"the language with the tag {tag}";

    /// <summary>The heading of a section with more facts; English where there is none in the language.</summary>
    public static string FactsHeading(string tag) => Find(tag).FactsHeading ?? All[0].FactsHeading;

    private static (string? Tag, string? Name, string? FactsHeading) Find(string tag) => Array.Find(All, one => Languages.AreSame(one.Tag, tag));
}
