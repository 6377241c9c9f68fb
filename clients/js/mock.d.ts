/** The types of mock.js. */
import type { BusinessType, Charge, FallbackReason, OneOf, Status, Usage } from './promptgen.js';

/** A request as the server saw it. */
export interface MockRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  /** The text as JSON; `undefined` where it is none. */
  body: any;
}

/** What of Node's `ServerResponse` a fault may need. */
export interface MockResponse {
  writeHead(status: number, headers?: Record<string, string>): MockResponse;
  write(piece: string | Uint8Array): boolean;
  end(piece?: string | Uint8Array): unknown;
  /** Cuts the connection. */
  destroy(): unknown;
}

/** Answers a request in the place of the server. */
export type Fault = (request: MockRequest, response: MockResponse) => unknown;

/** PromptGen's contract on a port of this machine: start, status with long poll, events, cancel, refine, delete, list, estimate, business types, account. */
export class MockServer {
  /** Where it listens, once it does. */
  url: string;
  /** Every request so far. */
  requests: MockRequest[];
  /** By id, oldest first. */
  tasks: Map<string, MockTask>;
  /** The newest. */
  get task(): MockTask | undefined;
  /** The only bearer token that is accepted, `good` at first: change it, and the one before has expired. */
  token: string;
  /** The account that is answered, and estimated by. */
  account: any;
  /** The templates that are answered. */
  businessTypes: BusinessType[];
  /** Called with each new task and the body of its start: play what is to happen, or keep the task and move it later. */
  onTask: (task: MockTask, start: any) => unknown;
  /** Answers what is not of the contract; returns whether it did. */
  elsewhere: (request: MockRequest, response: MockResponse) => boolean | Promise<boolean>;

  /** @param port a free one by default */
  listen(port?: number): Promise<this>;
  close(): Promise<void>;
  /**
   * Lets the next requests that match be answered by a fault, or as usual where that is `null`.
   * @param match is tried on `METHOD /path`
   * @param times how many of them, one by default
   */
  fault(match: RegExp, fault: Fault | null, times?: number): void;
  /** Resolves when a request like this has been answered, or its stream opened. */
  served(method: string, match: RegExp): Promise<MockRequest>;
  /** How many such requests there were. */
  count(method: string, match: RegExp): number;
}

/** What an end may have besides, or other than usual. */
export type More = Partial<Omit<Status, 'charge' | 'usage'>> & { charge?: Charge; usage?: Partial<Usage> | null };

/** A generation, moved by the test. One that has ended does not change: that throws. */
export class MockTask {
  /** @param start the body of its start @param refines the task that it works on */
  constructor(start?: { manual_prompt?: string; metadata?: Record<string, string> }, refines?: MockTask);
  readonly id: string;
  /** What it writes from. */
  notes: string;
  /** The status body. */
  body: Status;
  /** What was written so far. */
  text: string;
  get terminal(): boolean;
  /** All steps, the prompt word by word, and the end, at once. */
  play(prompt: string): void;
  /** To one of the steps. */
  step(progress: 0 | 10 | 30 | 50 | 70 | 90): void;
  /** A piece of live text. */
  write(text: string): void;
  /** The model starts anew: the text so far does not count. */
  reset(): void;
  /** The end, with the text that was written as the prompt. */
  complete(more?: More): void;
  /** The end without AI, free. */
  fallBack(prompt: string, reason?: FallbackReason): void;
  /** The end by the demo writer. */
  demo(): void;
  /** The end by an account error, with the service's words and numbers; any other code needs an `error`. */
  fail(code: OneOf<'no_subscription' | 'subscription_deactivated' | 'subscription_expired' | 'no_tokens_remaining' | 'insufficient_tokens'>, more?: More): void;
  /** The end by its user, or by `{ error_code: 'deadline_exceeded' }`. */
  cancel(more?: More): void;
  /** Cuts every open stream without an end, as a server that dies does. */
  drop(): void;
}

/** A fault: 429 or 503 with this code and `Retry-After` in seconds. */
export function refuse(code: 'rate_limited' | 'too_many_tasks' | 'busy', more?: { retryAfter?: number; task_id?: string }): Fault;
/** Answers with a problem (RFC 9457), as the service refuses. */
export function problem(response: MockResponse, status: number, message: string, more?: { headers?: Record<string, string>; error_code?: string; [member: string]: unknown }): void;
/** Answers with JSON. */
export function send(response: MockResponse, status: number, body: unknown, headers?: Record<string, string>): void;
