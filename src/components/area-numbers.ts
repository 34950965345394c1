import { metrics, metricsFor, type MetricId } from '../contract/metric.ts';
import type { PlaceKind } from '../i18n/language.ts';
import type { AreaTable } from './area-table.ts';
import type { Scope } from './explorer-words.ts';
import type { Sheet, SheetCell, SheetColumn } from './export-sheet.ts';
import { standingOf, type Value } from './summary-value.ts';

/**
 * The table of areas as it is shown: its order, the areas that are not filtered away, the measures that can be said. A
 * value that cannot be said is empty; the column after it says why, and the one before on how many requests it rests.
 */
export function areaNumbers(table: AreaTable, { question }: Scope): Pick<Sheet, 'columns' | 'rows'> {
  const measures = metricsFor(question.status);
  return {
    columns: [
      { name: 'area', type: 'text' },
      { name: 'level', type: 'text' },
      { name: 'requests', type: 'integer', unit: 'requests' },
      ...measures.flatMap((id): SheetColumn[] => [
        { name: `${id}_rests_on`, type: 'integer', unit: 'requests' },
        { name: id, type: 'number', unit: metrics[id].unit },
        { name: `${id}_missing`, type: 'text' },
      ]),
    ],
    rows: table
      .shown()
      .map(({ name, isCity, values }) => [
        name,
        (isCity ? 'city' : question.kind) satisfies PlaceKind | 'city',
        values.requests_per_1000.n,
        ...measures.flatMap((id) => valueCells(id, values[id])),
      ]),
  };
}

function valueCells(metric: MetricId, value: Value): SheetCell[] {
  const standing = standingOf(metric, value);
  return [value.n, standing === 'exact' ? value.value : null, standing === 'exact' ? null : standing];
}
