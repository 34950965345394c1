import { groupings, type Grouping } from '../contract/grouping.ts';
import {
  accountStatement,
  comparedStatement,
  comparisonLevels,
  curveStatement,
  usualQuestion,
  type ComparisonAccount,
  type ComparisonLevel,
  type ComparisonQuestion,
} from '../contract/measure.ts';
import { lastDay, type DayRange } from '../contract/period.ts';
import { codeRows, rowsOfColumns, type ComparedRows } from './compared-rows.ts';
import { compare, groupsBy, idsOf, sidesOf, type Comparison } from './comparison.ts';
import { curvesOf, type CurveRow, type Curves } from './curves.ts';
import { gapOf, leastCompared, type Gap } from './gap.ts';
import { askPublished, askPublishedColumns, readPublished } from './published.ts';
import { quartersOf, type Quarter } from './quarter.ts';
import { reportingByGroup, type GroupReporting } from './reporting.ts';

/** A gap with one thing asked otherwise. */
export interface ChoiceGap {
  id: 'usual' | 'withJoined' | 'onlyWorkRecorded' | 'withoutBulk' | 'everyone' | 'fixed_target' | 'sure';
  gap: Gap | null;
}

/** A gap of one quarter, by the City's own due dates and by the oldest target. */
export interface QuarterGap {
  quarter: Quarter;
  moving: Gap | null;
  fixed: Gap | null;
  /** Citywide shares, from 0 to 1, null where there are too few requests to say: closed by the City's own due date, and within the oldest target. */
  onTime: number | null;
  withinOldest: number | null;
}

/** A type whose target changed, and the first month of the new one (YYYY-MM). */
export interface TargetChange {
  request_type_id: number;
  month: string;
}

/** What the page about fairness says before any engine loads. */
export interface EquityFacts {
  comparison: Comparison;
  curves: Curves;
  /** Sorted by each figure, on each map. */
  lines: { level: ComparisonLevel; grouping: Grouping; gap: Gap | null }[];
  choices: ChoiceGap[];
  quarters: QuarterGap[];
  changes: TargetChange[];
  account: ComparisonAccount;
  reporting: GroupReporting[];
}

let facts: Promise<EquityFacts> | undefined;

/** Everything the page about fairness says, worked out once a build with the code that browsers run. */
export function readEquity(): Promise<EquityFacts> {
  facts ??= read();
  return facts;
}

/** The rows that a question compares. */
export async function readCompared(question: ComparisonQuestion): Promise<ComparedRows> {
  const { sql, values } = comparedStatement(question);
  return rowsOfColumns(await askPublishedColumns(sql, values));
}

async function read(): Promise<EquityFacts> {
  const { manifest, areas, requestTypes, firstDay } = await readPublished();
  const usual = usualQuestion(firstDay, lastDay(manifest.snapshot.dataThrough));
  const gapBy = async (
    question: ComparisonQuestion,
    grouping: Grouping = 'income',
    onlySure = false,
  ): Promise<Gap | null> => {
    const compared = codeRows(await readCompared(question), requestTypes, question);
    const groups = groupsBy(areas, question.level, grouping);
    return gapOf(compared, compared.byMonth, sidesOf(groups, onlySure));
  };
  const comparison = compare(await readCompared(usual), requestTypes, areas, usual, 'income');
  const lines: EquityFacts['lines'] = [];
  for (const level of comparisonLevels) {
    const question = { ...usual, level };
    const compared = codeRows(await readCompared(question), requestTypes, question);
    for (const grouping of groupings) {
      const sides = sidesOf(groupsBy(areas, level, grouping));
      lines.push({ level, grouping, gap: gapOf(compared, compared.byMonth, sides) });
    }
  }
  const choices: ChoiceGap[] = [
    { id: 'usual', gap: comparison.gap },
    { id: 'withJoined', gap: await gapBy({ ...usual, withJoined: true }) },
    { id: 'onlyWorkRecorded', gap: await gapBy({ ...usual, onlyWorkRecorded: true }) },
    { id: 'withoutBulk', gap: await gapBy({ ...usual, withoutBulk: true }) },
    { id: 'everyone', gap: await gapBy({ ...usual, whose: 'everyone' }) },
    { id: 'fixed_target', gap: await gapBy({ ...usual, measure: 'fixed_target' }) },
    { id: 'sure', gap: await gapBy(usual, 'income', true) },
  ];
  const quarters: QuarterGap[] = [];
  for (const quarter of quartersOf({ from: firstDay, to: usual.to })) {
    const question = { ...usual, ...quarter.days };
    const rows = await readCompared(question);
    // A record may have gaps of years.
    if (rows.outcome.length === 0) continue;
    const fixed = { ...question, measure: 'fixed_target' } as const;
    quarters.push({
      quarter,
      moving: await gapBy(question),
      fixed: await gapBy(fixed),
      onTime: meanOutcome(rows),
      withinOldest: meanOutcome(await readCompared(fixed)),
    });
  }
  const { groups } = comparison;
  const statement = curveStatement(usual, idsOf(comparison));
  const curves = curvesOf(await askPublished<CurveRow>(statement.sql, statement.values));
  const counted = accountStatement(usual);
  const [account] = await askPublished<ComparisonAccount>(counted.sql, counted.values);
  if (account === undefined) throw new Error('the account of a comparison has no row');
  return {
    comparison,
    curves,
    lines,
    choices,
    quarters,
    changes: await changesIn({ from: firstDay, to: usual.to }),
    account,
    reporting: await reportingByGroup(usual, groups),
  };
}

function meanOutcome({ outcome }: ComparedRows): number | null {
  return outcome.length < leastCompared ? null : outcome.reduce((sum, one) => sum + one, 0) / outcome.length;
}

/** Types whose rule for due dates changed within the days. */
async function changesIn({ from, to }: DayRange): Promise<TargetChange[]> {
  return askPublished<TargetChange>(
    `SELECT request_type_id, from_month AS month
    FROM due_rule_versions
    WHERE version > 1 AND from_month > ? AND from_month <= ?
      AND requests >= 100
    ORDER BY month, request_type_id`,
    [from.slice(0, 7), to.slice(0, 7)],
  );
}
