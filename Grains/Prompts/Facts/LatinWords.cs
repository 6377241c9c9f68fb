using System.Collections.Frozen;

namespace PromptGen.Prompts.Facts;

/// <summary>Words by which languages of the Latin script are told apart: the commonest, and those that notes about a business are full of.</summary>
internal static class LatinWords
{
    private static readonly (string Language, string Words)[] Profiles =
    [
        ("en", "the and of to in is are for with on at from by we our you your it this that be not or as an if do have has can will all only about their they when who what offer offers call phone street price prices free please customers guests "
            + "open closed daily breakfast delivery hours no any every before after until never always answer ask say tell day days near also without available service services opening us email closed"),
        ("de", "der die das und ist sind mit von zu im in den dem des ein eine einen einer für auf an bei wir uns unser unsere sie ihr ihre nicht oder als auch nur wenn nach aus bis zum zur über kein keine haben hat kann wird werden es sich "
            + "geöffnet öffnungszeiten telefon straße preise preis kostenlos gäste kunden uhr montag dienstag mittwoch donnerstag freitag samstag sonntag täglich geschlossen bitte ab vor ohne immer nie"),
        ("fr", "le la les de des du et est sont avec pour dans sur un une en au aux nous notre nos vous votre vos il elle ils que qui ne pas ou par ce cette ces sa son ses plus si tout tous être avoir peut sans chez à où "
            + "ouvert fermé horaires téléphone rue prix gratuit clients lundi mardi mercredi jeudi vendredi samedi dimanche jours réservation jamais toujours"),
        ("es", "el la los las de del y es son con para en por un una al nosotros nuestro nuestra nuestros usted su sus que no o como más si se lo le todo todos hay está están puede sin muy desde hasta cuando también "
            + "abierto cerrado horario teléfono calle precio precios gratis clientes lunes martes miércoles jueves viernes sábado domingo días reservas nunca siempre"),
        ("it", "il lo la i gli le di del della dei delle e è sono con per in da un una al alla nel nella noi nostro nostra vostro che non o come più se si tutto tutti può senza dal dalle alle anche sempre "
            + "aperto chiuso orari orario telefono via prezzo prezzi gratis clienti lunedì martedì mercoledì giovedì venerdì sabato domenica giorni mai"),
        ("pt", "o a os as de do da dos das e é são com para em no na nos nas por um uma ao à nós nosso nossa você seu sua que não ou como mais se todo todos há está pode sem desde até quando também muito "
            + "aberto fechado horário telefone rua preço preços grátis clientes segunda terça quarta quinta sexta sábado domingo dias reservas nunca sempre"),
        ("nl", "de het een en is zijn met van voor in op aan bij wij we ons onze u uw je jouw niet of als ook maar wanneer naar uit tot over geen hebben heeft kan wordt worden dat die dit deze er zich te om "
            + "geopend open gesloten openingstijden telefoon straat prijs prijzen gratis klanten gasten maandag dinsdag woensdag donderdag vrijdag zaterdag zondag dagelijks altijd nooit uur"),
        ("tr", "ve bir bu ile için da de mi ne çok daha en gibi kadar sonra önce olarak var yok biz bizim siz sizin her veya ama değil olan ise ya da "
            + "açık kapalı saatleri saat telefon cadde sokak fiyat fiyatlar ücretsiz müşteriler pazartesi salı çarşamba perşembe cuma cumartesi pazar gün hizmet rezervasyon randevu lütfen her zaman asla"),
        ("pl", "i w z na do jest są dla o od po przez za się nie lub oraz jak tak tylko gdy aby ten ta to nasz nasza nasze my państwo ich jego jej a ale już może być "
            + "otwarte zamknięte godziny telefon ulica ul cena ceny bezpłatnie klienci goście poniedziałek wtorek środa czwartek piątek sobota niedziela codziennie zawsze nigdy zł"),
        ("sv", "och är i på med för av en ett att det den de som till från vi vår våra du din ni inte eller om också kan har öppet stängt telefon pris priser måndag tisdag onsdag torsdag fredag lördag söndag alltid aldrig kunder gäster"),
        ("da", "og er i på med for af en et at det den de som til fra vi vores du din ikke eller om også kan har åbent lukket telefon pris priser mandag tirsdag onsdag torsdag fredag lørdag søndag altid aldrig kunder gæster hvis"),
        ("nb", "og er i på med for av en et å det den de som til fra vi vår våre du din ikke eller om også kan har åpent stengt telefon pris priser mandag tirsdag onsdag torsdag fredag lørdag søndag alltid aldri kunder gjester hvis"),
        ("fi", "ja on ovat ei tai kun että se hän me meidän te teidän kanssa myös vain jos avoinna auki suljettu puhelin hinta hinnat maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai asiakkaat aina"),
        ("cs", "a je jsou v ve na s se z do pro o od po za není nebo jak jen když aby ten ta to náš naše my vy váš jejich otevřeno zavřeno telefon cena ceny pondělí úterý středa čtvrtek pátek sobota neděle vždy nikdy hosté"),
        ("ro", "și este sunt cu pentru în pe de la din un o al ai ale noi nostru noastră dumneavoastră nu sau ca mai dacă toate fără deschis închis telefon preț prețuri luni marți miercuri joi vineri sâmbătă duminică clienți întotdeauna"),
        ("hu", "a az és van vannak egy nem vagy hogy ha csak is mi mint meg el nyitva zárva telefon ár árak hétfő kedd szerda csütörtök péntek szombat vasárnap vendégek mindig soha"),
        ("hr", "i je su u na s za od do iz ne ili kako samo ako da se naš naša mi vi vaš otvoreno zatvoreno telefon cijena cijene ponedjeljak utorak srijeda četvrtak petak subota nedjelja uvijek nikad gosti"),
        ("id", "dan di ke dari yang untuk dengan adalah kami kita anda tidak atau pada ini itu juga hanya jika buka tutup telepon harga senin selasa rabu kamis jumat sabtu minggu pelanggan selalu setiap hari"),
        ("hi", "hai hain ka ki ke ko se mein aur nahi nahin hamara hamari hamare humara aap din bhi par kya wala wale karna karte milta milega rupaye"),
        ("vi", "và là của cho với trong các một những không có được khi này đó chúng tôi bạn từ đến tại hoặc mở cửa đóng điện thoại giá thứ hai ba tư năm sáu bảy chủ nhật khách hàng luôn"),
    ];

