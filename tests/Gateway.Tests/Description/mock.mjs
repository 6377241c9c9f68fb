// The mock server of the client package for MockServerTests. The notes choose what becomes of a generation.
import { MockServer } from '../../../clients/js/mock.js';

const server = await new MockServer().listen();
server.onTask = (task, { manual_prompt: notes }) => {
  if (notes.includes('blocked')) task.fallBack(notes, 'blocked');
  else if (notes.includes('poor')) task.fail('no_subscription');
  else if (!notes.includes('silent')) task.play('You are the assistant of a business.');
  else for (const step of [10, 30, 50, 70]) task.step(step);
};
console.log(server.url);
