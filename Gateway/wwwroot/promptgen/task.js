const PREFIX = '/api/v1/web-knowledge/';
const TASKS = `${PREFIX}generate-prompt-async/`;

/** @param {string} taskId */
export const statusPath = taskId => `${TASKS}status/${encodeURIComponent(taskId)}/`;
/** @param {string} taskId @param {'events' | 'cancel' | 'refine'} [what] without it, the generation itself */
export const taskPath = (taskId, what) => `${TASKS}${encodeURIComponent(taskId)}/${what ? `${what}/` : ''}`;
export const startPath = TASKS;
export const estimatePath = `${PREFIX}estimate/`;
export const businessTypesPath = `${PREFIX}business-types/`;

/** @param {import('../promptgen.js').Status} status */
export const isTerminal = ({ status }) => status === 'completed' || status === 'failed' || status === 'cancelled';
