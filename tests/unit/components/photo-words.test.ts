import { describe as group, expect, it } from 'vitest';
import { describe, pictureAddress, sayCost } from '../../../src/components/photo-words.ts';
import type { Picture } from '../../../src/contract/photo.ts';
import { translator } from '../../../src/i18n/messages.ts';

const picture = (more: Partial<Picture> = {}): Picture => ({
  address: 'picture.0123abcd.jpg',
  host: null,
  bytes: null,
  credit: null,
  alt_en: null,
  alt_es: null,
  ...more,
});
const [en, es] = [translator('en'), translator('es')];

group('what a picture shows', () => {
  it('is said in the reader’s language, else in the other, else that nobody described it', () => {
    const both = picture({ alt_en: 'A hole', alt_es: 'Un bache' });
    expect(describe(both, 'before', 'es', es)).toEqual({ text: 'Un bache', language: 'es' });
    expect(describe(picture({ alt_en: 'A hole' }), 'before', 'es', es)).toEqual({
      text: 'A hole',
      language: 'en',
    });
    expect(describe(picture(), 'after', 'es', es).text).toBe('Foto del cierre, sin descripción.');
    expect(describe(picture(), 'before', 'en', en).text).toBe(
      'Picture of what was reported, with no description.',
    );
  });
});

group('what fetching pictures costs the reader', () => {
  it('is said by host and size where they are known', () => {
    const far = { host: 'photos.example.org', address: 'https://photos.example.org/1.jpg' };
    expect(sayCost({ before: picture({ bytes: 340_000 }) }, 'en', en)).toBe(
      'It comes from this site. About 340 kB.',
    );
    expect(sayCost({ before: picture({ ...far, bytes: 2_100_000 }), after: picture(far) }, 'en', en)).toBe(
      'They come from photos.example.org. That site will see your IP address.',
    );
    const two = { before: picture(far), after: picture({ host: 'b.example.org' }) };
    expect(sayCost(two, 'es', es)).toBe(
      'Vienen de photos.example.org, b.example.org. Esos sitios verán su dirección IP.',
    );
  });
});

it('a picture of the site’s own lies with the published files, another where its host says', () => {
  expect(pictureAddress(picture())).toBe('/data/picture.0123abcd.jpg');
  expect(pictureAddress(picture({ host: 'a.example', address: 'https://a.example/1.jpg' }))).toBe(
    'https://a.example/1.jpg',
  );
});
