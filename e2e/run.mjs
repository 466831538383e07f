// One demonstration for all tests: starts it, runs node:test over it, stops it.
import { spawn } from 'node:child_process';
import { start } from './lib/server.mjs';

const server = await start();
console.log(`demonstration at ${server.url}`);
const args = ['--test', '--test-concurrency=1', '--test-reporter=spec', ...process.argv.slice(2)];
const tests = spawn(process.execPath, args, {
  cwd: new URL('.', import.meta.url),
  env: { ...process.env, YICHUANG_URL: server.url, YICHUANG_OUTPUT: server.output() },
  stdio: 'inherit',
});
const failed = await new Promise((done) => tests.once('exit', (code) => done(code !== 0)));
const code = await server.stop();
if (code !== 0) console.error(`the server ended with ${code}:\n${server.output()}`);
process.exitCode = failed || code !== 0 ? 1 : 0;
