import type { ComparedArea, Comparison } from '../data/comparison.ts';
import type { Estimate } from '../data/gap.ts';
import type { EquityWords } from './equity-words.ts';
import type { FigureCell, FigureColumn } from './figure-model.ts';

/** What figures are drawn with, beside the comparison itself. */
export interface FigureContext {
  /** Where elements are made. */
  document: Document;
  words: EquityWords;
  areas: readonly ComparedArea[];
  /** Names of kinds: of a request_type id, or of an agency's rare kinds by its negative number. */
  kindName: (kind: number) => string;
  /** Where requests of a kind are shown; undefined for rare kinds together. */
  kindAddress: (kind: number, comparison: Comparison) => string | undefined;
  /** "all kinds", or the one chosen. */
  kinds: string;
}

/** A column by its name, for readers and for the file. */
export const column = (name: string, key: string, isNumber = true): FigureColumn => ({ name, key, isNumber });

/** Interval columns in the measure's unit, as a table and a file show them. */
export const intervalColumns = ({ t }: EquityWords): FigureColumn[] => [
  column(t('equity.difference'), 'difference'),
  column(t('equity.interval'), 'low high'),
];

/** A figure with its interval, or that there are too few requests to say. */
export function intervalCells(
  words: EquityWords,
  comparison: Comparison,
  estimate: Estimate | null,
): FigureCell[] {
  const { measure } = comparison.question;
  if (estimate === null)
    return [
      { text: words.t('equity.tooFew'), raw: null },
      { text: '', raw: null },
    ];
  return [
    { text: words.bare(measure, estimate.value), raw: estimate.value },
    { text: words.range(measure, estimate), raw: `${estimate.low} ${estimate.high}` },
  ];
}
