import { describe, expect, it } from 'vitest';
import { cacheControl, contentType, headersFor, securityHeaders } from '../../../.tools/headers.mjs';
import { languages, routes, type Route } from '../../../src/i18n/language.ts';
import { policyOf } from '../../../src/layouts/policy.ts';

const hosts = ['photos.example.org', 'other.example.org:8443'];
const withPictures = new Set<Route>(['photos', 'map', 'request']);
const images = "img-src 'self' data: blob: https://photos.example.org https://other.example.org:8443;";

describe('the policy that goes with a page', () => {
  it.each(
    (Object.keys(routes) as Route[]).flatMap((route) =>
      languages.map((language) => [route, language] as const),
    ),
  )('of %s in %s allows the hosts of pictures only where pictures are shown', (route, language) => {
    for (const base of ['/', '/open-311/']) {
      for (const rest of ['', '2/', '?number=1']) {
        const policy = headersFor(`${base}${routes[route][language]}${rest}`, hosts)[
          'Content-Security-Policy'
        ];
        if (withPictures.has(route)) expect(policy).toContain(images);
        else expect(policy).toBe(securityHeaders['Content-Security-Policy']);
      }
    }
  });

  it('says the same in the page and in the header, but for who may frame it', () => {
    const header = headersFor('/photos/', hosts)['Content-Security-Policy'];
    expect(header).toBe(`${policyOf(hosts)}; frame-ancestors *`);
    expect(policyOf([])).toContain("img-src 'self' data: blob:;");
  });
});

describe('files of the record and what describes them', () => {
  const open = [
    'data/manifest.json',
    'data/manifest.schema.json',
    'data/SHA256SUMS',
    'data/snapshots/2026-11-23T0510Z-1a2b3c4d.json',
    'data/detail-2026-11.0123abcd.parquet',
    'data/boundary_city.0123abcd.geojson',
    'data/nearby-2584-3232.0123abcd.json.gz',
    'schema/request_types.json',
    'data.json',
    'datapackage.json',
    'dataset.jsonld',
  ];
  const own = [
    '',
    'use/',
    'es/usar/',
    'data/',
    'data/index.html',
    'search/vocabulary.json',
    '_astro/page.js',
  ];

  it.each(['/', '/open-311/'])(
    'may be read by pages of other sites, and nothing else may, under %s',
    (base) => {
      for (const path of open) {
        const headers = headersFor(base + path, []);
        expect(headers, path).toMatchObject({
          ...securityHeaders,
          'Access-Control-Allow-Origin': '*',
          'Cross-Origin-Resource-Policy': 'cross-origin',
        });
      }
      for (const path of own) expect(headersFor(base + path, []), path).toEqual(securityHeaders);
    },
  );

  it('say what they are', () => {
    expect(contentType('/data/manifest.json')).toBe('application/json');
    expect(contentType('/dataset.jsonld')).toBe('application/ld+json');
    expect(contentType('/data/detail-2026-11.0123abcd.parquet')).toBe('application/vnd.apache.parquet');
  });

  it('are asked for anew each time where their name holds no hash', () => {
    for (const path of ['data/manifest.json', 'data/snapshots/2026-11-23T0510Z-1a2b3c4d.json', 'data.json'])
      expect(cacheControl(`/${path}`)).toBe('no-cache');
    expect(cacheControl('/data/detail-2026-11.0123abcd.parquet')).toContain('immutable');
  });
});
