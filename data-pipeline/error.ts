/** A command line that cannot be carried out as written. Exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** Something given to the pipeline (a file, a config, a service) is not what it must be. Exit code 1. */
export class InputError extends Error {
  override name = 'InputError';
}

/** The record did not pass its checks, so it was not published. Exit code 1. */
export class RefusedError extends Error {
  override name = 'RefusedError';
}

/** True for errors whose message is meant for the operator; anything else is a bug and shows its stack. */
export function isExpected(error: unknown): error is Error {
  return error instanceof UsageError || error instanceof InputError || error instanceof RefusedError;
}
