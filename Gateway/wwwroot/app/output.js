import { $ } from './dom.js';
import { WITHOUT_AI, advise, waiting } from './advice.js';

/** Some browsers begin to read what they download only after the click. */
const KEPT_FOR_DOWNLOAD_MS = 10_000;

/** The panel that shows one generation: its steps, its text, its end. */
export class Output {
  #text = document.createTextNode('');
  #words = '';

  constructor() {
    $('result').append(this.#text);
    $('copy').addEventListener('click', () => this.#copy());
    $('download').addEventListener('click', () => this.#download());
  }

  /** Shows a generation that has begun. */
  busy() {
    this.#enter('busy');
    this.#write('');
    this.progress({ progress: 0, message: 'Sending your notes…' });
    $('cancel').ariaDisabled = 'false';
  }

  /** @param {{ progress: number, message: string, queue_position?: number }} status */
  progress({ progress, message, queue_position }) {
    this.#words = queue_position ? `${message} ${queue_position} before you.` : message;
    this.#say(this.#words);
    this.#bar(progress);
    document.title = progress < 100 ? `${progress}% · PromptGen` : 'PromptGen';
  }

  /** @param {string} text all of it @param {string} delta what is new, '' when the model started anew */
  text(text, delta) {
    const result = $('result');
    const following = result.scrollHeight - result.scrollTop - result.clientHeight < 40;
    $('blank').hidden = text !== '';
    result.hidden = text === '';
    if (text === this.#text.data + delta) this.#text.appendData(delta);
    else this.#text.data = text;
    if (following) result.scrollTop = result.scrollHeight;
  }

  /** @param {import('../promptgen.js').ConnectionState} state */
  connection(state) {
    $('output').toggleAttribute('data-waiting', state.state === 'waiting');
    this.#say(state.state === 'waiting' ? waiting(state) : this.#words);
  }

  cancelling() {
    $('cancel').ariaDisabled = 'true'; // Not disabled: it would lose the focus.
    this.#words = 'Cancelling…';
    this.#say(this.#words);
  }

  /** @param {import('../promptgen.js').PromptGenError} error why it still runs */
  notCancelled(error) {
    $('cancel').ariaDisabled = 'false';
    this.#say(`It could not be cancelled: ${error.message}`);
  }

  /** @param {import('../promptgen.js').Status} status a completed one */
  done(status) {
    const fallback = status.generated_by_ai === false;
    this.#enter('done');
    // The server's words for it are too long for a phone, and the notice below says the same.
    this.progress(fallback ? { ...status, message: 'Finished without AI' } : status);
    // Who reads or selects already is left alone.
    if (this.#text.data !== status.prompt) this.#write(status.prompt ?? '');
    $('warning').hidden = !fallback;
    $('warning').textContent = fallback ? WITHOUT_AI : '';
  }

  /** @param {import('../promptgen.js').PromptGenError} error */
  failed(error) {
    const { title, advice, again = false, calm = false } = advise(error);
    $('again').hidden = !again;
    this.#enter('error');
    this.#write('');
    $('blank').hidden = true;
    $('error-title').textContent = title;
    $('error-advice').textContent = advice;
    $('error').toggleAttribute('data-calm', calm);
    this.#say('');
    this.#bar(0);
    document.title = 'PromptGen';
  }

  /** @param {'busy' | 'done' | 'error'} state */
  #enter(state) {
    const output = $('output');
    const focused = document.activeElement;
    output.dataset.state = state;
    output.removeAttribute('data-waiting');
    $('cancel').hidden = state !== 'busy';
    $('copy').hidden = $('download').hidden = state !== 'done';
    $('error').hidden = state !== 'error';
    $('warning').hidden = true;
    $('cost').textContent = '';
    // Who pressed what is hidden now would be nowhere.
    const next = { busy: 'cancel', done: 'copy', error: $('again').hidden ? 'generate' : 'again' }[state];
    if (output.contains(focused) && focused?.checkVisibility?.() === false) $(next).focus();
  }

  /** @param {string} text */
  #write(text) {
    this.#text.data = text;
    $('result').hidden = text === '';
    $('blank').hidden = text !== '';
  }

  /** @param {string} words read out, so only written when they change */
  #say(words) {
    if ($('status').textContent !== words) $('status').textContent = words;
  }

  /** @param {number} progress */
  #bar(progress) {
    $('progress').setAttribute('aria-valuenow', `${progress}`);
    $('fill').style.transform = `scaleX(${progress / 100})`;
    $('percent').textContent = $('output').dataset.state === 'error' ? '' : `${progress}%`;
  }

  async #copy() {
    const copied = await this.#toClipboard();
    if (copied) $('copy').textContent = 'Copied';
    this.#say(copied ? 'Copied to the clipboard' : 'The prompt is selected: copy it with your keyboard');
    setTimeout(() => { $('copy').textContent = 'Copy'; }, 2000);
  }

  /** @returns {Promise<boolean>} */
  async #toClipboard() {
    try {
      await navigator.clipboard.writeText(this.#text.data);
      return true;
    } catch {
      // Kept from pages on plain http, or forbidden by the user: the older way, which leaves the text selected.
      getSelection()?.selectAllChildren($('result'));
      return document.execCommand('copy');
    }
  }

  #download() {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([this.#text.data], { type: 'text/plain;charset=utf-8' }));
    link.download = 'prompt.txt';
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), KEPT_FOR_DOWNLOAD_MS);
  }
}
