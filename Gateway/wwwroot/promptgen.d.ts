/** The types of promptgen.js. See docs/frontend.md. */

/**
 * Turns rough lines about a business into an assistant prompt.
 * @returns the completed status with its `prompt`
 * @throws {PromptGenError} refused, failed or cancelled
 */
export function generatePrompt(text: string, options?: GenerateOptions): Promise<CompletedStatus>;

/**
 * Watches a generation that was started before, for example after a reload of the page.
 * @returns the completed status with its `prompt`
 * @throws {PromptGenError} failed, cancelled, or `not_found` once it is not kept any more (`expires_at`)
 */
export function watchPrompt(taskId: string, options?: WatchOptions): Promise<CompletedStatus>;

/**
 * Cancels a generation: the model stops and the reserved tokens are released, except for the text that was read by then.
 * @returns the cancelled status
 * @throws {PromptGenError} `already_finished` when there is nothing left to cancel
 */
export function cancelPrompt(taskId: string, options?: ConnectionOptions): Promise<Status>;

/**
 * Works on a finished generation's prompt once more, by what is said about it. Without feedback: once more from the same notes.
 * @returns the completed status of the new generation, which `refines` the one before
 * @throws {PromptGenError} refused, failed or cancelled; `not_finished`, or `not_found` when it is no longer kept: then call
 *   `generatePrompt` with the notes, `previousPrompt` and `feedback`
 */
export function refinePrompt(taskId: string, options?: RefineOptions): Promise<CompletedStatus>;

/**
 * Deletes a finished generation with its texts.
 * @throws {PromptGenError} `not_finished` while it runs, `not_found`
 */
export function deletePrompt(taskId: string, options?: ConnectionOptions): Promise<void>;

/** What a generation would take; starts nothing. */
export function estimatePrompt(text: string, options?: EstimateOptions): Promise<Estimate>;

/** The business types that have a template. */
export function businessTypes(options?: ConnectionOptions): Promise<BusinessType[]>;

/** Why there is no prompt: refused, failed, cancelled, or not to be reached. */
export class PromptGenError extends Error {
  constructor(code: string, message: string, details?: { status?: number; body?: any; retryAfter?: number; cause?: unknown });
  /** Stable, for programs: the server's `error_code`, or one named after the HTTP status (`not_found`, `unauthorized`, …). */
  code: string;
  /** The HTTP status, 0 when there was no answer. */
  status: number;
  /** The answer's JSON, with `tokens_remaining`, `days_remaining`, `charge` and `task_id` where the server gave them. */
  body: any;
  /** Seconds the server asked to wait. */
  retryAfter: number | undefined;
  /** Whether the same request may succeed later. */
  get transient(): boolean;
}

/** A value of this list, or one that a newer server has added to it. */
export type OneOf<Known extends string> = Known | (string & {});

/** Why a prompt was made without AI. */
export type FallbackReason =
  OneOf<'not_configured' | 'unavailable' | 'overloaded' | 'rejected' | 'blocked' | 'incomplete' | 'quality' | 'interrupted'>;

/** Who made a prompt. */
export type Origin = OneOf<'ai' | 'fallback' | 'cache' | 'demo'>;

export interface Charge {
  state: 'none' | 'reserved' | 'charged' | 'released';
  tokens: number;
}

export interface Usage {
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
  tokens_charged: number;
  /** The model gave no counts that can be believed, so they were estimated. */
  estimated?: boolean;
}

/** Something of the notes that can be checked. */
export interface Fact {
  kind: OneOf<'phone' | 'email' | 'url' | 'handle' | 'price' | 'time' | 'number'>;
  /** As it stands in the notes. */
  text: string;
  /** Whether the prompt has it. */
  kept: boolean;
}

/** How the prompt was checked against the notes. */
export interface Quality {
  facts: Fact[];
  facts_found: number;
  facts_kept: number;
  /** The model was asked once more. */
  repaired: boolean;
  /** How many facts were added at the end, in the notes' own lines. */
  appended: number;
  /** The prompt's language, a BCP 47 tag. */
  language?: string | null;
  /** What is wrong with it; with `fallback_reason: "quality"`, what was wrong with the model's own text. */
  findings: string[];
  /** Kinds of which the notes hold nothing. */
  gaps: OneOf<'opening_hours' | 'phone' | 'contact' | 'prices'>[];
}

