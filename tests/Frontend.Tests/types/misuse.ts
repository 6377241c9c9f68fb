// What must not compile: each line that ends in "wrong" is an error, and no other line is.
import { PromptGenError, cancelPrompt, estimatePrompt, generatePrompt, refinePrompt, watchPrompt } from '../../../Gateway/wwwroot/promptgen.js';
import { Connection } from '../../../Gateway/wwwroot/promptgen.js'; // wrong

generatePrompt(); // wrong
generatePrompt(7); // wrong
generatePrompt('notes', { token: 7 }); // wrong
generatePrompt('notes', { tokn: 'secret' }); // wrong
generatePrompt('notes', { baseUrl: new URL('https://promptgen.example') }); // wrong
generatePrompt('notes', { timeoutSeconds: '60' }); // wrong
generatePrompt('notes', { signal: new AbortController() }); // wrong
generatePrompt('notes', { onProgress: ({ percent }) => percent }); // wrong
generatePrompt('notes', { onText: (text: number) => text }); // wrong
generatePrompt('notes', { onConnection: state => state.error }); // wrong
generatePrompt('notes').prompt; // wrong
watchPrompt('id', { businessType: 'restaurant' }); // wrong
watchPrompt('id').then(({ status }) => status === 'done'); // wrong
cancelPrompt('id', { cancelOnAbort: true }); // wrong
cancelPrompt('id').then(({ prompt }) => prompt.length); // wrong
watchPrompt('id').then(({ usage }) => usage.tokens_charged); // wrong
new PromptGenError('code'); // wrong
new PromptGenError('code', 'Words').status = '404'; // wrong
refinePrompt('id', { businessType: 'restaurant' }); // wrong
refinePrompt('id').then(({ quality }) => quality.facts); // wrong
estimatePrompt('notes').then(({ estimated_tokens }) => estimated_tokens + 1); // wrong
