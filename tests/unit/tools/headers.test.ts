import { describe, expect, it } from 'vitest';
import { headersFor, securityHeaders } from '../../../.tools/headers.mjs';
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
