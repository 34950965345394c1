import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CityRow } from '../fake/city-row.ts';
import type { FakeFeatureServer } from '../fake/feature-server.ts';
import { PublishedFolder, type Run } from './published-folder.ts';
import { writeSmallCity } from './small-export.ts';

const base = 'https://service.test/arcgis/rest/services';
export const layerPath = (year: number | 'current'): string =>
  `311_Customer_Service_Requests_${year}/FeatureServer/0`;

/** What a reader should find of one request. */
type Told = Record<
  'request_number' | 'request_type' | 'status' | 'created_at' | 'due_at' | 'closed_at' | 'agency' | 'outcome',
  string | null
>;

const columns = 'request_number, request_type, status, created_at, due_at, closed_at, agency, outcome';

/** A folder with a small city, whose nights read a fake service. */
export class NightFolder extends PublishedFolder {
  readonly server: FakeFeatureServer;
  readonly config: string;

  /** @param years layers the config names; the server decides whether they are there. */
  constructor(server: FakeFeatureServer, years: readonly (number | 'current')[], more: object = {}) {
    super();
    this.server = server;
    this.fetch = (url, init) => server.respond(url, init);
    writeSmallCity(this.root, []);
    this.config = join(this.root, 'night.json');
    writeFileSync(
      this.config,
      JSON.stringify({
        layers: years.map((year) => ({ year, url: `${base}/${layerPath(year)}` })),
        newYears: `${base}/311_Customer_Service_Requests_{year}/FeatureServer/0`,
        boundaries: { neighborhoods: { file: 'neighborhoods.geojson' } },
        ...more,
      }),
    );
  }

  nightly(...options: string[]): Promise<Run> {
    return this.run('nightly', '--config', this.config, ...options);
  }

  /** Lets days pass. */
  wait(days: number): void {
    this.now = new Date(this.now.getTime() + days * 86_400_000);
  }

  /** Everything published, in the order of numbers. */
  async told(): Promise<Told[]> {
    const ask = await this.open();
    return (await ask(`SELECT ${columns} FROM detail ORDER BY request_number`)) as Told[];
  }

  /** What should be published, worked out from the server's rows without the pipeline. */
  truth(paths: readonly string[]): Told[] {
    const newest = new Map<string, CityRow>();
    for (const row of paths.flatMap((path) => this.server.rows(path))) {
      const number = String(row['ServiceRequestNum']);
      const other = newest.get(number);
      if (other === undefined || stampOf(row) >= stampOf(other)) newest.set(number, row);
    }
    return [...newest.keys()].sort().map((number) => tell(newest.get(number) ?? {}));
  }
}

function stampOf(row: CityRow): number {
  const stamps = ['CreatedDate', 'StatusDate', 'CloseDate', 'LastActivityDate'].map((name) => row[name]);
  return Math.max(...stamps.map((stamp) => (typeof stamp === 'number' ? stamp : -Infinity)));
}

function tell(row: CityRow): Told {
  const moment = (name: string): string | null => {
    const stamp = row[name];
    return typeof stamp === 'number'
      ? new Date(stamp)
          .toISOString()
          .replace('T', ' ')
          .replace(/\.\d+Z$/, '')
      : null;
  };
  const text = (name: string): string | null => {
    const value = row[name];
    return typeof value === 'string' && value.trim() !== '' ? value.replace(/\s+/g, ' ').trim() : null;
  };
  return {
    request_number: text('ServiceRequestNum'),
    request_type: text('SRType'),
    status: text('SRStatus')?.startsWith('Closed') === true ? 'closed' : 'open',
    created_at: moment('CreatedDate'),
    due_at: moment('DueDate'),
    closed_at: moment('CloseDate'),
    agency: text('Agency'),
    outcome: text('Outcome'),
  };
}