/** What a generation would take, in tokens. */
export interface Estimate {
  /** Set aside while it runs. */
  reserve_tokens: number;
  estimated_tokens: { low: number; high: number };
  tokens_remaining: number;
  /** Whether the account is in order and has enough. */
  can_start: boolean;
}

/** A template that can be chosen. */
export interface BusinessType {
  name: string;
  /** Other names that mean the same. */
  aliases: string[];
  /** What prompts are written by. */
  templates: Template[];
}

export interface Template {
  /** Name and version, as a status names it. */
  template: string;
  /** `null`: for all languages that have none of their own. */
  language: string | null;
  prompt: string;
}

/** The status body of a generation, as the server sends it. */
export interface Status {
  task_id: string;
  status: 'queued' | 'processing' | 'completed' | 'failed' | 'cancelled';
  /** Percent. */
  progress: number;
  /** The step in words. */
  message: string;
  /** ISO 8601, like every time here. */
  created_at: string;
  updated_at: string;
  charge: Charge;
  /** While queued; 0 is next. */
  queue_position?: number;
  /** What was generated. */
  prompt?: string;
  generated_by_ai?: boolean;
  origin?: Origin;
  /** Only with `origin: "fallback"`. */
  fallback_reason?: FallbackReason;
  model?: string | null;
  /** Says that the prompt is only a fallback. */
  warning?: string;
  usage?: Usage | null;
  /** Name and version of the template it was written by. */
  template?: string;
  /** Absent where the prompt was not checked. */
  quality?: Quality | null;
  /** The generation that this one works on. */
  refines?: string;
  completed_at?: string;
  /** Until when the server remembers it. */
  expires_at?: string;
  error?: string;
  error_code?: string;
  tokens_remaining?: number;
  /** `null`: the subscription never ends. */
  days_remaining?: number | null;
}

/** The status of a generation that has its prompt. */
export interface CompletedStatus extends Status {
  status: 'completed';
  prompt: string;
  generated_by_ai: boolean;
  origin: Origin;
}

/** Whether the server can be reached: `waiting` before each new try, `connected` once it answers again. */
export type ConnectionState = { state: 'waiting'; error: PromptGenError; retryInMs: number } | { state: 'connected' };

export interface ConnectionOptions {
  /** The bearer token; a function is called when one is needed, and once more, with the token that was refused, after a 401. */
  token?: string | ((refused?: string) => string | Promise<string>);
  /** Where the server is: an http or https URL, by default the page's own origin. */
  baseUrl?: string;
  /** Stops watching and retrying; the promise rejects with its reason. */
  signal?: AbortSignal;
  onConnection?: (state: ConnectionState) => void;
}

export interface WatchOptions extends ConnectionOptions {
  /** Each status, the last one included. */
  onProgress?: (status: Status) => void;
  /** The prompt as it is written; `('', '')` when the model starts anew. */
  onText?: (text: string, delta: string) => void;
  /** Aborting the signal also cancels the generation on the server. */
  cancelOnAbort?: boolean;
}

export interface StartOptions extends WatchOptions {
  /** What the prompt is to be written in, a BCP 47 tag; by default the language of the notes. */
  language?: string;
  /** 1–600: cancelled by the server when not done by then. */
  timeoutSeconds?: number;
  /** The same key never starts two generations; random by default. */
  idempotencyKey?: string;
  /** The id to re-attach by, once the server has accepted. */
  onStart?: (taskId: string) => void;
  /** What is to change, in words. */
  feedback?: string;
}

export interface GenerateOptions extends StartOptions {
  /** Chooses the template. */
  businessType?: string;
  /** The prompt to work on by `feedback`, where the generation that wrote it is no longer kept. */
  previousPrompt?: string;
}

export interface RefineOptions extends StartOptions {
  /** The prompt to work on where it is not the one of the generation: the user's edited text. */
  prompt?: string;
}

export interface EstimateOptions extends ConnectionOptions {
  businessType?: string;
  language?: string;
}
