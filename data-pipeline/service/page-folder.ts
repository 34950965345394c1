import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dateColumns, cityFields } from '../sources/raw.ts';
import type { ServiceRow } from './query.ts';

type Page = [id: number, row: ServiceRow][];

const stamps = new Set(
  dateColumns.filter((column) => column !== 'due_at').map((column) => cityFields[column] ?? ''),
);

/**
 * Pages of a whole reading kept on disk, one file a page, each written beside its name and then renamed: a run that
 * was stopped finds whole pages or none.
 */
export class PageFolder {
  readonly #folder: string;
  readonly #ids = new Set<number>();
  #newestMs: number | null = null;

  /** Opens a folder, made if absent, and takes up what an interrupted run left there. */
  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
    for (const page of this.pages()) this.#note(page);
  }

  /** The ids an earlier, interrupted run set out to read; null when none did. */
  plannedIds(): number[] | null {
    const path = join(this.#folder, 'ids.json');
    return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as number[]) : null;
  }

  planIds(ids: readonly number[]): void {
    this.#write('ids.json', ids);
  }

  hasPage(first: number): boolean {
    return existsSync(join(this.#folder, `page-${first}.json`));
  }

  keepPage(first: number, rows: ReadonlyMap<number, ServiceRow>): void {
    const page = [...rows];
    this.#write(`page-${first}.json`, page);
    this.#note(page);
  }

  /** True for a row that some page holds. */
  has(id: number): boolean {
    return this.#ids.has(id);
  }

  /** The newest stamp on any row, epoch ms of the service's clock; null without rows. */
  newestMs(): number | null {
    return this.#newestMs;
  }

  /** The pages one after another, in no order that matters. */
  *pages(): Generator<Page> {
    for (const name of readdirSync(this.#folder)) {
      if (/^page-\d+\.json$/.test(name))
        yield JSON.parse(readFileSync(join(this.#folder, name), 'utf8')) as Page;
    }
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #note(page: Page): void {
    for (const [id, row] of page) {
      this.#ids.add(id);
      for (const [field, value] of Object.entries(row)) {
        if (typeof value === 'number' && stamps.has(field.toLowerCase()))
          this.#newestMs = Math.max(this.#newestMs ?? value, value);
      }
    }
  }

  #write(name: string, content: unknown): void {
    const path = join(this.#folder, name);
    writeFileSync(`${path}.part`, JSON.stringify(content));
    renameSync(`${path}.part`, path);
  }
}