    /// <summary>The languages, in the order of the scores.</summary>
    public static readonly string[] Languages = [.. Profiles.Select(profile => profile.Language)];

    private static readonly FrozenDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> Words = Profiles
        .SelectMany((profile, at) => profile.Words.Split(' ').Distinct(), (profile, word) => (word, At: Array.IndexOf(Languages, profile.Language)))
        .GroupBy(pair => pair.word, pair => pair.At).ToFrozenDictionary(group => group.Key, group => group.ToArray()).GetAlternateLookup<ReadOnlySpan<char>>();

    // Letters that few of the languages write.
    private static readonly FrozenDictionary<char, int[]> Letters = ((IEnumerable<(string Letters, string Languages)>)
    [
        ("ß", "de"), ("äö", "de sv fi"), ("ü", "de tr hu"), ("ñ¿¡", "es"), ("ãõ", "pt"), ("ç", "fr pt tr"), ("êâô", "fr pt vi"), ("èùœ", "fr it"), ("ìò", "it"), ("ğşı", "tr"), ("łąęźżńść", "pl"), ("å", "sv da nb"),
        ("øæ", "da nb"), ("ěřů", "cs"), ("čšž", "cs hr"), ("đ", "hr vi"), ("șță", "ro"), ("őű", "hu"), ("ơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ", "vi"),
    ]).SelectMany(one => one.Letters, (one, letter) => (letter, At: one.Languages.Split(' ').Select(language => Array.IndexOf(Languages, language)).ToArray())).ToFrozenDictionary(pair => pair.letter, pair => pair.At);

    /// <summary>Adds to the scores what a word in lower case tells.</summary>
    public static void Score(ReadOnlySpan<char> word, Span<float> scores)
    {
        if (Words.TryGetValue(word, out var languages))
        {
            foreach (var language in languages)
                scores[language] += 1f / languages.Length;
        }

        foreach (var c in word)
        {
            if (c >= '\u0080' && Letters.TryGetValue(c, out languages))
            {
                foreach (var language in languages)
                    scores[language] += 0.6f / languages.Length;
            }
        }
    }
}
