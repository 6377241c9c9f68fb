/**
 * @typedef {object} ServerEvent
 * @property {string} event its type, `message` when the server named none
 * @property {string} data its lines, joined by LF
 * @property {string} id the last id seen up to here
 */

/** The event stream format of the HTML standard, fed piece by piece. `retry` is ignored: reconnecting backs off by itself. */
export class EventParser {
  #rest = '';
  #afterCR = false;
  #event = '';
  #id = '';
  /** @type {string[]} */
  #data = [];

  /** @param {string} lastEventId what the stream resumes from */
  constructor(lastEventId = '') {
    this.#id = lastEventId;
  }

  /** @param {string} chunk decoded text, cut anywhere @returns {ServerEvent[]} the events it completed */
  push(chunk) {
    if (chunk === '') return [];
    // A CR at the end of the last chunk already ended its line; an LF right after belongs to it.
    const text = this.#afterCR && chunk.startsWith('\n') ? chunk.slice(1) : chunk;
    this.#afterCR = chunk.endsWith('\r');
    const lines = (this.#rest + text).split(/\r\n|\n|\r/);
    this.#rest = lines.pop() ?? '';
    return lines.flatMap(line => this.#take(line) ?? []);
  }

  /** @param {string} line @returns {ServerEvent | undefined} */
  #take(line) {
    if (line === '') return this.#dispatch();
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.#event = value;
    else if (field === 'data') this.#data.push(value);
    else if (field === 'id' && !value.includes('\0')) this.#id = value;
  }

  /** @returns {ServerEvent | undefined} */
  #dispatch() {
    const complete = this.#data.length > 0
      ? { event: this.#event || 'message', data: this.#data.join('\n'), id: this.#id }
      : undefined;
    this.#event = '';
    this.#data = [];
    return complete;
  }
}
