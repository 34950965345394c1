import { textLines } from '../i18n/text-lines.ts';
import type { Palette } from './choropleth.ts';
import { drawState, type PointState } from './request-layer.ts';

/** One line of a picture's legend: a class of the ramp, a way to have no value, or a state of requests. */
export interface PictureKey {
  sign: string;
  words: string;
}

/** What a picture of the map says about itself. */
export interface PictureWords {
  title: string;
  /** The area chosen, and its value; empty without one. */
  subtitle: string;
  legendTitle: string;
  legend: readonly PictureKey[];
  /** Source, date and snapshot, one line each. */
  footer: readonly string[];
  /** Stands at the top of sample data; empty otherwise. */
  notice: string;
}

const width = 1200;
const margin = 40;
const face = '"Public Sans Variable"';
const font = `${face}, "Public Sans Fallback", system-ui, sans-serif`;
const legendFont = `400 20px ${font}`;

/** Draws the map with its title, legend, source and date as one PNG. */
export async function drawPicture(
  mapCanvas: HTMLCanvasElement,
  words: PictureWords,
  palette: Palette,
): Promise<Blob> {
  // The page may have done without its font, to be faster. Where it cannot be had, the picture does without it too. The
  // fallback is not asked for: it has only local sources, which may all be missing.
  await document.fonts.load(`400 20px ${face}`).catch(() => []);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  // Lines are counted on a canvas that is then made as high as they need.
  canvas.height = drawAll(contextOf(canvas), mapCanvas, words, palette);
  drawAll(contextOf(canvas), mapCanvas, words, palette);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('the canvas gave no picture'));
      else resolve(blob);
    }, 'image/png');
  });
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('the browser has no 2d canvas');
  return context;
}

/** Draws everything; gives the height it takes. */
function drawAll(
  context: CanvasRenderingContext2D,
  mapCanvas: HTMLCanvasElement,
  words: PictureWords,
  palette: Palette,
): number {
  context.fillStyle = palette.paper;
  context.fillRect(0, 0, width, context.canvas.height);
  let y = margin;
  const write = (text: string, size: number, weight: number): void => {
    if (text === '') return;
    context.font = `${weight} ${size}px ${font}`;
    context.fillStyle = palette.ink;
    context.textBaseline = 'top';
    for (const line of textLines(text, width - 2 * margin, (words) => context.measureText(words).width)) {
      context.fillText(line, margin, y);
      y += size * 1.35;
    }
  };
  write(words.notice, 20, 680);
  y += words.notice === '' ? 0 : 10;
  write(words.title, 32, 720);
  write(words.subtitle, 22, 400);
  y += 12;
  const mapWidth = width - 2 * margin;
  const mapHeight = (mapWidth * mapCanvas.height) / Math.max(1, mapCanvas.width);
  context.drawImage(mapCanvas, margin, y, mapWidth, mapHeight);
  y += mapHeight + 18;
  write(words.legendTitle, 20, 640);
  y = drawLegend(context, words.legend, y + 4, palette) + 14;
  for (const line of words.footer) write(line, 18, 400);
  return Math.ceil(y + margin / 2);
}

function drawLegend(
  context: CanvasRenderingContext2D,
  keys: readonly PictureKey[],
  top: number,
  palette: Palette,
): number {
  context.font = legendFont;
  context.textBaseline = 'top';
  let [x, y] = [margin, top];
  for (const { sign, words } of keys) {
    const needed = 40 + context.measureText(words).width + 28;
    if (x > margin && x + needed > width - margin) [x, y] = [margin, y + 32];
    drawSign(context, sign, x, y, palette);
    context.fillStyle = palette.ink;
    context.fillText(words, x + 40, y + 1);
    x += needed;
  }
  return y + 32;
}

function drawSign(
  context: CanvasRenderingContext2D,
  sign: string,
  x: number,
  y: number,
  palette: Palette,
): void {
  if (['open', 'late', 'closed'].includes(sign)) {
    drawState(context, sign as PointState, x + 16, y + 11, palette);
    return;
  }
  if (sign === 'cluster') {
    context.beginPath();
    context.arc(x + 16, y + 11, 10, 0, 2 * Math.PI);
    context.lineWidth = 1.5;
    context.strokeStyle = palette.ink;
    context.stroke();
    context.font = `400 13px ${font}`;
    context.fillStyle = palette.ink;
    context.fillText('9', x + 12, y + 4);
    context.font = legendFont;
    return;
  }
  context.fillStyle = palette.ramp[Number(sign)] ?? palette.land;
  context.fillRect(x, y + 2, 30, 18);
  context.strokeStyle = palette.few;
  context.lineWidth = 1.5;
  if (sign === 'few') {
    context.save();
    context.beginPath();
    context.rect(x, y + 2, 30, 18);
    context.clip();
    context.beginPath();
    for (let shift = -18; shift < 30; shift += 7) {
      context.moveTo(x + shift, y + 20);
      context.lineTo(x + shift + 18, y + 2);
    }
    context.stroke();
    context.restore();
  }
  context.strokeRect(x, y + 2, 30, 18);
}
