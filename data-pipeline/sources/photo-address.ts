import { resolve, sep } from 'node:path';
import type { LeftOutReason } from '../../src/contract/photo.ts';

/** What an address turned out to be: one that may be published, a file to be published, or none of these. */
export type JudgedAddress = { address: string; host: string } | { path: string } | { reason: LeftOutReason };

const longestAddress = 2000;

/**
 * Judges what a source states as a picture's address.
 * @param hosts that pictures may come from.
 * @param folder where files that the source names lie; null where only addresses are allowed.
 */
export function judgeAddress(
  stated: string,
  hosts: ReadonlySet<string>,
  folder: string | null,
): JudgedAddress {
  if (stated === '') return { reason: 'no_picture' };
  // eslint-disable-next-line no-control-regex -- these are what must not get through
  if (stated.length > longestAddress || /[\u0000-\u001f\u007f]/.test(stated))
    return { reason: 'not_an_address' };
  if (!/^[a-z][a-z0-9+.-]*:/i.test(stated)) return judgePath(stated, folder);
  const url = URL.parse(stated);
  if (url === null) return { reason: 'not_an_address' };
  if (url.protocol !== 'https:') return { reason: 'not_https' };
  if (url.username !== '' || url.password !== '') return { reason: 'not_an_address' };
  if (!hosts.has(url.host)) return { reason: 'host_not_allowed' };
  return { address: url.href, host: url.host };
}

function judgePath(stated: string, folder: string | null): JudgedAddress {
  if (folder === null || /^[/\\]/.test(stated)) return { reason: 'not_an_address' };
  const path = resolve(folder, stated);
  return path.startsWith(`${resolve(folder)}${sep}`) ? { path } : { reason: 'outside_folder' };
}
