/** What a frame of another site is told. */
export interface EmbedFrame {
  /** Address of the page that holds the figure or map, as it is shown now. */
  page: string;
  /** The figure's mark: `gap` stands for `#embed-gap`. */
  mark: string;
  /** Said by screen readers before they enter the frame. */
  title: string;
  /** In CSS pixels; the width is the frame's own. */
  height: number;
}

/** The address that shows one figure or map alone. It names no snapshot: a frame shows today's record and says its date. */
export function embedAddress({ page, mark }: Pick<EmbedFrame, 'page' | 'mark'>): string {
  const url = new URL(page);
  url.searchParams.delete('snapshot');
  url.hash = `embed-${mark}`;
  return url.href;
}

/** HTML to paste into another site. */
export function embedCode(frame: EmbedFrame): string {
  const attributes = {
    src: embedAddress(frame),
    title: frame.title,
    width: '100%',
    height: String(frame.height),
    loading: 'lazy',
    style: 'border:0;max-width:720px',
  };
  const written = Object.entries(attributes).map(([name, value]) => `${name}="${escaped(value)}"`);
  return `<iframe ${written.join(' ')}></iframe>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
