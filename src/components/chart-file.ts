import fontUrl from '@fontsource-variable/public-sans/files/public-sans-latin-wght-normal.woff2?url';
import { textLines } from '../i18n/text-lines.ts';
import { plainText } from './export-sheet.ts';

/** What a picture file of a chart says about itself. */
export interface ChartWords {
  /** Lines above the chart: notice of sample data, title, what is shown. Empty ones are left out. */
  notice: string;
  title: string;
  subtitle: string;
  /** Lines below it: source, record. */
  below: readonly string[];
  /** What the chart shows, for those who hear it. */
  alternative: string;
}

/** Width and margin of the picture in its own units, half of a pixel each. */
const [width, margin] = [600, 20];
const font = "'Public Sans Variable', 'Public Sans', system-ui, sans-serif";
/** Room at a chart's sides for the ends of its words, which another font makes longer; in the chart's own units. */
const side = 10;
const namespace = 'http://www.w3.org/2000/svg';
/** What a drawing takes from the page's style sheets, which a file does not have. */
const kept = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-opacity',
  'font-size',
  'font-weight',
  'text-anchor',
];

/**
 * A chart of the page as an SVG file that stands alone: title, caption and source in it, the reader's colors, the site's
 * font. 1200 px wide.
 */
export async function chartFile(chart: SVGSVGElement, words: ChartWords): Promise<string> {
  // Lines are measured in the file's font, which the page may have done without.
  await document.fonts.load(`400 10px ${font}`);
  const body = getComputedStyle(document.body);
  const file = part('svg', { role: 'img', lang: document.documentElement.lang, 'font-family': font });
  const style = document.createElementNS(namespace, 'style');
  style.textContent = `@font-face{font-family:'Public Sans Variable';font-weight:100 900;src:url(data:font/woff2;base64,${await fontText()}) format('woff2')}`;
  const paper = part('rect', { width: '100%', height: '100%', fill: body.backgroundColor });
  file.append(
    part('title', {}, plainText(words.title)),
    part('desc', {}, plainText(words.alternative)),
    style,
    paper,
  );
  let y = margin;
  const write = (text: string, size: number, weight: number): void => {
    if (text === '') return;
    for (const line of linesOf(plainText(text), size, weight)) {
      y += size * 1.35;
      file.append(
        part(
          'text',
          { x: margin, y: y - size * 0.35, 'font-size': size, 'font-weight': weight, fill: body.color },
          line,
        ),
      );
    }
  };
  write(words.notice, 10, 680);
  write(words.title, 17, 720);
  write(words.subtitle, 10, 400);
  const drawing = standAlone(chart);
  const { width: chartWidth, height: chartHeight } = chart.viewBox.baseVal;
  const high = ((width - 2 * margin) * chartHeight) / (chartWidth + 2 * side);
  drawing.setAttribute('viewBox', `${-side} 0 ${chartWidth + 2 * side} ${chartHeight}`);
  for (const [name, value] of Object.entries({
    x: margin,
    y: y + 8,
    width: width - 2 * margin,
    height: high,
  }))
    drawing.setAttribute(name, inTenths(value));
  file.append(drawing);
  y += high + 18;
  for (const line of words.below) write(line, 9, 400);
  const height = Math.ceil(y + margin / 2);
  file.setAttribute('viewBox', `0 0 ${width} ${height}`);
  file.setAttribute('width', String(2 * width));
  file.setAttribute('height', String(2 * height));
  return new XMLSerializer().serializeToString(file);
}

/** A copy of the chart with the page's colors and sizes in it, and nothing that only the page understands. */
function standAlone(chart: SVGSVGElement): SVGSVGElement {
  const copy = chart.cloneNode(true) as SVGSVGElement;
  const originals = [chart, ...chart.querySelectorAll('*')];
  [copy, ...copy.querySelectorAll('*')].forEach((made, index) => {
    const style = getComputedStyle(originals[index]!);
    for (const name of kept)
      made.setAttribute(name, style.getPropertyValue(name).replace('currentcolor', style.color));
    for (const name of ['class', 'role', 'aria-label', 'aria-hidden']) made.removeAttribute(name);
  });
  return copy;
}

function part(name: string, attributes: Record<string, string | number>, text = ''): SVGElement {
  const made = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes))
    made.setAttribute(key, typeof value === 'number' ? inTenths(value) : value);
  made.textContent = text;
  return made;
}

function linesOf(text: string, size: number, weight: number): string[] {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) throw new Error('the browser has no 2d canvas');
  context.font = `${weight} ${size}px ${font}`;
  // Another program may draw the same letters a little wider.
  return textLines(text, 0.97 * (width - 2 * margin), (line) => context.measureText(line).width);
}

/** The site's font as text, so that the file needs nothing else. */
async function fontText(): Promise<string> {
  const response = await fetch(fontUrl);
  if (!response.ok) throw new Error(`${fontUrl}: HTTP ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

const inTenths = (value: number): string => String(Math.round(10 * value) / 10);
