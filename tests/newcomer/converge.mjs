// Opens the pages in a headless Chromium, launches the sample fleet and waits until its round has converged; Node.js alone, no package.
// node converge.mjs ADDRESS PROFILE-FOLDER
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

const patienceMs = 60_000;
const pauseMs = 20;
const [address, profile] = process.argv.slice(2);
const known = [process.env.BESS_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const program = known.find((path) => path && existsSync(path));
if (!program) {
  console.error('there is no Chromium on this machine');
  process.exit(1);
}

const begin = performance.now();
let last = begin;
const part = (words) => {
  const at = performance.now();
  console.log(`${((at - last) / 1000).toFixed(1).padStart(12)} s  ${words}`);
  last = at;
};

// Commands go in on one pipe, answers and events come out on another, each ended by a zero byte.
const browser = spawn(program, ['--headless=new', '--no-sandbox', '--disable-gpu', '--remote-debugging-pipe', `--user-data-dir=${profile}`, 'about:blank'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
const waiting = new Map();
const complaints = [];
let number = 0;
let rest = '';
browser.stdio[4].on('data', (bytes) => {
  const parts = (rest + bytes).split('\0');
  rest = parts.pop();
  for (const text of parts) {
    const message = JSON.parse(text);
    if (message.id) waiting.get(message.id)?.(message);
    else if (message.method === 'Runtime.exceptionThrown') complaints.push(message.params.exceptionDetails.text);
    else if (message.method === 'Runtime.consoleAPICalled' && message.params.type === 'error') complaints.push(JSON.stringify(message.params.args));
  }
});
const call = (method, params = {}, sessionId = undefined) => new Promise((resolve, reject) => {
  const id = ++number;
  waiting.set(id, ({ result, error }) => (error ? reject(new Error(`${method}: ${error.message}`)) : resolve(result)));
  browser.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
});

async function run() {
  const { targetInfos } = await call('Target.getTargets');
  const { sessionId } = await call('Target.attachToTarget', { targetId: targetInfos.find((one) => one.type === 'page').targetId, flatten: true });
  const evaluate = async (expression) => {
    const { result, exceptionDetails } = await call('Runtime.evaluate', { expression, returnByValue: true }, sessionId);
    if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
    return result.value;
  };
  const until = async (what, expression) => {
    const end = performance.now() + patienceMs;
    for (;;) {
      const value = await evaluate(expression).catch(() => undefined);
      if (value) return value;
      if (performance.now() > end) throw new Error(`waited ${patienceMs / 1000} s for ${what}; the page says: ${await evaluate('document.body.innerText').catch(() => 'nothing')}`);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  };
  await call('Runtime.enable', {}, sessionId);
  part('Chromium starts');
  await call('Page.navigate', { url: address }, sessionId);
  await until('the first page', `document.querySelector('main h1')?.textContent === 'Now' && !document.querySelector('.loading')`);
  part('the first page is there');
  await evaluate(`location.hash = '#/launch?order=vpp-50'`);
  await until('the order to be checked', `document.querySelector('.problems')?.textContent === 'Ready to launch.'`);
  part('the order of the sample fleet is chosen and checked');
  await evaluate(`document.querySelector('form button[type=submit]').click()`);
  await until('the first iteration', `performance.getEntriesByName('seen: Residual').length > 0`);
  part('the first iteration is seen');
  await until('the end of the round', `document.querySelector('.badge.good')?.textContent.includes('converged')`);
  part(`converged: ${await evaluate(`[...document.querySelectorAll('dt')].find((one) => one.textContent === 'Iterations').nextElementSibling.textContent`)} iterations of 50 batteries`);
  if (complaints.length > 0) throw new Error(`the page complained: ${complaints.join('; ')}`);
}

let failure;
await run().catch((error) => { failure = error; });
browser.kill();
if (failure) {
  console.error(failure.message);
  process.exit(1);
}
