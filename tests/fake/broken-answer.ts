import type { FaultKind } from './fault.ts';

const html = (title: string): string =>
  `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;

/** A page of HTML, as a proxy or the service's own directory gives it. */
export function htmlAnswer(title: string, status = 200): Response {
  return new Response(html(title), { status, headers: { 'content-type': 'text/html; charset=utf-8' } });
}

/** JSON as the service sends it: HTTP 200, its errors included. */
export function jsonAnswer(content: unknown): Response {
  return new Response(JSON.stringify(content), {
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
}

/** The service's own error, inside HTTP 200. */
export function errorAnswer(code: number, message: string, details: string[] = []): Response {
  return jsonAnswer({ error: { code, message, details } });
}

/**
 * What a client sees in place of the answer, or null for faults that leave it whole.
 * @param nowMs of a clock that a Retry-After date is told by.
 * @throws TypeError for a lost connection, as `fetch` does, and the signal's reason once it aborts a request that hangs.
 */
export async function breakAnswer(
  kind: FaultKind,
  answer: Response,
  nowMs: number,
  signal: AbortSignal | undefined,
): Promise<Response | null> {
  switch (kind) {
    case 'http_500':
      return new Response('Internal Server Error', { status: 500 });
    case 'http_503_retry_after_seconds':
      return new Response('Service Unavailable', { status: 503, headers: { 'retry-after': '1' } });
    case 'http_429_retry_after_date': {
      const headers = { 'retry-after': new Date(nowMs + 2000).toUTCString() };
      return new Response('Too Many Requests', { status: 429, headers });
    }
    case 'error_in_200':
      return errorAnswer(504, 'Your request has timed out.');
    case 'html_in_200':
      return htmlAnswer('Site under maintenance');
    case 'html_502':
      return htmlAnswer('502 Bad Gateway', 502);
    case 'cut_json': {
      const whole = await answer.text();
      return new Response(whole.slice(0, Math.floor(whole.length / 2)), { headers: answer.headers });
    }
    case 'connection_reset':
      throw new TypeError('fetch failed', { cause: new Error('read ECONNRESET') });
    case 'hang':
      return new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      });
    case 'empty_body':
      return new Response('', { headers: answer.headers });
    default:
      return null;
  }
}
