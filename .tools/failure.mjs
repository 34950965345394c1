/** Something the reader can put right: told in one sentence, without a stack. Any other error is a bug of ours. */
export class Failure extends Error {}

/**
 * Runs a command's work and turns its outcome into the exit code.
 *
 * @param {() => Promise<number | void>} work
 */
export async function runCommand(work) {
  endWithParent();
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    console.error(error instanceof Failure ? error.message : error);
    process.exitCode = 1;
  }
}

/**
 * Who stops `npm start` or `npm test` stops npm, and npm its shell, but that shell does not tell us.
 */
function endWithParent() {
  if (process.platform === 'win32' || process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  }, 500).unref();
}
