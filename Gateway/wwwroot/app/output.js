import { $ } from './dom.js';
import { advise, isWithoutAI, remark, waiting } from './advice.js';

/** Some browsers begin to read what they download only after the click. */
const KEPT_FOR_DOWNLOAD_MS = 10_000;

/** The panel that shows one generation: its steps, its text, its end. */
export class Output {
  #text = document.createTextNode('');
  #words = '';
  /** The last one of the generation in the panel. @type {Partial<import('../promptgen.js').Status>} */
  #status = {};

  constructor() {
    $('result').append(this.#text);
    $('copy').addEventListener('click', () => this.#copy());
    $('download').addEventListener('click', () => this.#download());
  }

  /** Shows a generation that has begun. */
  busy() {
    this.#status = {};
    this.#enter('busy');
    this.#write('');
    $('cancel').ariaDisabled = 'false';
    this.#progress({ progress: 0, message: 'Sending your notes…' });
  }

  /** @param {import('../promptgen.js').Status} status */
  progress(status) {
    this.#status = status;
    this.#progress({ ...status, message: this.#step() });
  }

  /** @param {{ progress: number, message: string }} step */
  #progress({ progress, message }) {
    if ($('cancel').ariaDisabled !== 'true' || progress === 100) this.#tell(message);
    this.#bar(progress);
    document.title = progress < 100 ? `${progress}% · PromptGen` : 'PromptGen';
  }

  /** @param {string} text all of it @param {string} delta what is new, '' when the model started anew */
  text(text, delta) {
    const result = $('result');
    const following = this.#isFollowed;
    $('blank').hidden = text !== '';
    result.hidden = text === '';
    const begins = (text === '') !== (this.#text.data === '');
    if (text === this.#text.data + delta) this.#text.appendData(delta);
    else this.#text.data = text;
    if (following) result.scrollTop = result.scrollHeight;
    if (begins && $('cancel').ariaDisabled !== 'true') this.#tell(this.#step());
  }

  /** The step in words: the server's, until there is more to see. */
  #step() {
    const { status, message = '', progress = 0, queue_position } = this.#status;
    if (status === 'processing' && progress < 90 && this.#text.data !== '') return 'Writing your prompt…';
    return queue_position ? `${message} ${queue_position} before you.` : message;
  }

  /** @param {import('../promptgen.js').ConnectionState} state */
  connection(state) {
    $('output').toggleAttribute('data-waiting', state.state === 'waiting');
    this.#say(state.state === 'waiting' ? waiting(state) : this.#words);
  }

  cancelling() {
    $('cancel').ariaDisabled = 'true'; // Not disabled: it would lose the focus.
    this.#tell('Cancelling…');
  }

  /** @param {import('../promptgen.js').PromptGenError} error why it still runs */
  notCancelled(error) {
    $('cancel').ariaDisabled = 'false';
    this.#say(`It could not be cancelled: ${error.message}`);
  }

  /** @param {import('../promptgen.js').Status} status a completed one @param {boolean} again whether it can be generated once more */
  done(status, again) {
    const said = remark(status);
    const followed = this.#isFollowed;
    this.#enter('done');
    // The server's words for it are too long for a phone, and the notice below says the same.
    this.#progress({ progress: 100, message: isWithoutAI(status) ? 'Finished without AI' : status.message });
    $('warning').hidden = said === undefined;
    $('warning').toggleAttribute('data-calm', said?.calm ?? false);
    $('warning-words').textContent = said?.words ?? '';
    $('warning-again').hidden = !(again && said?.again);
    const isNew = this.#text.data !== status.prompt;
    if (isNew) this.#write(status.prompt ?? '');
    // It is read from its first line, by whoever is not reading it already.
    if (isNew || followed) $('result').scrollTop = 0;
  }

  /** @param {import('../promptgen.js').PromptGenError} error @param {boolean} possible whether it can be tried once more */
  failed(error, possible) {
    const { title, advice, again = false, calm = false } = advise(error);
    $('again').hidden = !(again && possible);
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

  /** Whether the end of the text is in sight. */
  get #isFollowed() {
    const { scrollHeight, scrollTop, clientHeight } = $('result');
    return scrollHeight - scrollTop - clientHeight < 40;
  }

  /** @param {string} words what goes on, apart from the connection */
  #tell(words) {
    this.#words = words;
    this.#say(words);
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
