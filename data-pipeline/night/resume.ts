import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { PageFolder } from '../service/page-folder.ts';

/** Pages older than this are read again: the look at touched rows goes back only a few days. */
const longestPauseMs = 24 * 3_600_000;

/** Where whole readings put their pages (DATA_DIR/incoming), kept from an interrupted run if that is recent. */
export class Incoming {
  readonly #folder: string;

  constructor(dataFolder: string, now: Date) {
    this.#folder = join(dataFolder, 'incoming');
    const begun = join(this.#folder, 'begun.json');
    const startedMs = existsSync(begun) ? (JSON.parse(readFileSync(begun, 'utf8')) as number) : null;
    if (startedMs !== null && now.getTime() - startedMs < longestPauseMs) return;
    rmSync(this.#folder, { recursive: true, force: true });
    mkdirSync(this.#folder, { recursive: true });
    writeFileSync(`${begun}.part`, JSON.stringify(now.getTime()));
    renameSync(`${begun}.part`, begun);
  }

  /** The pages of one layer. */
  of(url: string): PageFolder {
    return new PageFolder(join(this.#folder, createHash('sha256').update(url).digest('hex').slice(0, 16)));
  }

  /** Once their rows are part of the record. */
  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
