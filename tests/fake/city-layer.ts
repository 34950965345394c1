import type { Random } from '../../src/statistics/random.ts';
import { cityFields, makeCityRow, stampFields, type CityField, type CityRow } from './city-row.ts';

/** Object id of a row. */
export const objectIdOf = (row: CityRow): number => Number(row['ESRI_OID']);

/** A file attached to a row, as the service describes it. */
export interface FakeAttachment {
  id: number;
  name: string;
  contentType: string;
  keywords?: string;
  size?: number;
  /** When the picture's metadata says it was taken, `2026:11:22 10:00:00`. */
  taken?: string;
}

/** One layer as it stands. Rows are replaced, never changed, so that a list taken earlier stays what it was. */
export class CityLayer {
  fields: readonly CityField[] = cityFields;
  rows: readonly CityRow[];
  lastEditMs: number;
  /** By object id. Null: the layer says that it carries none. */
  attachments: ReadonlyMap<number, readonly FakeAttachment[]> | null = null;
  /** An object id is never given twice, even when its row is gone. */
  #highestId: number;

  constructor(rows: readonly CityRow[]) {
    this.rows = [...rows];
    this.#highestId = rows.reduce((highest, row) => Math.max(highest, objectIdOf(row)), 0);
    this.lastEditMs = this.newestMs();
  }

  /** The newest stamp on any row, 0 without rows. */
  newestMs(): number {
    return this.rows.reduce(
      (newest, row) => stampFields.reduce((most, field) => Math.max(most, Number(row[field] ?? 0)), newest),
      0,
    );
  }

  /** The highest running number in the ServiceRequestNum of any row. */
  highestNumber(): number {
    return this.rows.reduce(
      (highest, row) => Math.max(highest, Number(String(row['ServiceRequestNum']).slice(3)) || 0),
      0,
    );
  }

  edit(objectId: number, changes: Partial<CityRow>): void {
    if (!this.rows.some((row) => objectIdOf(row) === objectId))
      throw new Error(`No row ${objectId} to edit.`);
    this.rows = this.rows.map((row) =>
      objectIdOf(row) === objectId ? ({ ...row, ...changes, ESRI_OID: objectId } as CityRow) : row,
    );
  }

  /** Adds a row under the next object id, whatever id it came with. */
  insert(row: CityRow): void {
    this.#highestId += 1;
    this.rows = [...this.rows, { ...row, ESRI_OID: this.#highestId }];
  }

  remove(objectId: number): void {
    if (!this.rows.some((row) => objectIdOf(row) === objectId))
      throw new Error(`No row ${objectId} to remove.`);
    this.rows = this.rows.filter((row) => objectIdOf(row) !== objectId);
  }

  /** Closes, reopens or postpones a few rows. Each gets a stamp of its own from `clock`. */
  editSome(random: Random, clock: () => number): void {
    for (const row of this.#some(random, 3)) {
      const stamp = clock();
      const changes: CityRow = { StatusDate: stamp, LastActivityDate: stamp };
      if (random.chance(0.3)) changes['DueDate'] = Number(row['DueDate'] ?? stamp) + 86_400_000;
      const reopened = row['CloseDate'] !== null;
      this.edit(objectIdOf(row), {
        ...changes,
        SRStatus: reopened ? 'Open' : 'Closed',
        CloseDate: reopened ? null : stamp,
        Outcome: reopened ? null : 'Work completed',
      });
    }
  }

  /** Adds one to three rows, opened at the clock. */
  insertSome(random: Random, clock: () => number, nextNumber: () => number): void {
    for (let left = 1 + random.below(3); left > 0; left -= 1) {
      const createdMs = clock();
      const year = String(new Date(createdMs).getUTCFullYear()).slice(2);
      const number = `${year}-${String(nextNumber()).padStart(8, '0')}`;
      this.insert(makeCityRow(random, { objectId: 0, number, createdMs, untilMs: createdMs }));
    }
  }

  removeSome(random: Random): void {
    for (const row of this.#some(random, 2)) this.remove(objectIdOf(row));
  }

  #some(random: Random, most: number): CityRow[] {
    const wanted = Math.min(this.rows.length, 1 + random.below(most));
    const chosen = new Set<CityRow>();
    while (chosen.size < wanted) {
      const row = this.rows[random.below(this.rows.length)];
      if (row) chosen.add(row);
    }
    return [...chosen];
  }
}
