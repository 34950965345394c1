import type { AreaView } from './area-view.ts';
import type { MapFileOptions } from './map-taken.ts';
import { offerTake } from './take-offer.ts';

export interface MapTakeOptions {
  root: HTMLElement;
  view: AreaView;
  /** The map as it stands now; null where none is drawn. */
  canvas: () => HTMLCanvasElement | null;
  /** The address that shows this view on any device, with its days. */
  address: () => string;
}

/** What the full map gives along: its numbers, a picture with title, legend, source and date, its address, paper. */
export function offerMap({ root, view, canvas, address }: MapTakeOptions): void {
  const still = document.createElement('img');
  still.className = 'map-still';
  still.alt = '';
  still.hidden = true;
  root.querySelector<HTMLElement>('[data-map-side]')!.append(still);
  /** A WebGL canvas prints blank: paper gets a still of it. */
  const setStill = (): void => {
    const source = canvas()?.toDataURL('image/png');
    still.hidden = source === undefined;
    if (source !== undefined) still.src = source;
  };
  // Also when paper is asked for from the browser's own menu, where nothing waits for the image.
  addEventListener('beforeprint', setStill);
  const print = async (): Promise<void> => {
    setStill();
    if (!still.hidden) await still.decode();
    window.print();
  };
  const details = root.querySelector<HTMLDetailsElement>('[data-take]')!;
  offerTake(details, async ({ t }) => {
    const { takeableMap } = await import('./map-taken.ts');
    const options: MapFileOptions = { root, details, t, view, canvas, address, print };
    return takeableMap(options);
  });
}
