import { comparedStatement, curveStatement, type ComparisonQuestion } from '../contract/measure.ts';
import type { Grouping } from '../contract/grouping.ts';
import type { Statement } from '../contract/metric.ts';
import type { Calculator, OnStep } from './calculator.ts';
import {
  codeRows,
  monthsOfDays,
  rowsOfColumns,
  type ComparedRows,
  type ComparedType,
} from './compared-rows.ts';
import { compare, idsOf, sidesOf, type ComparedArea, type Comparison } from './comparison.ts';
import { curvesOf, type CurveRow, type Curves } from './curves.ts';
import type { DrawTask } from './day-draws.ts';
import { observationsOf } from './gap.ts';

/** An answer, with what it was worked out from. */
export interface EquityAnswer {
  comparison: Comparison;
  curves: Curves;
  areas: ComparedArea[];
  /** The statement behind each figure: `curves` has its own. */
  statements: { compared: Statement; curves: Statement };
  rows: ComparedRows;
}

/** Answers comparisons in the browser, with the statements and the statistics that the site was built with. */
export class EquityDesk {
  readonly #calculator: Calculator;
  readonly #types: readonly ComparedType[];

  constructor(calculator: Calculator, types: readonly ComparedType[]) {
    this.#calculator = calculator;
    this.#types = types;
  }

  /** @throws as `Calculator.ask`. */
  async answer(
    question: ComparisonQuestion,
    grouping: Grouping,
    signal: AbortSignal,
    onStep: OnStep,
  ): Promise<EquityAnswer> {
    const tables = ['areas', 'request_types'];
    if (question.measure === 'fixed_target') tables.push('due_rule_versions');
    return this.#calculator.use(question, tables, signal, onStep, async (engine) => {
      const compared = comparedStatement(question);
      const columns = await engine.askColumns(compared);
      const rows = rowsOfColumns(columns);
      const areas = await engine.ask<ComparedArea>({ sql: 'SELECT * FROM areas', values: [] });
      const comparison = compare(rows, this.#types, areas, question, grouping);
      const curves = curveStatement(question, idsOf(comparison));
      return {
        comparison,
        curves: curvesOf(await engine.ask<CurveRow>(curves)),
        areas,
        statements: { compared, curves },
        rows,
      };
    });
  }

  /** What drawing days again needs to know of an answer. */
  drawTask({ comparison, rows }: EquityAnswer): Pick<DrawTask, 'observations' | 'monthOfDay'> {
    const { question, groups } = comparison;
    const compared = codeRows(rows, this.#types, question);
    return {
      observations: observationsOf(compared, compared.byMonth, sidesOf(groups)),
      monthOfDay: monthsOfDays(question),
    };
  }
}
