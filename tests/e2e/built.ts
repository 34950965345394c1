import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the site under test. */
export const siteFolder = process.env['SITE_OUT_DIR'] ?? 'dist';

/** Every built page as a path of the site: `''`, `es/`, `404.html`. */
export const builtPages: readonly string[] = readdirSync(siteFolder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.html'))
  .map((name) => name.replaceAll('\\', '/').replace(/(^|\/)index\.html$/, '$1'));

/** The text of a built page. */
export function readBuilt(path: string): string {
  return readFileSync(
    join(siteFolder, path === '' || path.endsWith('/') ? `${path}index.html` : path),
    'utf8',
  );
}
