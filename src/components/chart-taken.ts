import type { Translate } from '../i18n/translate.ts';
import { chartFile } from './chart-file.ts';
import { pngOf } from './chart-picture.ts';
import type { SheetAbout } from './export-sheet.ts';
import type { TakeablePicture } from './takeable.ts';

/**
 * A chart that can be taken along as SVG and PNG; null where none is drawn.
 * @param finding what the chart shows, in a sentence: its alternative text away from the page.
 */
export function takeableChart(
  chart: SVGSVGElement | null,
  about: SheetAbout,
  finding: string,
  t: Translate,
): TakeablePicture | null {
  if (chart === null) return null;
  const alternative = [about.title, finding, about.notice]
    .filter((text) => text !== '')
    .map((text) => (/[.?!…]$/.test(text) ? text : `${text}.`))
    .join(' ');
  const { host, pathname } = new URL(about.address);
  const file = (): Promise<string> =>
    chartFile(chart, {
      notice: about.notice,
      title: about.title,
      subtitle: about.filter,
      below: [
        t('take.fileSource', { portal: about.portal, source: about.source }),
        t('take.fileRecord', { id: about.snapshot, moment: about.dataThrough.replace('T', ' ') }),
        `${host}${pathname}`,
      ],
      alternative,
    });
  return {
    svg: async () => new Blob([await file()], { type: 'image/svg+xml' }),
    png: async () => pngOf(await file()),
    alternative,
  };
}
