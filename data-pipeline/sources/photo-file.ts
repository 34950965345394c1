import { closeSync, fstatSync, openSync, readFileSync, realpathSync } from 'node:fs';
import { sep } from 'node:path';
import type { LeftOutReason } from '../../src/contract/photo.ts';

/** A picture file that may be published, or why it may not. */
export type JudgedFile = { content: Buffer; ending: 'jpg' | 'png' | 'webp' } | { reason: LeftOutReason };

/** A phone on a slow line waits half a minute for this much. */
export const mostFileBytes = 3_000_000;

/**
 * Reads a picture that an operator keeps. What it is, is told by its first bytes, not by its name; one that says where
 * it was taken is left out, because that may be somebody's home.
 * @param folder the file must lie in, also once links are followed.
 */
export function readPhotoFile(path: string, folder: string): JudgedFile {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return { reason: 'no_such_file' };
    throw error;
  }
  try {
    const { size, isFile } = statOf(descriptor);
    if (!isFile) return { reason: 'no_such_file' };
    if (!realpathSync(path).startsWith(`${realpathSync(folder)}${sep}`)) return { reason: 'outside_folder' };
    if (size > mostFileBytes) return { reason: 'file_too_large' };
    return judgeContent(readFileSync(descriptor));
  } finally {
    closeSync(descriptor);
  }
}

function statOf(descriptor: number): { size: number; isFile: boolean } {
  const stat = fstatSync(descriptor);
  return { size: stat.size, isFile: stat.isFile() };
}

function judgeContent(content: Buffer): JudgedFile {
  const ending = endingOf(content);
  if (ending === null) return { reason: 'not_a_picture' };
  return saysWhere(content) ? { reason: 'holds_location' } : { content, ending };
}

function endingOf(content: Buffer): 'jpg' | 'png' | 'webp' | null {
  const head = content.toString('latin1', 0, 12);
  if (head.startsWith('\xff\xd8\xff')) return 'jpg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  return /^RIFF[^]{4}WEBP/.test(head) ? 'webp' : null;
}

/** The directory of places in Exif, by its tag in the first directory; XMP names it in words. */
const gpsTag = 0x8825;

function saysWhere(content: Buffer): boolean {
  if (content.includes('GPSLatitude')) return true;
  // JPEG marks the block with `Exif`, PNG with `eXIf`, WebP with `EXIF`; all three hold a TIFF header thereafter.
  for (const mark of ['Exif', 'eXIf', 'EXIF']) {
    for (let at = content.indexOf(mark); at !== -1; at = content.indexOf(mark, at + 4)) {
      const header = ['II*\0', 'MM\0*']
        .map((order) => content.indexOf(order, at, 'latin1'))
        .find((start) => start !== -1 && start - at <= 16);
      if (header !== undefined && hasTag(content.subarray(header), gpsTag)) return true;
    }
  }
  return false;
}

/** Looks for a tag in the first directory of a TIFF block. */
function hasTag(tiff: Buffer, wanted: number): boolean {
  const isLittle = tiff[0] === 0x49;
  const short = (at: number): number => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const start = tiff.length < 8 ? Infinity : isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (start + 2 > tiff.length) return false;
  for (let entry = 0, at = start + 2; entry < short(start) && at + 12 <= tiff.length; entry += 1, at += 12)
    if (short(at) === wanted) return true;
  return false;
}
