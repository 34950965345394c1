import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A server that listens. */
export interface Listening {
  /** Without a slash at its end. */
  address: string;
  /** Ends it, and what hangs in it. */
  close: () => Promise<void>;
}

type Respond = (
  url: string,
  init: { method: string; body: string; signal: AbortSignal },
) => Promise<Response>;

/** Serves what `respond` answers on 127.0.0.1 at a free port. A rejection is a connection lost. */
export async function serveOverHttp(respond: Respond): Promise<Listening> {
  const server = createServer((request, response) => void pass(respond, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

async function pass(respond: Respond, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  try {
    const init = { method: request.method ?? 'GET', body: await text(request), signal: gone.signal };
    const answer = await respond(`http://127.0.0.1${request.url ?? '/'}`, init);
    const body = await answer.text();
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(body);
  } catch {
    request.socket.destroy();
  }
}
