import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ServiceError } from '../error.ts';
import { askService, nameOf, type Service } from '../service/ask.ts';

/**
 * Fetches JSON and keeps a copy of it in `folder`. Boundaries hardly ever change and come from several hosts: when one
 * of them fails, the copy of the last good night serves, and the log says so.
 * @throws ServiceError when it cannot be fetched and was never fetched before.
 */
export function copyKeepingFetch(
  service: Service,
  folder: string,
  warn: (line: string) => void,
): (url: string) => Promise<unknown> {
  return async (url) => {
    const path = join(folder, `${createHash('sha256').update(url).digest('hex').slice(0, 16)}.json`);
    try {
      const json = await askService(service, url);
      mkdirSync(folder, { recursive: true });
      writeFileSync(`${path}.part`, JSON.stringify(json));
      renameSync(`${path}.part`, path);
      return json;
    } catch (error) {
      if (!(error instanceof ServiceError) || !existsSync(path)) throw error;
      warn(`Warning: ${nameOf(url)} did not answer; its copy from an earlier run is used. ${error.message}`);
      return JSON.parse(readFileSync(path, 'utf8')) as unknown;
    }
  };
}
