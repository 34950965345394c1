/** A command line that cannot be carried out as written. Exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** Something given to the pipeline (a file, a config) is not what it must be. Exit code 1. */
export class InputError extends Error {
  override name = 'InputError';
}

/** The City's service did not give what a record can be made from, however often it was asked. Exit code 1. */
export class ServiceError extends Error {
  override name = 'ServiceError';
  /** The service says that there is nothing at this address. */
  readonly absent: boolean;
  constructor(message: string, { absent = false } = {}) {
    super(message);
    this.absent = absent;
  }
}

/** The record did not pass its checks, or may not be published now. Exit code 1. */
export class RefusedError extends Error {
  override name = 'RefusedError';
}

/** True for errors whose message is meant for the operator; anything else is a bug and shows its stack. */
export function isExpected(error: unknown): error is Error {
  return [UsageError, InputError, ServiceError, RefusedError].some((kind) => error instanceof kind);
}
