import { randomUUID } from 'node:crypto';

const STEPS = {
  0: ['queued', 'Task queued, waiting to start...'],
  10: ['processing', 'Initializing AI generation...'],
  30: ['processing', 'Checking tokens...'],
  50: ['processing', 'Generating enhanced prompt with AI...'],
  70: ['processing', 'Waiting for AI response...'],
  90: ['processing', 'Finalizing...'],
};
/** What is set aside before the model is asked. */
const RESERVED = 700;
/** The quality of notes without a fact. */
const UNREMARKABLE = { facts: [], facts_found: 0, facts_kept: 0, repaired: false, appended: 0, language: 'en', findings: [], gaps: ['opening_hours', 'phone', 'contact', 'prices'] };
const TERMINAL = ['completed', 'failed', 'cancelled'];

const INACTIVE = ['Subscription is not active', 'Please renew your subscription to use AI prompt enhancement'];
const TOO_FEW = 'Insufficient tokens';
/** How each account error is told. */
const FAILURES = {
  no_subscription: [...INACTIVE, { tokens_remaining: 0, days_remaining: 0 }],
  subscription_deactivated: [...INACTIVE, { tokens_remaining: 9388, days_remaining: 14 }],
  subscription_expired: [...INACTIVE, { tokens_remaining: 9388, days_remaining: 0 }],
  no_tokens_remaining: [TOO_FEW, 'No tokens remaining in subscription', { tokens_remaining: 0, days_remaining: 14 }],
  insufficient_tokens: [TOO_FEW, 'You need at least 700 tokens for prompt enhancement. Available: 250', { tokens_remaining: 250, days_remaining: 14 }],
};

/** One generation as the contract describes it: a status body, a log of events, and the readers that follow it. */
export class MockTask {
  id = randomUUID();
  /** What was written so far. */
  text = '';
  /** How much of it some reader of the events has. */
  read = '';
  log = [];
  streams = new Set();
  waiters = new Set();
  version = 0;

  /** @param {object} [start] the body of the request that started it @param {MockTask} [refines] the task that it works on */
  constructor({ manual_prompt, metadata } = {}, refines) {
    this.notes = manual_prompt ?? refines?.notes ?? '';
    this.body = { task_id: this.id, created_at: new Date().toISOString(), charge: { state: 'none', tokens: 0 }, metadata, refines: refines?.id };
    this.step(0);
  }

  get terminal() {
    return TERMINAL.includes(this.body.status);
  }

  get etag() {
    return `"${this.version}"`;
  }

  /** Moves to one of the contract's steps. */
  step(progress) {
    const [status, message] = STEPS[progress];
    const charge = progress >= 30 ? { state: 'reserved', tokens: RESERVED } : this.body.charge;
    this.#change({ status, progress, message, charge, queue_position: status === 'queued' ? 0 : undefined }, 'status');
  }

  /** Goes through all steps and writes the prompt word by word, at once. */
  play(prompt) {
    for (const step of [10, 30, 50, 70]) this.step(step);
    for (const word of prompt.match(/\s*\S+|\s+$/g) ?? []) this.write(word);
    this.step(90);
    this.complete();
  }

  write(text) {
    this.text += text;
    if (this.streams.size > 0) this.read = this.text;
    this.#emit('delta', { text });
  }

  reset() {
    this.text = this.read = '';
    this.#emit('reset', {});
  }

  complete(more = {}) {
    this.#end('completed', {
      message: 'Prompt generated successfully', prompt: this.text, generated_by_ai: true, origin: 'ai', model: 'gemini-3.5-flash-lite',
      usage: { prompt_tokens: 190, completion_tokens: 422, total_tokens: 612, tokens_charged: 612, estimated: false },
      charge: { state: 'charged', tokens: 612 }, quality: UNREMARKABLE, completed_at: new Date().toISOString(), ...more,
    });
  }

  fallBack(prompt, fallback_reason = 'unavailable') {
    // What the model had begun does not count; readers of the text get the fallback's.
    if (this.text !== '') this.reset();
    this.write(prompt);
    this.complete({
      message: 'Prompt generated (AI unavailable, using fallback)', prompt, generated_by_ai: false, origin: 'fallback', fallback_reason, model: null, usage: null,
      warning: 'AI generation failed, using simple combination', charge: { state: 'released', tokens: RESERVED },
    });
  }

  /** As the demo writer ends: like a model, but nobody was asked. */
  demo() {
    this.complete({ generated_by_ai: false, origin: 'demo', model: 'demo' });
  }

  /** An account error by its code, with the service's words and numbers unless others are given. */
  fail(error_code, more = {}) {
    const known = FAILURES[error_code];
    if (!known && !more.error) throw new RangeError(`"${error_code}" needs an error; there are words for ${Object.keys(FAILURES).join(', ')}.`);
    const [message, error, numbers] = known ?? [more.error, more.error, { days_remaining: null }];
    this.#end('failed', { message, error, error_code, charge: { state: 'none', tokens: 0 }, ...numbers, ...more });
  }

  cancel(more = {}) {
    this.#end('cancelled', { message: 'Prompt generation cancelled', charge: this.#released(), ...more });
  }

  /** What was set aside goes back. */
  #released() {
    const { state, tokens } = this.body.charge;
    return state === 'reserved' ? { state: 'released', tokens } : { state: 'none', tokens: 0 };
  }

  /** Sends the events after an id to a response, and those still to come. */
  follow(response, lastEventId) {
    const from = this.log.findIndex(entry => entry.id === lastEventId) + 1;
    for (const entry of this.log.slice(from)) response.write(entry.frame);
    this.read = this.text;
    if (this.terminal) return response.end();
    this.streams.add(response);
    response.on('close', () => this.streams.delete(response));
  }

  /** Cuts every open stream without an end, as a died server does. */
  drop() {
    for (const stream of this.streams) stream.destroy();
  }

  /** Resolves with the next change, or when it is given up. */
  changed(signal) {
    return new Promise(resolve => {
      this.waiters.add(resolve);
      signal?.addEventListener('abort', () => {
        this.waiters.delete(resolve);
        resolve();
      });
    });
  }

  #end(status, more) {
    const expires_at = new Date(Date.now() + 600_000).toISOString();
    this.#change({ status, progress: 100, expires_at, queue_position: undefined, ...more }, status);
    for (const stream of this.streams) stream.end();
  }

  #change(more, event) {
    if (this.terminal) throw new Error(`A ${this.body.status} task does not change.`);
    this.body = { ...this.body, ...more, updated_at: new Date().toISOString() };
    this.version++;
    this.#emit(event, this.body);
    for (const resolve of this.waiters) resolve();
    this.waiters.clear();
  }

  #emit(event, data) {
    const id = `${this.log.length + 1}`;
    const frame = `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
    this.log.push({ id, frame });
    for (const stream of this.streams) stream.write(frame);
  }
}
