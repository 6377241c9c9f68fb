import { PromptGenError, cancelPrompt, watchPrompt } from '../promptgen.js';
import { cost } from './advice.js';
import { begin } from './begin.js';
import { $ } from './dom.js';
import { firstWords, isUnfinished } from './history.js';
import { busy } from './panel.js';
import { wantedOf } from './shown.js';

/**
 * @typedef {import('./history.js').Entry} Entry
 * @typedef {import('./shown.js').Shown} Shown
 * @typedef {import('./starting.js').Start} Start
 * @typedef {import('../promptgen.js').StartOptions} StartOptions
 */

/** Starts, follows and cancels the generations of this page. */
export class Generations {
  #session;
  #history;
  #starting;
  #output;
  #panel;

  /**
   * @param {import('./session.js').Session} session @param {import('./history.js').History} history
   * @param {import('./starting.js').Starting} starting @param {import('./output.js').Output} output @param {import('./panel.js').Panel} panel
   */
  constructor(session, history, starting, output, panel) {
    this.#session = session;
    this.#history = history;
    this.#starting = starting;
    this.#output = output;
    this.#panel = panel;
  }

  /** @param {Start} start */
  async generate(start) {
    this.#starting.remember(start);
    const { text, idempotencyKey, ...more } = start;
    const run = this.#run({ abort: new AbortController(), start, starting: true }, (options, mine) => begin(start, {
      ...options,
      onStart: id => {
        this.#starting.forget(start);
        mine.starting = false;
        mine.entry = { id, at: new Date().toISOString(), words: firstWords(text), notes: text, ...more };
        this.#history.put(mine.entry);
        this.#panel.draw();
        if (this.#panel.shown !== mine) mine.abort.abort(); // The user turned to another one meanwhile.
        else if (mine.cancelWanted) this.cancel();
      },
    }));
    await run.finally(() => this.#starting.forget(start));
  }

  /** Follows one that has begun. @param {Entry} entry @param {StartOptions['token']} [token] */
  watch(entry, token = this.#session.token) {
    return this.#run({ abort: new AbortController(), entry }, options => watchPrompt(entry.id, { ...options, token }));
  }

  /** Shows one of the list. @param {Entry} entry @param {boolean} [edited] the user's own text of it */
  open(entry, edited) {
    return isUnfinished(entry) ? this.watch(entry) : this.#panel.open(entry, edited);
  }

  /** Once more what the panel shows, from its own notes and never from those in the form. */
  again() {
    // What could not be followed any further may still run: a second one would be paid too.
    const entry = this.#panel.shown?.entry;
    if (entry && isUnfinished(entry)) return this.watch(entry);
    const wanted = wantedOf(this.#panel.shown);
    if (wanted) return this.generate(this.#starting.begin(wanted));
  }

  async cancel() {
    const mine = this.#panel.shown;
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
      if (this.#panel.shown === mine && error.code !== 'already_finished') this.#output.notCancelled(error);
    }
  }

  /** @param {Shown} mine @param {(options: StartOptions, mine: Shown) => Promise<import('../promptgen.js').Status>} run */
  async #run(mine, run) {
    this.#panel.begin(mine);
    try {
      const result = await run({
        token: this.#session.token,
        signal: mine.abort.signal,
        onProgress: status => {
          this.#output.progress(status);
          $('cost').textContent = cost(status);
        },
        onText: text => this.#output.text(text),
        onConnection: state => {
          mine.waiting = state.state === 'waiting';
          if (state.state === 'waiting') mine.possible ??= state.error.body?.task_id;
          if (this.#panel.shown !== mine) return;
          if (mine.waiting && mine.cancelWanted && !mine.entry) this.#notStarted(mine);
          else this.#output.connection(state);
        },
      }, mine);
      this.#panel.finish({ result });
      this.#panel.present();
      this.#panel.price(mine, result);
    } catch (error) {
      if (this.#panel.shown !== mine) return;
      if (!(error instanceof PromptGenError)) {
        this.#panel.present(new PromptGenError('unexpected', 'The page made a mistake.', { cause: error }));
        throw error;
      }
      if (error.status === 200) this.#panel.finish({ result: error.body });
      else if (error.code === 'not_found') this.#panel.finish({ forgotten: true });
      this.#panel.present(error);
      this.#panel.price(mine, error.body);
    } finally {
      if (this.#panel.shown === mine) busy(false);
    }
  }

  /** Gives up a start that the server does not answer. @param {Shown} mine */
  #notStarted(mine) {
    mine.abort.abort();
    this.#panel.show({ abort: new AbortController(), start: mine.start });
    busy(false);
    this.#panel.present(new PromptGenError('not_started', 'Stopped.'));
    // The server did not know itself whether it had begun.
    if (mine.possible) cancelPrompt(mine.possible, { token: this.#session.token }).catch(unlessItNeverWas);
  }

}

/** @param {unknown} error */
function unlessItNeverWas(error) {
  if (!(error instanceof PromptGenError)) throw error;
}
