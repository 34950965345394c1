import type { Comparison } from '../data/comparison.ts';
import type { Curves } from '../data/curves.ts';
import { areasFigure } from './areas-figure.ts';
import { curvesFigure } from './curves-figure.ts';
import type { FigureContext } from './figure-context.ts';
import type { FigureModel } from './figure-model.ts';
import { gapFigure } from './gap-figure.ts';
import { groupsFigure } from './groups-figure.ts';
import { kindsFigure } from './kinds-figure.ts';

/** The figures that a reader's choices change, in the order of the page. */
export function equityFigures(context: FigureContext, comparison: Comparison, curves: Curves): FigureModel[] {
  return [
    gapFigure(context, comparison),
    groupsFigure(context, comparison),
    kindsFigure(context, comparison),
    curvesFigure(context, comparison, curves),
    areasFigure(context, comparison),
  ];
}
