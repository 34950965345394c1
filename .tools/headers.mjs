import { readFileSync } from 'node:fs';

/**
 * The policy that pages carry too. `wasm-unsafe-eval` lets WebAssembly compile; nothing evaluates text as script.
 * MapLibre decodes images through blob: addresses and draws its controls from data: ones. A page cannot say who may
 * frame it, only a header can.
 *
 * @type {Record<string, string>}
 */
const contentSecurityPolicy = {
  ...JSON.parse(
    readFileSync(new URL('../src/layouts/content-security-policy.json', import.meta.url), 'utf8'),
  ),
  'frame-ancestors': '*',
};

/**
 * @param {readonly string[]} pictureHosts
 * @returns {string}
 */
function policyWith(pictureHosts) {
  const images = [contentSecurityPolicy['img-src'], ...pictureHosts.map((host) => `https://${host}`)];
  return Object.entries({ ...contentSecurityPolicy, 'img-src': images.join(' ') })
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');
}

/**
 * Sent with every response. A worker takes its policy from the response that carried its script, not from the page.
 *
 * @type {Readonly<Record<string, string>>}
 */
export const securityHeaders = {
  'Content-Security-Policy': policyWith([]),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'geolocation=(self), camera=(), microphone=()',
};

/** Pages that show pictures of requests, in each language: the gallery, the map, and what happened to one request. */
const picturePage = /(^|\/)(photos|map|request|es\/fotos|es\/mapa|es\/solicitud)\//;

/** Published files and what describes them. Pages and their scripts are not among them. */
const openFile =
  /(^|\/)(data\/(SHA256SUMS|.+\.(parquet|geojson|json|gz|jpg|png|webp|svg))|schema\/[a-z_]+\.json|data\.json|datapackage\.json|dataset\.jsonld)$/;

/**
 * Other sites' pages, such as notebooks in a browser, may read these: they hold nothing that differs by reader.
 *
 * @type {Readonly<Record<string, string>>}
 */
const openHeaders = {
  ...securityHeaders,
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

/**
 * The security headers of one response.
 *
 * @param {string} path of the request
 * @param {readonly string[]} pictureHosts that the record's pictures come from (`photos.hosts` in its manifest)
 * @returns {Readonly<Record<string, string>>} Only pages that show pictures may fetch them from elsewhere, and only
 *   published files may be read from elsewhere.
 */
export function headersFor(path, pictureHosts) {
  if (openFile.test(path)) return openHeaders;
  if (pictureHosts.length === 0 || !picturePage.test(path)) return securityHeaders;
  return { ...securityHeaders, 'Content-Security-Policy': policyWith(pictureHosts) };
}

const immutable = 'public, max-age=31536000, immutable';

/**
 * @param {string} path of the request
 * @returns {string} Only names that carry a hash of their content may be kept for ever.
 */
export function cacheControl(path) {
  const hashed = /(^|\/)_astro\//.test(path) || /(^|\/)data\/.*\.[0-9a-f]{8}\.[^/]+$/.test(path);
  return hashed ? immutable : 'no-cache';
}

/** @type {Readonly<Record<string, string>>} */
const contentTypes = {
  css: 'text/css; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  geojson: 'application/geo+json',
  gz: 'application/gzip',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  jsonld: 'application/ld+json',
  mjs: 'text/javascript; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
  pmtiles: 'application/vnd.pmtiles',
  txt: 'text/plain; charset=utf-8',
  wasm: 'application/wasm',
  xml: 'text/xml; charset=utf-8',
};

/**
 * @param {string} path of the request
 * @returns {string | undefined} undefined leaves the choice to the server
 */
export function contentType(path) {
  return contentTypes[path.slice(path.lastIndexOf('.') + 1).toLowerCase()];
}
