import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const exportHeader =
  'objectid,srrecordid,servicerequestnum,srtype,methodreceived,createddate,srstatus,statusdate,duedate,closedate,agency,outcome,address,neighborhood,latitude,longitude';

/** One line of a 2018-style export; what is not given is usual. */
export function exportLine(fields: Partial<Record<string, string>>): string {
  const usual: Record<string, string> = {
    objectid: '1',
    srrecordid: 'x',
    servicerequestnum: '18-00000001',
    srtype: 'TRM-Potholes',
    methodreceived: 'Phone',
    createddate: '2018/05/08 07:51:45+00',
    srstatus: 'Closed',
    statusdate: '2018/05/08 08:24:42+00',
    duedate: '2018/05/10 07:51:45+00',
    closedate: '2018/05/08 08:24:41+00',
    agency: 'Transportation',
    outcome: 'Work completed',
    address: '1 A ST',
    neighborhood: 'Westside',
    latitude: '39.305',
    longitude: '-76.605',
  };
  const cells = { ...usual, ...fields };
  return exportHeader
    .split(',')
    .map((name) => `"${(cells[name] ?? '').replaceAll('"', '""')}"`)
    .join(',');
}

/** Writes a folder with one export, two square neighborhoods side by side, and a config that names them. */
export function writeSmallCity(root: string, lines: string[]): { exports: string; config: string } {
  const exports = join(root, 'exports');
  mkdirSync(exports, { recursive: true });
  writeFileSync(join(exports, 'requests.csv'), `${[exportHeader, ...lines].join('\n')}\n`);
  const square = (west: number): number[][][] => [
    [
      [west, 39.3],
      [west + 0.01, 39.3],
      [west + 0.01, 39.31],
      [west, 39.31],
      [west, 39.3],
    ],
  ];
  const feature = (name: string, west: number): object => ({
    type: 'Feature',
    properties: { name, population: 1000 },
    geometry: { type: 'Polygon', coordinates: square(west) },
  });
  writeFileSync(
    join(root, 'neighborhoods.geojson'),
    JSON.stringify({
      type: 'FeatureCollection',
      features: [feature('Westside', -76.61), feature('Eastside', -76.6)],
    }),
  );
  const config = join(root, 'config.json');
  writeFileSync(config, JSON.stringify({ boundaries: { neighborhoods: { file: 'neighborhoods.geojson' } } }));
  return { exports, config };
}
