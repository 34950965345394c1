import type { Interval } from '../statistics/interval.ts';
import type { Observations } from '../statistics/tally.ts';

/** What is drawn: requests of two groups, by days within months. */
export interface DrawTask {
  observations: Observations;
  monthOfDay: Int32Array;
  draws: number;
  /** The same seed draws the same days, so that anyone gets the same answer. */
  seed: number;
}

/** How far the drawing is; intervals once it is done. */
export interface DrawReport {
  done: number;
  raw?: Interval;
  handling?: Interval;
}

export const usualDraws = { draws: 1000, seed: 311 } as const;

/**
 * Draws days again in a worker, so that the page stays quick.
 * @param signal stops it: what was drawn until then is thrown away.
 * @throws DOMException AbortError when stopped; Error when the worker cannot run.
 */
export function drawInWorker(
  task: DrawTask,
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<Required<DrawReport>> {
  // Stopped while the task was still made: no event tells it any more.
  if (signal.aborted) return Promise.reject(signal.reason as Error);
  const worker = new Worker(new URL('./day-draws-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<Required<DrawReport>>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    worker.addEventListener('error', ({ message }) => reject(new Error(`The worker stopped: ${message}`)));
    worker.addEventListener('message', ({ data: { done, raw, handling } }: MessageEvent<DrawReport>) => {
      onProgress(done);
      if (raw !== undefined && handling !== undefined) resolve({ done, raw, handling });
    });
    worker.postMessage(task);
  }).finally(() => worker.terminate());
}
