// Shows the page without the C# server: `node tests/Frontend.Tests/serve.mjs [port] [model]`. The first word of the notes chooses what happens.
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
- تلفن: ۰۷۱-۳۲۲۲۰۱۴۷
- قهوهٔ تازه‌بو، کیک خانگی و صبحانهٔ ایرانی تا ساعت ۱۲`;

const server = new MockServer();
const pause = ms => new Promise(resolve => setTimeout(resolve, ms));

server.onTask = async (task, { manual_prompt: notes }) => {
  const [first] = notes.split(/\s/);
  for (const step of [10, 30]) {
    await pause(300);
    if (task.terminal) return;
    task.step(step);
  }
  if (first === 'broke') return task.fail('insufficient_tokens');
  if (first === 'expired') return task.fail('subscription_expired');
  for (const step of [50, 70]) {
    await pause(300);
    if (task.terminal) return;
    task.step(step);
  }
  if (first === 'fallback') return task.fallBack(notes, notes.split(/\s/)[1]);
  for (const word of (/[\u0600-\u06ff]/.test(notes) ? PERSIAN : PROMPT).match(/\s*\S+/g)) {
    await pause(40);
    if (task.terminal) return;
    task.write(word);
    if (first === 'stay' && task.text.length > 500) return;
  }
  task.step(90);
  await pause(300);
  if (!task.terminal) first === 'demo' ? task.demo() : task.complete();
};

server.elsewhere = page(server, process.argv[3] ?? 'gemini');
await server.listen(Number(process.argv[2] ?? 8010));
console.log(`The page with a mock server: ${server.url}`);
