// Shows the page without the C# server: `node tests/Frontend.Tests/serve.mjs [port] [model] [pace]`. The first word of the notes chooses what happens.
import { MockServer } from '../../clients/js/mock.js';
import { page } from './page.mjs';

const PROMPT = `# Role
You are the assistant of Trattoria Nella, a small family restaurant in Lisbon. You speak with guests in Portuguese or English, whichever they use.

# Tone
Warm and personal, with short answers. Never more than three sentences unless the guest asks for details.

# Facts
- Address: Rua das Flores 18, Lisbon
- Open Tuesday to Sunday, 12:00–15:00 and 19:00–23:00. Closed on Monday.
- Kitchen: homemade pasta and fish of the day. Vegan and gluten-free dishes when told beforehand.
- Kids menu: 9 €. Corkage: 12 €.
- Dogs are welcome on the terrace.

# Bookings
Offer to book by phone at +351 21 555 0147 or at trattorianella.example/book. For groups of eight or more, explain that a deposit is needed.

# Limits
If something is not listed above, say that you will ask the team, and never invent a price, a dish or an opening hour.`;
const PERSIAN = `# نقش
شما دستیار «کافه نارنج» در شیراز هستید و به مهمانان به زبان فارسی پاسخ می‌دهید.

# لحن
گرم، محترمانه و کوتاه.

# اطلاعات
- نشانی: شیراز، خیابان حافظ، پلاک ۱۲
- ساعت کار: هر روز از ۹ تا ۲۳
- تلفن: ۰۷۱-۳۲۲۲۰۱۴۷، رزرو: narenj.example/reserve
- صبحانهٔ کامل: ۱۸۰٬۰۰۰ تومان، قهوه از ۶۵٬۰۰۰ تومان
- قهوهٔ تازه‌بو، کیک خانگی و صبحانهٔ ایرانی تا ساعت ۱۲`;

/** What the service would find in the notes of the examples. */
const FACTS = [
  ['time', '12-15'], ['time', '19-23'], ['phone', '+351 21 555 0147'], ['url', 'trattorianella.example/book'], ['number', '8'], ['price', '9 eur'], ['price', '12 eur'],
  ['time', '۹ تا ۲۳'], ['phone', '۰۷۱-۳۲۲۲۰۱۴۷'], ['url', 'narenj.example/reserve'], ['price', '۱۸۰٬۰۰۰ تومان'], ['price', '۶۵٬۰۰۰ تومان'],
];

function quality(notes, lost) {
  const facts = FACTS.filter(([, text]) => notes.includes(text)).map(([kind, text], at) => ({ kind, text, kept: at !== lost }));
  const gaps = [['opening_hours', 'time'], ['phone', 'phone'], ['contact', 'url'], ['prices', 'price']].filter(([, kind]) => !facts.some(fact => fact.kind === kind));
  return {
    facts, facts_found: facts.length, facts_kept: facts.filter(({ kept }) => kept).length, repaired: lost !== undefined, appended: 0,
    language: 'en', findings: lost === undefined ? [] : ['missing_fact'], gaps: gaps.map(([gap]) => gap),
  };
}

const server = new MockServer();
const pace = Number(process.argv[4] ?? 1);
const pause = ms => new Promise(resolve => setTimeout(resolve, ms * pace));

server.onTask = async (task, { feedback }) => {
  const { notes } = task;
  const [first] = notes.split(/\s/);
  for (const step of [10, 30]) {
    await pause(300);
    if (task.terminal) return;
    task.step(step);
  }
  if (first === 'broke') return task.fail('insufficient_tokens');
  if (first === 'expired') return task.fail('subscription_expired');
  if (first === 'account') return task.fail(notes.split(/\s/)[1]);
  for (const step of [50, 70]) {
    await pause(300);
    if (task.terminal) return;
    task.step(step);
  }
  if (first === 'fallback') return task.fallBack(notes, notes.split(/\s/)[1]);
  const prompt = /[\u0600-\u06ff]/.test(notes) ? PERSIAN : PROMPT;
  const written = feedback ? prompt.replace('Warm and personal, with short answers.', 'Warm and cheerful.').replace(' Never more than three sentences', ' Never more than two sentences').replace('گرم، محترمانه و کوتاه.', 'گرم، صمیمی و خیلی کوتاه.') : prompt;
  for (const word of written.match(/\s*\S+/g)) {
    await pause(40);
    if (task.terminal) return;
    task.write(word);
    if (first === 'stay' && task.text.length > 500) return;
  }
  task.step(90);
  await pause(300);
  if (!task.terminal) first === 'demo' ? task.demo() : task.complete({ quality: first === 'old' ? undefined : quality(notes, first === 'lost' ? 2 : undefined) });
};

server.elsewhere = page(server, process.argv[3] ?? 'gemini');
await server.listen(Number(process.argv[2] ?? 8010));
console.log(`The page with a mock server: ${server.url}`);
