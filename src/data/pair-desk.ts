import { comparedStatement, type ComparisonQuestion } from '../contract/measure.ts';
import type { Statement } from '../contract/metric.ts';
import type { Calculator, OnStep } from './calculator.ts';
import { rowsOfColumns, type ComparedType } from './compared-rows.ts';
import { pairOf, type Pair, type RuleVersion } from './pair.ts';

/** The SQL of the months from which a kind's due rule held. */
export const versionsStatement: Statement = {
  sql: 'SELECT request_type_id, from_month FROM due_rule_versions WHERE version > 1',
  values: [],
};

/** Answers for two places in the browser. */
export class PairDesk {
  readonly #calculator: Calculator;
  readonly #types: readonly ComparedType[];

  constructor(calculator: Calculator, types: readonly ComparedType[]) {
    this.#calculator = calculator;
    this.#types = types;
  }

  /** @throws as `Calculator.ask`. */
  answer(
    question: ComparisonQuestion,
    areas: readonly [number, number],
    signal: AbortSignal,
    onStep: OnStep,
  ): Promise<Pair> {
    const tables = ['areas', 'request_types', 'due_rule_versions'];
    return this.#calculator.use(question, tables, signal, onStep, async (engine) => {
      const rows = rowsOfColumns(await engine.askColumns(comparedStatement(question)));
      const versions = await engine.ask<RuleVersion>(versionsStatement);
      return pairOf(rows, this.#types, versions, question, areas);
    });
  }
}
