import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, posix, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import sirv from 'sirv';
import { Failure, runCommand } from './failure.mjs';
import { cacheControl, contentType, securityHeaders } from './headers.mjs';
import { isCommand } from './project.mjs';

/**
 * Serves a built site as a static host would, with the headers that we ask hosts to send.
 *
 * @param {{ directory: string, port?: number, host?: string, orNextPorts?: number }} options `orNextPorts` says
 *   how many higher ports to try when the first is taken
 * @returns {Promise<{ port: number, address: string, close: () => Promise<void> }>}
 */
export async function startServer({ directory, port = 0, host = '127.0.0.1', orNextPorts = 0 }) {
  if (!existsSync(directory)) {
    throw new Failure(`${directory} does not exist, expected a built site: run \`npm run build\` first.`);
  }
  const answer = answerFrom(directory);
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    answer(request, response);
  });

  await listen(server, port, host, orNextPorts);
  const address = server.address();
  const actualPort = typeof address === 'object' && address ? address.port : port;
  const shownHost = host === '127.0.0.1' || host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return {
    port: actualPort,
    address: `http://${shownHost.includes(':') ? `[${shownHost}]` : shownHost}:${actualPort}/`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/**
 * @typedef {import('node:http').IncomingMessage} Request
 * @typedef {import('node:http').ServerResponse} Response
 */

/** @param {string} directory */
function answerFrom(directory) {
  let builtAtMs = NaN;
  /** @type {ReturnType<typeof sirv>} */
  let files;

  /**
   * @param {Request} request
   * @param {Response} response
   */
  return (request, response) => {
    // sirv lists the folder once; a site built anew while it is being served has other file names.
    const nowBuiltAtMs = statSync(join(directory, '.portal-build'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (nowBuiltAtMs !== builtAtMs) {
      builtAtMs = nowBuiltAtMs;
      files = sirv(directory, { brotli: true, etag: true, single: false, setHeaders: setFileHeaders });
    }
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    response.setHeader('Cache-Control', cacheControl(path));
    // sirv reads a range like `bytes=-500` wrongly, and nothing of ours asks for ranges: whole files are always right.
    delete request.headers.range;
    files(request, response, () => sendNotFound(directory, path, request, response));
  };
}

/**
 * @param {Response} response
 * @param {string} path
 */
function setFileHeaders(response, path) {
  const type = contentType(path);
  if (type) response.setHeader('Content-Type', type);
  // sirv takes .gz for an encoding. The record's parts are packed files, whose bytes readers check against their names.
  if (path.endsWith('.gz')) response.setHeader('Content-Encoding', 'identity');
  // A file that a new build takes away between listing and reading would otherwise end the whole process.
  response.once('pipe', (source) => source.once('error', () => response.destroy()));
}

/**
 * Answers with the nearest 404.html above the path, as static hosts do, so that /es/… answers in Spanish.
 *
 * @param {string} directory
 * @param {string} path
 * @param {Request} request
 * @param {Response} response
 */
function sendNotFound(directory, path, request, response) {
  response.setHeader('Cache-Control', 'no-cache');
  for (let folder = posix.normalize(path); ; folder = posix.dirname(folder)) {
    const page = resolve(directory, `.${posix.join('/', folder, '404.html')}`);
    if (existsSync(page)) {
      const body = readFileSync(page);
      response.writeHead(404, { 'Content-Type': 'text/html;charset=utf-8', 'Content-Length': body.length });
      response.end(request.method === 'HEAD' ? undefined : body);
      return;
    }
    if (folder === '/' || folder === '.') break;
  }
  response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Not found\n');
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @param {string} host
 * @param {number} orNextPorts
 * @returns {Promise<void>}
 */
function listen(server, port, host, orNextPorts) {
  return new Promise((done, fail) => {
    server.once('listening', done);
    server.on('error', (error) => {
      const code = /** @type {NodeJS.ErrnoException} */ (error).code;
      if (code === 'EADDRINUSE' && orNextPorts > 0) {
        orNextPorts -= 1;
        port += 1;
        server.listen(port, host);
      } else if (
        code === 'EADDRINUSE' ||
        code === 'EACCES' ||
        code === 'EADDRNOTAVAIL' ||
        code === 'ENOTFOUND'
      ) {
        fail(
          new Failure(
            `Cannot listen on ${host} port ${port} (${code}): expected a free one, choose with --port N.`,
          ),
        );
      } else {
        fail(error);
      }
    });
    server.listen(port, host);
  });
}

/**
 * @param {string} name where the value was given
 * @param {string} value
 * @returns {number}
 */
export function parsePort(name, value) {
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65535) {
    throw new Failure(`${name} is "${value}", expected a whole number from 0 to 65535.`);
  }
  return port;
}

/** Stops on the first signal, so that a terminal, npm and a test all leave nothing behind. */
export function closeOnSignal(/** @type {{ close: () => Promise<void> }} */ server) {
  for (const signal of /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.once(signal, () => void server.close());
  }
}

if (isCommand(import.meta.url)) {
  await runCommand(async () => {
    const { values } = parseArgs({
      options: { dir: { type: 'string', default: 'dist' }, port: { type: 'string', default: '4311' } },
    });
    const server = await startServer({
      directory: resolve(values.dir),
      port: parsePort('--port', values.port),
      host: process.env.HOST || '127.0.0.1',
    });
    closeOnSignal(server);
    console.log(`Open ${server.address}`);
  });
}
