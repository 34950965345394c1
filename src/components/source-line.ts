import type { Manifest } from '../contract/manifest.ts';
import type { Language } from '../i18n/language.ts';
import { translator } from '../i18n/messages.ts';

const keys = {
  sample: 'footer.sourceSample',
  files: 'footer.sourceFiles',
  'open-baltimore': 'footer.source',
} as const;

/** Says where a record comes from. */
export function sourceLine(source: Manifest['snapshot']['source'], language: Language): string {
  return translator(language)(keys[source]);
}
