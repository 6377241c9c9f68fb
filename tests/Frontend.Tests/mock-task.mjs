import { randomUUID } from 'node:crypto';

const STEPS = {
  0: ['queued', 'Task queued, waiting to start...'],
  10: ['processing', 'Initializing AI generation...'],
  30: ['processing', 'Checking tokens...'],
  50: ['processing', 'Generating enhanced prompt with AI...'],
  70: ['processing', 'Waiting for AI response...'],
  90: ['processing', 'Finalizing...'],
};
const TERMINAL = ['completed', 'failed', 'cancelled'];

/** One generation as the contract describes it: a status body, a log of events, and the readers that follow it. */
export class MockTask {
  id = randomUUID();
  text = '';
  log = [];
  streams = new Set();
  waiters = new Set();
  version = 0;

  constructor() {
    const now = new Date().toISOString();
    this.body = { task_id: this.id, created_at: now, charge: { state: 'none', tokens: 0 } };
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
    const charge = progress >= 30 ? { state: 'reserved', tokens: 700 } : this.body.charge;
    this.#change({ status, progress, message, charge }, 'status');
  }

  write(text) {
    this.text += text;
    this.#emit('delta', { text });
  }

  reset() {
    this.text = '';
    this.#emit('reset', {});
  }

  complete(more = {}) {
    this.#end('completed', {
      message: 'Prompt generated successfully', prompt: this.text, generated_by_ai: true, origin: 'ai', model: 'gemini-3.5-flash-lite',
      usage: { prompt_tokens: 190, completion_tokens: 422, total_tokens: 612, tokens_charged: 612, estimated: false },
      charge: { state: 'charged', tokens: 612 }, completed_at: new Date().toISOString(), ...more,
    });
  }

  fallBack(prompt, fallback_reason = 'unavailable') {
    this.complete({
      message: 'Prompt generated (AI unavailable, using fallback)', prompt, generated_by_ai: false, origin: 'fallback', fallback_reason, model: null, usage: null,
      warning: 'AI generation failed, using simple combination', charge: { state: 'released', tokens: 0 },
    });
  }

  /** As the demo writer ends: like a model, but nobody was asked. */
  demo() {
    this.complete({ generated_by_ai: false, origin: 'demo', model: 'demo' });
  }

  fail(error_code, error, message, more = {}) {
    this.#end('failed', { message, error, error_code, charge: { state: 'none', tokens: 0 }, ...more });
  }

  cancel(more = {}) {
    this.#end('cancelled', { message: 'Prompt generation cancelled', charge: { state: 'released', tokens: 0 }, ...more });
  }

  /** Sends the events after an id to a response, and those still to come. */
  follow(response, lastEventId) {
    const from = this.log.findIndex(entry => entry.id === lastEventId) + 1;
    for (const entry of this.log.slice(from)) response.write(entry.frame);
    if (this.terminal) return response.end();
    this.streams.add(response);
    response.on('close', () => this.streams.delete(response));
  }

  /** Cuts every open stream without an end, as a died server does. */
  drop() {
    for (const stream of this.streams) stream.destroy();
  }

  /** Resolves with the next change. */
  changed(signal) {
    return new Promise(resolve => {
      this.waiters.add(resolve);
      signal?.addEventListener('abort', () => this.waiters.delete(resolve));
    });
  }

  #end(status, more) {
    const expires_at = new Date(Date.now() + 600_000).toISOString();
    this.#change({ status, progress: 100, expires_at, ...more }, status);
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
