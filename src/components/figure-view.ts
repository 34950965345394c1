import { drawn } from './drawn.ts';
import { element, link, rich } from './element.ts';
import type { FigureModel } from './figure-model.ts';

/** Shows a figure's model in the section that the page came with. */
export function showFigure(section: HTMLElement, model: FigureModel): void {
  const part = (name: string): HTMLElement => section.querySelector(`[data-figure-${name}]`)!;
  part('sentence').replaceChildren(...rich(model.sentence));
  part('subtitle').textContent = model.subtitle;
  part('note').textContent = model.note;
  const chart = part('chart');
  chart.querySelector('svg')?.remove();
  if (model.drawing !== null) chart.prepend(drawn(model.drawing));
  part('head').replaceChildren(
    ...model.columns.map(({ name, key, isNumber }) => {
      const head = element('th', isNumber ? 'number' : '', name);
      head.setAttribute('scope', 'col');
      head.dataset['key'] = key;
      return head;
    }),
  );
  part('rows').replaceChildren(
    ...model.rows.map((cells) => {
      const row = element('tr', '');
      cells.forEach(({ text, raw, href, isFew = false }, index) => {
        const content = href === undefined ? text : link(href, text);
        const isNumber = index > 0 && model.columns[index]?.isNumber === true;
        const names = [isNumber ? 'number' : '', isFew ? 'soft' : ''].filter((name) => name !== '');
        const cell = element(index === 0 ? 'th' : 'td', names.join(' '), content);
        if (index === 0) cell.setAttribute('scope', 'row');
        cell.dataset['raw'] = String(raw ?? '');
        row.append(cell);
      });
      return row;
    }),
  );
}
