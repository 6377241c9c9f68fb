import { Account, unreachable } from './account.js';
import { compose, limitTo, restore } from './compose.js';
import { confirmed } from './confirm.js';
import { $ } from './dom.js';
import { Generations } from './generations.js';
import { History, isUnfinished } from './history.js';
import { collectLatecomers } from './latecomers.js';
import { Output } from './output.js';
import { Session } from './session.js';
import { Starting } from './starting.js';

const session = new Session(unreachable);
const account = new Account(session);
const history = new History();
const starting = new Starting();
const generations = new Generations(session, account, history, starting, new Output());

compose((text, businessType) => generations.generate(starting.begin(text, businessType)));
$('cancel').addEventListener('click', () => {
  if ($('cancel').ariaDisabled !== 'true') generations.cancel();
});
for (const id of ['again', 'warning-again']) $(id).addEventListener('click', () => generations.again());
$('clear').addEventListener('click', async () => {
  if (!await confirmed('Clear the list?', 'These prompts are kept in this browser only, and cannot be brought back. What is still in progress stays.', 'Clear', 'Keep them')) return;
  history.keep(isUnfinished);
  generations.draw();
  // The button may be gone with the list.
  $('manual-prompt').focus();
});
$('sign-in').addEventListener('click', () => session.ask('Paste the token you were given.').then(() => account.refresh()));
$('token-close').addEventListener('click', () => $('token-dialog').close('close'));
$('token-form').addEventListener('submit', (/** @type {SubmitEvent} */ event) => {
  event.preventDefault();
  $('token-dialog').close('use');
});
addEventListener('storage', generations.draw);

generations.draw();
const interrupted = starting.interrupted;
const [unfinished] = history.unfinished;
if (interrupted) {
  restore(interrupted.text, interrupted.businessType);
  generations.generate(interrupted);
} else if (unfinished) {
  // Nobody asked for it yet, so nobody is asked for a token.
  generations.watch(unfinished, session.knownToken);
}
account.refresh();
collectLatecomers(history, session, () => generations.shownId, generations.draw);
session.settings().then(({ max_prompt_length, development, model }) => {
  limitTo(max_prompt_length);
  if (development && model === 'demo') tell('The demo writer answers here: no AI is asked. For real prompts set GEMINI_API_KEY and start the server again.');
  if (development && model === 'none') tell('No AI is connected here. For real prompts set GEMINI_API_KEY and start the server again.');
});

/** What whoever develops should know of this server. @param {string} words */
function tell(words) {
  $('server-note').textContent = words;
  $('server-note').hidden = false;
}
