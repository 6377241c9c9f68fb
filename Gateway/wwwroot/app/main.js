import { Account, unreachable } from './account.js';
import { Checks } from './checks.js';
import { compose, limitTo, restore } from './compose.js';
import { confirmed } from './confirm.js';
import { deliver } from './deliver.js';
import { $ } from './dom.js';
import { editor } from './editor.js';
import { estimating } from './estimate.js';
import { Finished } from './finished.js';
import { Generations } from './generations.js';
import { History, isUnfinished } from './history.js';
import { applyLanguage, currentLanguage, onLanguage, speak, t } from './i18n.js';
import { collectLatecomers } from './latecomers.js';
import { Output } from './output.js';
import { Panel } from './panel.js';
import { remove } from './remove.js';
import { Session } from './session.js';
import { Sheet } from './sheet.js';
import { Starting } from './starting.js';
import { templates } from './templates.js';
import { wishes } from './wishes.js';

applyLanguage();
const session = new Session(unreachable);
const account = new Account(session);
const history = new History();
const starting = new Starting();
const sheet = new Sheet();
const { leave } = editor(() => sheet.text, text => finished.keep(text));
const output = new Output(sheet, leave);
const checks = new Checks(words => {
  leave();
  wish(words);
});
/** @type {Finished} */
const finished = new Finished(history, output, checks);
const panel = new Panel(account, history, output, finished);
const generations = new Generations(session, history, starting, output, panel);
const { add: wish } = wishes(feedback => {
  const wanted = finished.refined(feedback);
  if (wanted) generations.generate(starting.begin(wanted));
});

sheet.onView = () => checks.unmark();
panel.onOpen = (/** @type {import('./history.js').Entry} */ entry) => generations.open(entry);
finished.onOpen = (entry, edited) => generations.open(entry, edited);
deliver(() => sheet.text);
compose(wanted => generations.generate(starting.begin(wanted)), estimating(session));
$('cancel').addEventListener('click', () => {
  if ($('cancel').ariaDisabled !== 'true') generations.cancel();
});
for (const id of ['again', 'warning-again']) $(id).addEventListener('click', () => generations.again());
for (const id of ['undo', 'back']) {
  $(id).addEventListener('click', () => {
    finished.undo();
    if ($(id).hidden) $('copy').focus();
  });
}
$('delete').addEventListener('click', () => remove(panel, history, session));
$('clear').addEventListener('click', async () => {
  if (!await confirmed(t('list.ask'), t('list.why'), t('list.yes'), t('list.no'))) return;
  history.keep(isUnfinished);
  panel.draw();
  // The button may be gone with the list.
  $('manual-prompt').focus();
});
$('sign-in').addEventListener('click', () => session.ask(t('token.paste')).then(() => account.refresh()));
$('token-close').addEventListener('click', () => $('token-dialog').close('close'));
$('token-form').addEventListener('submit', (/** @type {SubmitEvent} */ event) => {
  event.preventDefault();
  $('token-dialog').close('use');
});
addEventListener('storage', panel.draw);

/** The button names the other language, in that language. */
const offer = () => {
  const other = currentLanguage() === 'fa' ? 'en' : 'fa';
  Object.assign($('tongue'), { lang: other, textContent: other === 'fa' ? 'فارسی' : 'English' });
};
$('tongue').addEventListener('click', () => speak($('tongue').lang));
onLanguage(() => {
  offer();
  panel.draw();
  sheet.redraw();
  const { entry, edited } = panel.shown ?? {};
  if (entry?.result?.status === 'completed') generations.open(entry, edited);
  else output.redraw();
});
offer();

panel.draw();
const interrupted = starting.interrupted;
const [unfinished] = history.unfinished;
if (interrupted) {
  restore(interrupted.text, interrupted.businessType, interrupted.language);
  generations.generate(interrupted);
} else if (unfinished) {
  // Nobody asked for it yet, so nobody is asked for a token.
  generations.watch(unfinished, session.knownToken);
}
account.refresh();
templates(session);
collectLatecomers(history, session, () => panel.shown?.entry?.id, panel.draw);
session.settings().then(({ max_prompt_length, development, model }) => {
  limitTo(max_prompt_length);
  const note = development && (model === 'demo' ? 'note.demo' : model === 'none' ? 'note.none' : '');
  if (!note) return;
  // What whoever develops should know of this server.
  const tell = () => { $('server-note').textContent = t(note); };
  onLanguage(tell);
  tell();
  $('server-note').hidden = false;
});
