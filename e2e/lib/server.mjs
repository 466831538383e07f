// Starts the demonstration on a free port with a data folder of its own.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const START_MILLIS_MAX = 300_000;

/** The binary that was built for the tests. */
export function binary() {
  const target = process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target');
  const path = join(target, 'debug', 'yichuang');
  if (!existsSync(path)) throw new Error(`${path} is not there; cargo build --package server`);
  return path;
}

/**
 * Starts a demonstration. `url` is its address without a slash at the end, `output` all that it has
 * printed; `stop` ends it and gives its exit code, `remove` deletes its data.
 */
export async function start() {
  const data = await mkdtemp(join(tmpdir(), 'yichuang-e2e-'));
  const args = ['demo', '--data', join(data, 'demo'), '--listen', '127.0.0.1:0'];
  const child = spawn(binary(), args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const ended = new Promise((done) => child.once('exit', done));
  const url = await new Promise((found, fail) => {
    const tell = () => fail(new Error(`no start in time:\n${output}`));
    const late = setTimeout(tell, START_MILLIS_MAX);
    const read = (chunk) => {
      output += chunk;
      const address = output.match(/http:\/\/127\.0\.0\.1:([1-9][0-9]*)/);
      if (address) {
        clearTimeout(late);
        found(address[0]);
      }
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', fail);
    ended.then((code) => fail(new Error(`it ended with ${code}:\n${output}`)));
  });
  await ready(url);
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  const remove = () => rm(data, { recursive: true, force: true });
  return { url, data, stop, remove, output: () => output };
}

async function ready(url) {
  for (const begun = Date.now(); Date.now() - begun < START_MILLIS_MAX; ) {
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error(`${url}/readyz does not answer`);
}
