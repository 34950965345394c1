import { startDatabase, type Database } from './engine.ts';
import { closeNetwork } from './network-message.ts';
import type { Progress } from './record.ts';

/** A database for statements of readers. */
export interface SqlDatabase extends Database {
  /** Takes every way to the network from its worker, for good. */
  closeNetwork: () => void;
}

/**
 * Starts an empty database in a worker whose ways to the network can be closed.
 * @param engineBytes the engine's size on disk.
 * @throws as `startEngine`.
 */
export async function startSqlDatabase(engineBytes: number, onProgress: Progress): Promise<SqlDatabase> {
  const create = (): Worker => new Worker(new URL('./sql-worker.ts', import.meta.url), { type: 'module' });
  const started = await startDatabase(engineBytes, onProgress, create);
  return { ...started, closeNetwork: () => started.worker.postMessage(closeNetwork) };
}
