import { PromptGenError, cancelPrompt, generatePrompt, watchPrompt } from '../promptgen.js';
import { ended } from '../promptgen/errors.js';
import { cost } from './advice.js';
import { $ } from './dom.js';
import { firstWords, isUnfinished } from './history.js';
import { drawRecent } from './recent.js';
import { isRepeatable, notesOf } from './shown.js';

/**
 * @typedef {import('./history.js').Entry} Entry
 * @typedef {import('./shown.js').Shown} Shown
 * @typedef {import('./starting.js').Start} Start
 * @typedef {import('../promptgen.js').WatchOptions} WatchOptions
 */

/** The generations of this page: the one in the panel and those in the list. */
export class Generations {
  /** @type {Shown | undefined} */
  #shown;
  #session;
  #account;
  #history;
  #starting;
  #output;

  /**
   * @param {import('./session.js').Session} session @param {import('./account.js').Account} account
   * @param {import('./history.js').History} history @param {import('./starting.js').Starting} starting @param {import('./output.js').Output} output
   */
  constructor(session, account, history, starting, output) {
    this.#session = session;
    this.#account = account;
    this.#history = history;
    this.#starting = starting;
    this.#output = output;
  }

  /** The id of the one in the panel. */
  get shownId() {
    return this.#shown?.entry?.id;
  }

  draw = () => drawRecent(this.#history.entries, this.shownId, entry => this.open(entry));

  /** @param {Start} start */
  async generate(start) {
    this.#starting.remember(start);
    const { text, businessType, idempotencyKey } = start;
    const run = this.#run({ abort: new AbortController(), start, starting: true }, (options, mine) => generatePrompt(text, {
      ...options, businessType, idempotencyKey,
      onStart: id => {
        this.#starting.forget(start);
        mine.starting = false;
        mine.entry = { id, at: new Date().toISOString(), words: firstWords(text), notes: text, businessType };
        this.#history.put(mine.entry);
        this.draw();
        if (this.#shown !== mine) mine.abort.abort(); // The user turned to another one meanwhile.
        else if (mine.cancelWanted) this.cancel();
      },
    }));
    await run.finally(() => this.#starting.forget(start));
  }

  /** Follows one that has begun. @param {Entry} entry @param {WatchOptions['token']} [token] */
  watch(entry, token = this.#session.token) {
    return this.#run({ abort: new AbortController(), entry }, options => watchPrompt(entry.id, { ...options, token }));
  }

  /** Shows one of the list. @param {Entry} entry */
  open(entry) {
    if (isUnfinished(entry)) return this.watch(entry);
    const { result } = entry;
    this.#show({ abort: new AbortController(), entry });
    busy(false);
    if (result?.status === 'completed') this.#output.done(result, isRepeatable(this.#shown));
    else this.#output.failed(result ? ended(result) : new PromptGenError('not_found', 'Gone.'), isRepeatable(this.#shown));
    if (result) $('cost').textContent = cost(result);
    $('output').scrollIntoView({ block: 'nearest' });
  }

  /** Once more what the panel shows, from its own notes and never from those in the form. */
  again() {
    // What could not be followed any further may still run: a second one would be paid too.
    const entry = this.#shown?.entry;
    if (entry && isUnfinished(entry)) return this.watch(entry);
    const notes = notesOf(this.#shown);
    if (notes) return this.generate(this.#starting.begin(notes.text, notes.businessType));
  }

  async cancel() {
    const mine = this.#shown;
    if (!mine) return;
    if (!mine.entry && mine.waiting) return this.#notStarted(mine);
    this.#output.cancelling();
    mine.cancelWanted = true;
    if (!mine.entry) return; // As soon as its id is known.
    try {
      // Without the signal: it is cancelled even when the user has turned to another one.
      await cancelPrompt(mine.entry.id, { token: this.#session.token });
    } catch (error) {
      if (!(error instanceof PromptGenError)) throw error;
      // Finished meanwhile: the panel tells by itself.
      if (this.#shown === mine && error.code !== 'already_finished') this.#output.notCancelled(error);
    }
  }

  /** @param {Shown} mine @param {(options: WatchOptions, mine: Shown) => Promise<import('../promptgen.js').Status>} begin */
  async #run(mine, begin) {
    this.#show(mine);
    this.#output.busy();
    busy(true);
    try {
      const result = await begin({
        token: this.#session.token,
        signal: mine.abort.signal,
        onProgress: status => {
          this.#output.progress(status);
          $('cost').textContent = cost(status);
        },
        onText: (text, delta) => this.#output.text(text, delta),
        onConnection: state => {
          mine.waiting = state.state === 'waiting';
          if (state.state === 'waiting') mine.possible ??= state.error.body?.task_id;
          if (this.#shown !== mine) return;
          if (mine.waiting && mine.cancelWanted && !mine.entry) this.#notStarted(mine);
          else this.#output.connection(state);
        },
      }, mine);
      this.#finish({ result });
      this.#output.done(result, isRepeatable(this.#shown));
      this.#price(mine, result);
    } catch (error) {
      if (this.#shown !== mine) return;
      if (!(error instanceof PromptGenError)) {
        this.#output.failed(new PromptGenError('unexpected', 'The page made a mistake.', { cause: error }), isRepeatable(this.#shown));
        throw error;
      }
      if (error.status === 200) this.#finish({ result: error.body });
      else if (error.code === 'not_found') this.#finish({ forgotten: true });
      this.#output.failed(error, isRepeatable(this.#shown));
      this.#price(mine, error.body);
    } finally {
      if (this.#shown === mine) busy(false);
    }
  }

  /** Stops watching what the panel showed, without cancelling it. A start goes on until it is known by an id. @param {Shown} next */
  #show(next) {
    if (!this.#shown?.starting) this.#shown?.abort.abort();
    this.#shown = next;
    this.draw();
  }

  /** Gives up a start that the server does not answer. @param {Shown} mine */
  #notStarted(mine) {
    mine.abort.abort();
    this.#show({ abort: new AbortController(), start: mine.start });
    busy(false);
    this.#output.failed(new PromptGenError('not_started', 'Stopped.'), isRepeatable(this.#shown));
    // The server did not know itself whether it had begun.
    if (mine.possible) cancelPrompt(mine.possible, { token: this.#session.token }).catch(unlessItNeverWas);
  }

  /** @param {Partial<Entry>} end */
  #finish(end) {
    if (!this.#shown?.entry) return;
    this.#shown.entry = { ...this.#shown.entry, ...end };
    this.#history.put(this.#shown.entry);
    this.draw();
  }

  /** What it cost, and what is left as soon as that is known. @param {Shown} mine @param {any} status */
  async #price(mine, status) {
    busy(false);
    const priced = status?.charge !== undefined;
    if (priced) $('cost').textContent = cost(status);
    await this.#account.refresh();
    if (priced && this.#shown === mine) $('cost').textContent = cost(status, this.#account.latest);
  }
}

/** @param {boolean} is */
function busy(is) {
  $('generate').ariaDisabled = `${is}`; // Not disabled: it would lose the focus.
}

/** @param {unknown} error */
function unlessItNeverWas(error) {
  if (!(error instanceof PromptGenError)) throw error;
}
