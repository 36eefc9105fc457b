// Asks a server whether it is alive, again and again, and says how long it had to wait: a process of its own, so that
// whoever makes the requests that hold the server does not hold the clock too. Run by measureHostile.ts.
import { Agent, get } from 'node:http';

const url = process.argv[2]!;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const pauseMilliseconds = 4;
let worst = 0;

let isAsked = false;

// Told once whoever waits now has an answer: a server that is held is not let off.
process.on('message', () => {
  isAsked = true;
});

function tell(): void {
  if (!isAsked) return;
  isAsked = false;
  process.send!({ worst });
  worst = 0;
}

function ask(began = performance.now()): void {
  const outgoing = get(url, { agent }, (incoming) => {
    incoming.resume();
    incoming.once('end', () => {
      worst = Math.max(worst, performance.now() - began);
      tell();
      setTimeout(() => ask(), pauseMilliseconds);
    });
  });
  // A connection that was idle for too long is closed under whoever uses it again: what counts is the next answer.
  outgoing.on('error', () => setTimeout(() => ask(began), pauseMilliseconds));
}

ask();
