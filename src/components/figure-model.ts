import type { Drawing } from '../charts/drawing.ts';

/** One cell: what a reader sees, and what a file of numbers holds. */
export interface FigureCell {
  text: string;
  raw: string | number | null;
  href?: string;
  /** It rests on few requests: shown in grey. */
  isFew?: boolean;
}

/** From this many requests on a figure of a kind is shown like any other. */
export const enoughRequests = 30;

export interface FigureColumn {
  name: string;
  /** The column's name in the file; several names, with spaces between them, where cells hold several numbers. */
  key: string;
  isNumber: boolean;
}

/** A figure: a sentence, a picture and its table. Drawn alike while the site is built and in a browser. */
export interface FigureModel {
  id: string;
  title: string;
  /** May hold <strong> marks. */
  sentence: string;
  /** Measure, places, period and number of requests. */
  subtitle: string;
  drawing: Drawing | null;
  columns: FigureColumn[];
  /** The first cell of a row is its head. */
  rows: FigureCell[][];
  note: string;
}

/** A cell of plain words. */
export function wordsCell(text: string, href?: string): FigureCell {
  return href === undefined ? { text, raw: text } : { text, raw: text, href };
}
