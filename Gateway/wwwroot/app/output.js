import { advise, isWithoutAI, remark, waiting } from './advice.js';
import { Clock } from './clock.js';
import { $, say } from './dom.js';
import { heard, number, t } from './i18n.js';
import { drawProgress } from './progress.js';

/** The panel that shows one generation: its steps, its text, its end. */
export class Output {
  #words = '';
  /** The last one of the generation in the panel. @type {Partial<import('../promptgen.js').Status>} */
  #status = {};
  /** Shows the same again, in another language. */
  redraw = () => {};
  #clock = new Clock();
  #sheet;
  #leaveEditor;

  /** @param {import('./sheet.js').Sheet} sheet @param {() => void} leaveEditor */
  constructor(sheet, leaveEditor) {
    this.#sheet = sheet;
    this.#leaveEditor = leaveEditor;
  }

  /** Shows a generation that has begun. @param {{ since: number, before?: string }} how since when it runs; the prompt that it works on stays until there is a new one */
  busy({ since, before = '' }) {
    this.#status = {};
    this.#enter('busy');
    this.#write(before);
    $('output').toggleAttribute('data-stale', before !== '');
    $('cancel').ariaDisabled = 'false';
    this.#clock.start(since);
    this.redraw = () => this.#status.status && this.progress(/** @type {any} */ (this.#status));
    this.#progress({ progress: 0, message: t(before === '' ? 'state.sending' : 'state.sendingWish') });
  }

  /** @param {import('../promptgen.js').Status} status */
  progress(status) {
    this.#status = status;
    this.#progress({ ...status, message: this.#step() });
  }

  /** @param {{ progress: number, message: string }} step */
  #progress({ progress, message }) {
    if ($('cancel').ariaDisabled !== 'true' || progress === 100) this.#tell(message);
    drawProgress(progress);
  }

  /** @param {string} text all of it, '' when the model started anew */
  text(text) {
    const result = $('result');
    const following = this.#isFollowed;
    const begins = (text === '') !== (this.#sheet.text === '') || $('output').hasAttribute('data-stale');
    $('output').removeAttribute('data-stale');
    this.#write(text);
    if (following) result.scrollTop = result.scrollHeight;
    if (begins && $('cancel').ariaDisabled !== 'true') this.#tell(this.#step());
  }

  /** The step in words: the server's, until there is more to see. */
  #step() {
    const { status, message = '', progress = 0, queue_position } = this.#status;
    if (status === 'processing' && progress < 90 && this.#sheet.text !== '' && !$('output').hasAttribute('data-stale')) return t('state.writing');
    return queue_position ? t('state.before', { message: heard(message), position: number(queue_position) }) : heard(message);
  }

  /** @param {import('../promptgen.js').ConnectionState} state */
  connection(state) {
    $('output').toggleAttribute('data-waiting', state.state === 'waiting');
    say('status', state.state === 'waiting' ? waiting(state) : this.#words);
  }

  cancelling() {
    $('cancel').ariaDisabled = 'true'; // Not disabled: it would lose the focus.
    this.#tell(t('state.cancelling'));
  }

  /** @param {import('../promptgen.js').PromptGenError} error why it still runs */
  notCancelled(error) {
    $('cancel').ariaDisabled = 'false';
    say('status', t('state.notCancelled', { message: error.message }));
  }

  /**
   * @param {import('../promptgen.js').Status} status a completed one @param {boolean} again whether it can be generated once more
   * @param {{ text: string, before?: string }} version the text of it to show, and what it was made from @param {boolean} refined whether it was to work on an earlier one
   */
  done(status, again, { text, before }, refined) {
    const said = remark(status, refined);
    const followed = this.#isFollowed;
    const isNew = this.#sheet.text !== text;
    this.#enter('done');
    this.#clock.stop(status);
    // The server's words for it are too long for a phone, and the notice below says the same.
    this.#progress({ progress: 100, message: isWithoutAI(status) ? t('state.withoutAi') : heard(status.message) });
    $('warning').hidden = said === undefined;
    $('warning').toggleAttribute('data-calm', said?.calm ?? false);
    $('warning-words').textContent = said?.words ?? '';
    $('warning-again').hidden = !(again && said?.again);
    this.#write(text, before);
    // It is read from its first line, by whoever is not reading it already.
    if (isNew || followed) $('result').scrollTop = 0;
  }

  /** @param {import('../promptgen.js').PromptGenError} error @param {boolean} possible whether it can be tried once more @param {boolean} [before] whether there is an earlier version */
  failed(error, possible, before = false) {
    const { title, advice, again = false, calm = false } = advise(error);
    $('again').hidden = !(again && possible);
    $('back').hidden = !before;
    this.#enter('error');
    this.redraw = () => this.failed(error, possible, before);
    this.#clock.stop();
    this.#write('');
    $('blank').hidden = true;
    $('error-title').textContent = title;
    $('error-advice').textContent = advice;
    $('error').toggleAttribute('data-calm', calm);
    say('status', '');
    drawProgress(undefined);
  }

  /** Nothing is shown any more. */
  empty() {
    this.#enter('idle');
    this.redraw = () => {};
    this.#clock.stop();
    this.#write('');
  }

  /** @param {'idle' | 'busy' | 'done' | 'error'} state */
  #enter(state) {
    const output = $('output');
    const focused = document.activeElement;
    this.#leaveEditor();
    output.dataset.state = state;
    for (const mark of ['data-waiting', 'data-stale']) output.removeAttribute(mark);
    $('cancel').hidden = state !== 'busy';
    $('error').hidden = state !== 'error';
    $('warning').hidden = true;
    $('cost').textContent = '';
    // Who pressed what is hidden now would be nowhere.
    const next = { idle: 'manual-prompt', busy: 'cancel', done: 'copy', error: $('again').hidden ? 'generate' : 'again' }[state];
    if (output.contains(focused) && focused?.checkVisibility?.() === false) $(next).focus();
  }

  /** @param {string} text @param {string} [before] */
  #write(text, before) {
    $('result').hidden = text === '';
    $('blank').hidden = text !== '';
    this.#sheet.write(text, before);
  }

  /** Whether the end of the text is in sight. */
  get #isFollowed() {
    const { scrollHeight, scrollTop, clientHeight } = $('result');
    return scrollHeight - scrollTop - clientHeight < 40;
  }

  /** @param {string} words what goes on, apart from the connection */
  #tell(words) {
    this.#words = words;
    say('status', words);
  }
}
