import { PromptGenError, cancelPrompt, generatePrompt, watchPrompt } from '../promptgen.js';
import { ended } from '../promptgen/errors.js';
import { Account, unreachable } from './account.js';
import { cost } from './advice.js';
import { compose, limitTo, restore } from './compose.js';
import { $ } from './dom.js';
import { History, firstWords } from './history.js';
import { Output } from './output.js';
import { drawRecent } from './recent.js';
import { Session } from './session.js';
import { Starting } from './starting.js';

/** @typedef {import('./history.js').Entry} Entry */
/** @typedef {import('../promptgen.js').WatchOptions} WatchOptions */

const session = new Session(unreachable);
const account = new Account(session);
const history = new History();
const starting = new Starting();
const output = new Output();

/** What the panel shows. @type {{ abort: AbortController, entry?: Entry, waiting?: boolean, cancelWanted?: boolean } | undefined} */
let shown;

/** @param {import('./starting.js').Start} start */
function generate(start) {
  starting.remember(start);
  const { text, businessType, idempotencyKey } = start;
  run(undefined, options => generatePrompt(text, {
    ...options, businessType, idempotencyKey,
    onStart: id => {
      starting.forget();
      keep({ id, at: new Date().toISOString(), words: firstWords(text) });
      if (shown?.cancelWanted) cancel();
    },
  })).finally(() => starting.forget());
}

/** Follows a generation in the panel to its end. @param {Entry | undefined} entry @param {(options: WatchOptions) => Promise<import('../promptgen.js').Status>} begin */
async function run(entry, begin) {
  const mine = leave(entry);
  output.busy();
  busy(true);
  try {
    const result = await begin({
      token: session.token,
      signal: mine.abort.signal,
      onProgress: status => {
        output.progress(status);
        $('cost').textContent = cost(status);
      },
      onText: (text, delta) => output.text(text, delta),
      onConnection: state => {
        mine.waiting = state.state === 'waiting';
        output.connection(state);
      },
    });
    finish({ result });
    output.done(result);
    await price(mine, result);
  } catch (error) {
    if (shown !== mine) return;
    if (!(error instanceof PromptGenError)) {
      output.failed(new PromptGenError('unexpected', 'The page made a mistake.', { cause: error }));
      throw error;
    }
    if (error.status === 200) finish({ result: error.body });
    else if (error.code === 'not_found') finish({ forgotten: true });
    output.failed(error);
    await price(mine, error.body);
  } finally {
    if (shown === mine) busy(false);
  }
}

/** Stops watching what the panel shows, without cancelling it. @param {Entry} [entry] what it shows next */
function leave(entry) {
  shown?.abort.abort();
  shown = { abort: new AbortController(), entry };
  draw();
  return shown;
}

/** @param {Entry} entry */
function keep(entry) {
  if (shown) shown.entry = entry;
  history.put(entry);
  draw();
}

/** @param {Partial<Entry>} end */
function finish(end) {
  if (shown?.entry) keep({ ...shown.entry, ...end });
}

/** What it cost, and what is left as soon as that is known. @param {object} mine @param {any} status */
async function price(mine, status) {
  busy(false);
  const priced = status?.charge !== undefined;
  if (priced) $('cost').textContent = cost(status);
  await account.refresh();
  if (priced && shown === mine) $('cost').textContent = cost(status, account.latest);
}

/** @param {Entry} entry */
function open(entry) {
  const { result, forgotten } = entry;
  if (!result && !forgotten) return watch(entry);
  leave(entry);
  busy(false);
  if (result?.status === 'completed') output.done(result);
  else output.failed(result ? ended(result) : new PromptGenError('not_found', 'Gone.'));
  if (result) $('cost').textContent = cost(result);
  $('output').scrollIntoView({ block: 'nearest' });
}

/** @param {Entry} entry */
const watch = entry => run(entry, options => watchPrompt(entry.id, options));

async function cancel() {
  if (!shown) return;
  const { entry, waiting, abort } = shown;
  if (!entry && waiting) {
    leave();
    busy(false);
    return output.failed(new PromptGenError('not_started', 'Stopped.'));
  }
  output.cancelling();
  shown.cancelWanted = true;
  if (!entry) return; // As soon as its id is known.
  try {
    await cancelPrompt(entry.id, { token: session.token, signal: abort.signal });
  } catch (error) {
    // Finished meanwhile or left: the panel tells by itself.
    if (abort.signal.aborted || (error instanceof PromptGenError && error.code === 'already_finished')) return;
    if (!(error instanceof PromptGenError)) throw error;
    output.notCancelled(error);
  }
}

/** @param {boolean} is */
function busy(is) {
  $('generate').ariaDisabled = `${is}`; // Not disabled: it would lose the focus.
}

function draw() {
  drawRecent(history.entries, shown?.entry?.id, open);
}

compose((text, businessType) => generate(starting.begin(text, businessType)));
$('cancel').addEventListener('click', () => {
  if ($('cancel').ariaDisabled !== 'true') cancel();
});
$('again').addEventListener('click', () => $('compose').requestSubmit());
$('clear').addEventListener('click', () => {
  history.clear();
  draw();
  // The button is gone with the list.
  $('manual-prompt').focus();
});
$('sign-in').addEventListener('click', () => session.ask('Paste the token you were given.').then(() => account.refresh()));
$('token-close').addEventListener('click', () => $('token-dialog').close('close'));
$('token-form').addEventListener('submit', (/** @type {SubmitEvent} */ event) => {
  event.preventDefault();
  $('token-dialog').close('use');
});
addEventListener('storage', draw);

draw();
const interrupted = starting.interrupted;
const unfinished = history.unfinished;
if (interrupted) {
  restore(interrupted.text, interrupted.businessType);
  generate(interrupted);
} else if (unfinished) {
  watch(unfinished);
}
account.refresh();
session.settings().then(({ max_prompt_length }) => limitTo(max_prompt_length));
