// One demonstration for all tests: starts it, runs node:test over it, stops it, and verifies the
// log that the tests have left.
import { spawn, spawnSync } from 'node:child_process';
import { binary, start } from './lib/server.mjs';

const server = await start();
console.log(`demonstration at ${server.url}`);
const args = ['--test', '--test-concurrency=1', '--test-reporter=spec', ...process.argv.slice(2)];
const tests = spawn(process.execPath, args, {
  cwd: new URL('.', import.meta.url),
  env: {
    ...process.env,
    YICHUANG_URL: server.url,
    YICHUANG_BINARY: binary(),
    YICHUANG_DATA: server.data,
  },
  stdio: 'inherit',
});
const failed = await new Promise((done) => tests.once('exit', (code) => done(code !== 0)));
const code = await server.stop();
if (code !== 0) console.error(`the server ended with ${code}:\n${server.output()}`);
const verify = ['verify', '--data', `${server.data}/demo`];
const verified = spawnSync(binary(), verify, { stdio: 'inherit' });
await server.remove();
process.exitCode = failed || code !== 0 || verified.status !== 0 ? 1 : 0;
