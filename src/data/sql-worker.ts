import engineUrl from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import { closeNetwork } from './network-message.ts';

/** What a worker can reach the network with, or load more script by. */
const ways = ['XMLHttpRequest', 'fetch', 'WebSocket', 'WebTransport', 'EventSource', 'Worker'];

let isReady = false;
const early: unknown[] = [];

// DuckDB-WASM 1.28.0 asks the network for an attached database even where access outside is switched off, and a page's
// policy does not bind its workers on every host. So the ways themselves are taken away when told.
self.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (isReady && event.data !== closeNetwork) return;
  event.stopImmediatePropagation();
  if (!isReady) early.push(event.data);
  else for (const name of ways) Object.defineProperty(self, name, { value: undefined });
});

// Imported by its address: a bundler leaves it out, as its package says that no file does anything when imported.
await import(/* @vite-ignore */ engineUrl);
isReady = true;
for (const data of early) self.dispatchEvent(new MessageEvent('message', { data }));
