import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compressDirectory } from '../../../.tools/compress.mjs';
import { securityHeaders } from '../../../.tools/headers.mjs';
import { parsePort, startServer } from '../../../.tools/serve.mjs';

const home = mkdtempSync(join(tmpdir(), 'portal-serve-'));
const directory = join(home, 'dist');
const engine = 'x'.repeat(5000);
let server: Awaited<ReturnType<typeof startServer>>;

beforeAll(async () => {
  const files = {
    'secret.txt': 'outside',
    'dist/index.html': '<h1>Home</h1>',
    'dist/404.html': '<h1>Not here</h1>',
    'dist/es/index.html': '<h1>Inicio</h1>',
    'dist/es/404.html': '<h1>No está</h1>',
    'dist/_astro/engine.AbC_12-9.wasm': engine,
    'dist/_astro/worker.AbC_12-9.js': 'postMessage(1);',
    'dist/data/manifest.json': '{}',
    'dist/data/core.0123abcd.parquet': engine,
    'dist/data/neighborhoods.0123abcd.geojson': JSON.stringify({ padding: engine }),
  };
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(home, name, '..'), { recursive: true });
    writeFileSync(join(home, name), content);
  }
  await compressDirectory(directory, { cacheDirectory: join(home, 'cache') });
  server = await startServer({ directory });
});

afterAll(async () => {
  await server.close();
  rmSync(home, { recursive: true });
});

interface Answer {
  status: number | undefined;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** Sends the path as it is, where fetch would tidy it up first. */
function get(path: string, { method = 'GET', headers = {} } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: server.port, path, method, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }),
      );
    });
    sent.on('error', reject).end();
  });
}

test.each([
  '/',
  '/es/',
  '/_astro/worker.AbC_12-9.js',
  '/_astro/engine.AbC_12-9.wasm',
  '/data/manifest.json',
  '/nowhere',
])('the security headers are on %s', async (path) => {
  const { headers } = await get(path);
  for (const [name, value] of Object.entries(securityHeaders))
    expect(headers[name.toLowerCase()]).toBe(value);
});

test('only names that carry a hash are kept for ever', async () => {
  const forever = [
    '/_astro/worker.AbC_12-9.js',
    '/data/core.0123abcd.parquet',
    '/data/neighborhoods.0123abcd.geojson',
  ];
  for (const path of forever) {
    expect((await get(path)).headers['cache-control'], path).toBe('public, max-age=31536000, immutable');
  }
  for (const path of ['/', '/es/', '/data/manifest.json', '/nowhere']) {
    expect((await get(path)).headers['cache-control'], path).toBe('no-cache');
  }
});

test.each([
  ['/', 'text/html;charset=utf-8'],
  ['/_astro/worker.AbC_12-9.js', 'text/javascript; charset=utf-8'],
  ['/_astro/engine.AbC_12-9.wasm', 'application/wasm'],
  ['/data/core.0123abcd.parquet', 'application/vnd.apache.parquet'],
  ['/data/neighborhoods.0123abcd.geojson', 'application/geo+json'],
])('%s is %s', async (path, type) => {
  expect((await get(path)).headers['content-type']).toBe(type);
  expect((await get(path, { headers: { 'Accept-Encoding': 'br' } })).headers['content-type']).toBe(type);
});

test('Brotli goes to those who read it, and never around Parquet', async () => {
  const path = '/_astro/engine.AbC_12-9.wasm';
  const small = await get(path, { headers: { 'Accept-Encoding': 'gzip, br' } });
  expect(small.headers['content-encoding']).toBe('br');
  expect(small.body.length).toBeLessThan(engine.length);
  expect(brotliDecompressSync(small.body).toString()).toBe(engine);

  expect((await get(path)).body.toString()).toBe(engine);
  const parquet = await get('/data/core.0123abcd.parquet', { headers: { 'Accept-Encoding': 'br' } });
  expect(parquet.headers['content-encoding']).toBeUndefined();
});

test('what is missing answers 404 in the language of its path', async () => {
  const english = await get('/nowhere/');
  expect([english.status, english.body.toString()]).toEqual([404, '<h1>Not here</h1>']);
  const spanish = await get('/es/ninguna/parte/');
  expect([spanish.status, spanish.body.toString()]).toEqual([404, '<h1>No está</h1>']);
});

test.each([
  '/../secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '/es/..%5c..%5csecret.txt',
  '//../secret.txt',
  '/%zz',
])('nothing outside the site is served: %s', async (path) => {
  const { status, body } = await get(path);
  expect(status).toBe(404);
  expect(body.toString()).not.toContain('outside');
});

test('only reading is allowed', async () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
    const { status, headers } = await get('/', { method });
    expect([status, headers['allow']]).toEqual([405, 'GET, HEAD']);
  }
  const head = await get('/', { method: 'HEAD' });
  expect([head.status, head.body.length]).toEqual([200, 0]);
});

test('a file that did not change is not sent again', async () => {
  const { headers } = await get('/data/manifest.json');
  const again = await get('/data/manifest.json', { headers: { 'If-None-Match': String(headers['etag']) } });
  expect([again.status, again.body.length]).toEqual([304, 0]);
});

test('a file that vanishes while the site is served ends its own request only', async () => {
  const file = join(directory, 'gone.html');
  writeFileSync(file, 'soon gone');
  writeFileSync(join(directory, '.portal-build'), 'a build that lists the file');
  expect((await get('/gone.html')).status).toBe(200);
  rmSync(file);
  await expect(get('/gone.html')).rejects.toThrow();
  expect((await get('/')).status).toBe(200);
});

test('a taken port leads to the next one only where that was asked for', async () => {
  const next = await startServer({ directory, port: server.port, orNextPorts: 20 });
  expect(next.port).toBeGreaterThan(server.port);
  await next.close();
  await expect(startServer({ directory, port: server.port })).rejects.toThrow(
    `port ${server.port} (EADDRINUSE)`,
  );
});

test('a port that is none is named', () => {
  for (const value of ['-5', 'http', '70000', '']) {
    expect(() => parsePort('PORT', value)).toThrow(`PORT is "${value}", expected a whole number`);
  }
});
