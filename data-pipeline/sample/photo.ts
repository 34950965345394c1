import type { DuckDBConnection } from '@duckdb/node-api';
import { photoMoments, type PhotoMoment } from '../../src/contract/photo.ts';
import { readRows } from '../database.ts';
import type { PhotoCandidate } from '../sources/photo.ts';

type Pair = Record<PhotoMoment, string>;

/** What is drawn of one kind of request: the shapes of either moment, and what they show. */
interface Scene {
  requestType: string;
  /** How many of the newest closed requests of the type get pictures. */
  requests: number;
  moments: readonly PhotoMoment[];
  shapes: Pair;
  altEn: Pair | null;
  altEs: Pair | null;
}

const sky = '<path fill="#cfe0e6" d="M0 0h640v210H0z"/>';
const houses =
  '<path fill="#a4381f" d="M0 70h150v140H0z"/><path fill="#b98a6a" d="M150 50h170v160H150z"/><path fill="#8c4a3a" d="M320 80h150v130H320z"/><path fill="#c7b299" d="M470 60h170v150H470z"/><path fill="#f4efe2" d="M40 100h30v40H40zM95 100h30v40H95zM190 90h34v44h-34zM250 90h34v44h-34zM360 115h30v40h-30zM415 115h30v40h-30zM510 100h34v44h-34zM575 100h34v44h-34z"/>';
const street =
  '<path fill="#d9d5c8" d="M0 210h640v40H0z"/><path fill="#5b5f63" d="M0 250h640v230H0z"/><path fill="#e8a317" d="M0 355h120v12H0zM180 355h120v12H180zM360 355h120v12H360zM540 355h100v12H540z"/>';
const alley =
  '<path fill="#cfe0e6" d="M200 0h240v200H200z"/><path fill="#8c4a3a" d="M0 0h230v480H0z"/><path fill="#b98a6a" d="M410 0h230v480H410z"/><path fill="#8a8d8f" d="M230 200h180l90 280H140z"/>';
const bags =
  '<g fill="#22282d"><ellipse cx="260" cy="360" rx="46" ry="36"/><ellipse cx="330" cy="390" rx="54" ry="40"/><ellipse cx="220" cy="420" rx="44" ry="32"/></g><path fill="#c7a04a" d="M350 300h70v60h-70zM290 310h50v38h-50z"/>';
const wall =
  '<path fill="#b98a6a" d="M0 0h640v400H0z"/><path stroke="#96694b" stroke-width="4" fill="none" d="M0 80h640M0 160h640M0 240h640M0 320h640"/><path fill="#d9d5c8" d="M0 400h640v80H0z"/>';
const paint =
  '<path fill="none" stroke="#0b5470" stroke-width="26" stroke-linecap="round" d="M120 270q60-170 130 0t130 0 130-10"/>';
const lamp = (bulb: string): string =>
  `<path fill="#1d2730" d="M0 0h640v480H0z"/><path fill="#2c3740" d="M0 400h640v80H0z"/>${bulb}<path fill="#8a8d8f" d="M306 120h14v290h-14zM306 120h110v12H306z"/><path fill="#c7c9ca" d="M400 128h60v18h-60z"/>`;

const scenes: readonly Scene[] = [
  {
    requestType: 'TRM-Potholes',
    requests: 2,
    moments: photoMoments,
    shapes: {
      before: `${sky}${houses}${street}<ellipse cx="300" cy="420" rx="120" ry="34" fill="#2b2e31"/><ellipse cx="300" cy="426" rx="86" ry="20" fill="#17191b"/>`,
      after: `${sky}${houses}${street}<path fill="#3c4044" d="M170 385h262v70H170z"/>`,
    },
    altEn: {
      before: 'Drawing: a street with a deep pothole in the near lane.',
      after: 'Drawing: the same street; a dark square patch where the pothole was.',
    },
    altEs: {
      before: 'Dibujo: una calle con un bache profundo en el carril más cercano.',
      after: 'Dibujo: la misma calle; un parche oscuro y cuadrado donde estaba el bache.',
    },
  },
  {
    requestType: 'SW-Dirty Alley',
    requests: 1,
    moments: photoMoments,
    shapes: { before: alley + bags, after: alley },
    altEn: null,
    altEs: null,
  },
  {
    requestType: 'SW-Graffiti Removal',
    requests: 1,
    moments: photoMoments,
    shapes: { before: wall + paint, after: wall },
    altEn: {
      before: 'Drawing: a brick wall with a wide blue line of paint.',
      after: 'Drawing: the same brick wall, clean.',
    },
    altEs: {
      before: 'Dibujo: una pared de ladrillo con una línea ancha de pintura azul.',
      after: 'Dibujo: la misma pared de ladrillo, limpia.',
    },
  },
  {
    requestType: 'BGE-StLight(s) Out',
    requests: 1,
    moments: ['after'],
    shapes: {
      before: lamp(''),
      after: lamp('<circle cx="430" cy="150" r="90" fill="#f0b540" opacity=".55"/>'),
    },
    altEn: { before: '', after: 'Drawing: a street light that shines at night.' },
    altEs: { before: '', after: 'Dibujo: una luz de la calle encendida de noche.' },
  },
];

/** A drawing that says what it is: a sample must never pass for a photograph. */
const draw = (shapes: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480" viewBox="0 0 640 480">${shapes}<path fill="#fdf1d5" d="M0 0h640v44H0z"/><text x="320" y="30" text-anchor="middle" font-family="sans-serif" font-size="22" font-weight="700" fill="#16202a">Sample picture · Imagen de muestra</text></svg>`;

/** Draws pictures for a few of the newest closed requests of the sample, so that every page that shows pictures has some. */
export async function drawSamplePhotos(connection: DuckDBConnection): Promise<PhotoCandidate[]> {
  const candidates: PhotoCandidate[] = [];
  for (const { requestType, requests, moments, shapes, altEn, altEs } of scenes) {
    const rows = await readRows<{ request_number: string }>(
      connection,
      `SELECT request_number FROM settled_all WHERE request_type = ? AND status_label = 'Closed'
       ORDER BY closed_at DESC, request_number LIMIT ${requests}`,
      [requestType],
    );
    for (const { request_number: requestNumber } of rows) {
      for (const moment of moments) {
        candidates.push({
          source: 'sample',
          requestNumber,
          moment,
          stated: '',
          folder: null,
          drawing: draw(shapes[moment]),
          bytes: null,
          credit: 'Open 311 Baltimore',
          altEn: altEn?.[moment] ?? null,
          altEs: altEs?.[moment] ?? null,
        });
      }
    }
  }
  return candidates;
}
