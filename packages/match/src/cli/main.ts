#!/usr/bin/env node
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 12)) {
  process.stderr.write(`@crmkit/match needs Node 22.12 or later; this is ${process.versions.node}.\n`);
  process.exitCode = 2;
} else {
  // Not before the check: an older Node would stumble over the syntax instead of saying what is wrong.
  const { runCli } = await import('./run-cli.js');
  process.exitCode = await runCli(process.argv.slice(2), {
    out: (text) => void process.stdout.write(text),
    progress: (text) => void process.stderr.write(text),
    isTerminal: process.stderr.isTTY === true,
  });
}
