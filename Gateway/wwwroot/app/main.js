import { PromptGenError, cancelPrompt, generatePrompt, watchPrompt } from '../promptgen.js';
import { ended } from '../promptgen/errors.js';
import { Account, unreachable } from './account.js';
import { cost } from './advice.js';
import { compose, limitTo, restore } from './compose.js';
import { $ } from './dom.js';
import { History, firstWords, isUnfinished } from './history.js';
import { collectLatecomers } from './latecomers.js';
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

/**
 * What the panel shows: an entry, or one to be as soon as the server has confirmed its start.
 * @typedef {{ abort: AbortController, entry?: Entry, starting?: boolean, waiting?: boolean, cancelWanted?: boolean }} Shown
 * @type {Shown | undefined}
 */
let shown;

/** @param {import('./starting.js').Start} start */
function generate(start) {
  starting.remember(start);
  const { text, businessType, idempotencyKey } = start;
  run({ abort: new AbortController(), starting: true }, (options, mine) => generatePrompt(text, {
    ...options, businessType, idempotencyKey,
    onStart: id => {
      starting.forget(start);
      mine.starting = false;
      mine.entry = { id, at: new Date().toISOString(), words: firstWords(text) };
      history.put(mine.entry);
      draw();
      if (shown !== mine) mine.abort.abort(); // The user turned to another one meanwhile.
      else if (mine.cancelWanted) cancel();
    },
  })).finally(() => starting.forget(start));
}

/** Follows a generation in the panel to its end. @param {Shown} mine @param {(options: WatchOptions, mine: Shown) => Promise<import('../promptgen.js').Status>} begin */
async function run(mine, begin) {
  show(mine);
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
        if (shown !== mine) return;
        if (mine.waiting && mine.cancelWanted && !mine.entry) notStarted(mine);
        else output.connection(state);
      },
    }, mine);
    finish({ result });
    output.done(result);
    price(mine, result);
  } catch (error) {
    if (shown !== mine) return;
    if (!(error instanceof PromptGenError)) {
      output.failed(new PromptGenError('unexpected', 'The page made a mistake.', { cause: error }));
      throw error;
    }
    if (error.status === 200) finish({ result: error.body });
    else if (error.code === 'not_found') finish({ forgotten: true });
    output.failed(error);
    price(mine, error.body);
  } finally {
    if (shown === mine) busy(false);
  }
}

/** Stops watching what the panel showed, without cancelling it. A start goes on until it is known by an id. @param {Shown} next */
function show(next) {
  if (!shown?.starting) shown?.abort.abort();
  shown = next;
  draw();
}

/** Gives up a start that the server does not answer. @param {Shown} mine */
function notStarted(mine) {
  mine.abort.abort();
  show({ abort: new AbortController() });
  busy(false);
  output.failed(new PromptGenError('not_started', 'Stopped.'));
}

/** @param {Partial<Entry>} end */
function finish(end) {
  if (!shown?.entry) return;
  shown.entry = { ...shown.entry, ...end };
  history.put(shown.entry);
  draw();
}

/** What it cost, and what is left as soon as that is known. @param {Shown} mine @param {any} status */
async function price(mine, status) {
  busy(false);
  const priced = status?.charge !== undefined;
  if (priced) $('cost').textContent = cost(status);
  await account.refresh();
  if (priced && shown === mine) $('cost').textContent = cost(status, account.latest);
}

/** @param {Entry} entry */
function open(entry) {
  if (isUnfinished(entry)) return watch(entry);
  const { result } = entry;
  show({ abort: new AbortController(), entry });
  busy(false);
  if (result?.status === 'completed') output.done(result);
  else output.failed(result ? ended(result) : new PromptGenError('not_found', 'Gone.'));
  if (result) $('cost').textContent = cost(result);
  $('output').scrollIntoView({ block: 'nearest' });
}

/** @param {Entry} entry @param {WatchOptions['token']} [token] */
const watch = (entry, token = session.token) =>
  run({ abort: new AbortController(), entry }, options => watchPrompt(entry.id, { ...options, token }));

async function cancel() {
  if (!shown) return;
  const mine = shown;
  if (!mine.entry && mine.waiting) return notStarted(mine);
  output.cancelling();
  mine.cancelWanted = true;
  if (!mine.entry) return; // As soon as its id is known.
  try {
    // Without the signal: it is cancelled even when the user has turned to another one.
    await cancelPrompt(mine.entry.id, { token: session.token });
  } catch (error) {
    if (!(error instanceof PromptGenError)) throw error;
    // Finished meanwhile: the panel tells by itself.
    if (shown === mine && error.code !== 'already_finished') output.notCancelled(error);
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
$('again').addEventListener('click', () => {
  // What could not be followed any further may still run: a second one would be paid too.
  const entry = shown?.entry;
  if (entry && isUnfinished(entry)) watch(entry);
  else $('compose').requestSubmit();
});
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
const [unfinished] = history.unfinished;
if (interrupted) {
  restore(interrupted.text, interrupted.businessType);
  generate(interrupted);
} else if (unfinished) {
  // Nobody asked for it yet, so nobody is asked for a token.
  watch(unfinished, session.knownToken);
}
account.refresh();
collectLatecomers(history, session, () => shown?.entry?.id, draw);
session.settings().then(({ max_prompt_length }) => limitTo(max_prompt_length));
