/** Notes to try it with, in each language of the page. */
export const EXAMPLES = {
  en: {
    type: 'restaurant',
    text: `Trattoria Nella, small family restaurant in Lisbon, Rua das Flores 18
open tue-sun 12-15 and 19-23, monday closed
homemade pasta, fish of the day, vegan + gluten free if you tell us before
book: +351 21 555 0147 or trattorianella.example/book
groups of 8 or more pay a deposit, dogs fine on the terrace
kids menu 9 eur, corkage 12 eur
should sound warm, short answers, portuguese and english`,
  },
  fa: {
    type: 'رستوران',
    text: `کافه نارنج، کافهٔ کوچک خانوادگی در شیراز، خیابان حافظ، پلاک ۱۲
هر روز ۹ تا ۲۳، جمعه‌ها از ۱۷
قهوهٔ تازه‌بو، کیک خانگی، صبحانهٔ ایرانی تا ساعت ۱۲
رزرو: ۰۷۱-۳۲۲۲۰۱۴۷ یا narenj.example/reserve
صبحانهٔ کامل ۱۸۰٬۰۰۰ تومان، قهوه از ۶۵٬۰۰۰ تومان
گروه‌های ۸ نفره و بیشتر بیعانه می‌دهند
لحن گرم و محترمانه، پاسخ‌های کوتاه`,
  },
};
