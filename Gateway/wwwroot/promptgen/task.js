const TASKS = '/api/v1/web-knowledge/generate-prompt-async/';

/** @param {string} taskId */
export const statusPath = taskId => `${TASKS}status/${encodeURIComponent(taskId)}/`;
/** @param {string} taskId @param {'events' | 'cancel'} what */
export const taskPath = (taskId, what) => `${TASKS}${encodeURIComponent(taskId)}/${what}/`;
export const startPath = TASKS;

/** @param {import('../promptgen.js').Status} status */
export const isTerminal = ({ status }) => status === 'completed' || status === 'failed' || status === 'cancelled';
