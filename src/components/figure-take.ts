import { figureNumbers } from './figure-numbers.ts';
import { offerTake, type TakeTools } from './take-offer.ts';
import { aboutRecord, fileStem, pinnedAddress, type Takeable } from './takeable.ts';

/** Heights in CSS pixels of what stands around a chart in a frame, and of a table alone; and the widest that a chart gets. */
const [aroundChart, tableAlone, widestChart] = [500, 820, 612];

for (const section of document.querySelectorAll<HTMLElement>('[data-figure]')) {
  const details = section.querySelector<HTMLDetailsElement>('[data-take]');
  if (details !== null) offerTake(details, (tools) => takeableFigure(section, details, tools));
}

async function takeableFigure(
  section: HTMLElement,
  details: HTMLElement,
  { t }: TakeTools,
): Promise<Takeable> {
  const { takeableChart } = await import('./chart-taken.ts');
  const id = section.dataset['figure'] ?? '';
  const text = (selector: string): string =>
    (section.querySelector(selector)?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const chart = (): SVGSVGElement | null => section.querySelector('[data-figure-chart] svg');
  const record = aboutRecord(details, t);
  const about: Takeable['about'] = () => ({
    ...record,
    title: text('h2'),
    filter: text('[data-figure-subtitle]'),
    address: pinnedAddress(record.snapshot, id),
  });
  return {
    name: fileStem(id, record.snapshot),
    about,
    sheet: () => ({ about: about(), ...figureNumbers(section) }),
    picture: () => takeableChart(chart(), about(), text('[data-figure-sentence]'), t),
    embed: {
      mark: id,
      height: () => {
        const { width = 0, height = 0 } = chart()?.viewBox.baseVal ?? {};
        return width === 0 ? tableAlone : Math.round(aroundChart + (widestChart * height) / width);
      },
    },
    watched: section.querySelector('[data-figure-rows]')!,
  };
}
