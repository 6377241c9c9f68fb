/** A server for the tests of frontends: PromptGen's contract on a port of this machine, moved by the test. */
export { MockServer } from './mock/server.js';
export { MockTask } from './mock/task.js';
export { problem, refuse, send } from './mock/answers.js';
