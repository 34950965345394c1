const [width, margin] = [1200, 40];
const font = '"Public Sans Variable", "Public Sans Fallback", system-ui, sans-serif';
/** What a drawing takes from the page's style sheets, which a picture file does not have. */
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

/** A figure's chart as a PNG with its title, sentence, source and record. */
export async function chartPicture(section: HTMLElement, { notice }: { notice: string }): Promise<Blob> {
  const svg = section.querySelector<SVGSVGElement>('[data-figure-chart] svg');
  if (svg === null) throw new Error(`figure ${section.dataset['figure'] ?? ''} has no chart`);
  const image = await imageOf(svg);
  const text = (selector: string): string => section.querySelector(selector)?.textContent?.trim() ?? '';
  const colors = getComputedStyle(document.body);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  const lines = [
    { text: notice, size: 20, weight: 680 },
    { text: text('h2'), size: 34, weight: 720 },
    { text: text('[data-figure-subtitle]'), size: 20, weight: 400 },
  ];
  const draw = (): number => {
    const context = canvas.getContext('2d')!;
    context.fillStyle = colors.backgroundColor;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = colors.color;
    context.textBaseline = 'top';
    let y = margin;
    const write = ({ text: words, size, weight }: (typeof lines)[number]): void => {
      context.font = `${weight} ${size}px ${font}`;
      for (const line of wrapped(context, words)) {
        context.fillText(line, margin, y);
        y += size * 1.35;
      }
    };
    lines.filter(({ text: words }) => words !== '').forEach(write);
    const high = ((width - 2 * margin) * image.height) / image.width;
    context.drawImage(image, margin, y + 10, width - 2 * margin, high);
    y += high + 24;
    write({ text: text('[data-figure-source]'), size: 18, weight: 400 });
    return Math.ceil(y + margin / 2);
  };
  // Lines are counted on a canvas that is then made as high as they need.
  canvas.height = draw();
  draw();
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error('the canvas gave no picture')) : resolve(blob)),
      'image/png',
    );
  });
}

async function imageOf(svg: SVGSVGElement): Promise<HTMLImageElement> {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = svg.querySelectorAll('*');
  copy.querySelectorAll('*').forEach((part, index) => {
    const style = getComputedStyle(originals[index]!);
    for (const name of kept) part.setAttribute(name, style.getPropertyValue(name));
  });
  const { width: wide, height: high } = svg.viewBox.baseVal;
  copy.setAttribute('width', String(2 * wide));
  copy.setAttribute('height', String(2 * high));
  copy.setAttribute('font-family', 'system-ui, sans-serif');
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  return image;
}

function wrapped(context: CanvasRenderingContext2D, text: string): string[] {
  const lines: string[] = [''];
  for (const word of text.split(/\s+/)) {
    const longer = lines.at(-1) === '' ? word : `${lines.at(-1)} ${word}`;
    if (context.measureText(longer).width <= width - 2 * margin) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
