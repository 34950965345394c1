import { lastDay } from '../contract/period.ts';
import { readCoverage } from './coverage.ts';
import {
  accountStep,
  kindsStep,
  monthsStep,
  noAccount,
  overlapsStep,
  type Account,
  type PlaceKindFigures,
} from './place-facts.ts';
import { readFigures, type PlaceFigures } from './place-figures.ts';
import { monthsOfPlace, type MonthRow, type PlaceMonth } from './place-month.ts';
import { openStep, returningStep, type OpenRequests, type Returning } from './place-open.ts';
import { belongings, type Belonging, type OverlapRow } from './place-overlap.ts';
import { speedStep } from './place-speed.ts';
import { onTimeStep, placedSteps, volumeStep, type PlacePeriod, type PlaceStep } from './place-steps.ts';
import { askPublished, readPublished } from './published.ts';

/** Everything that the page of a place says about requests. */
export interface Place {
  figures: Record<PlacePeriod, PlaceFigures>;
  months: PlaceMonth[];
  kinds: PlaceKindFigures[];
  open: OpenRequests;
  returning: Returning;
  account: Account;
  belongs: Belonging[];
}

interface Places {
  of(areaId: number): Place;
}

let places: Promise<Places> | undefined;

/** All places of the record, asked for once a build. */
export function readPlaces(): Promise<Places> {
  places ??= ask();
  return places;
}

/** Everything asked for the pages of places, in the order it is run. */
export function placeStepsOf(last: string): PlaceStep[] {
  return [
    ...placedSteps(last),
    volumeStep,
    onTimeStep,
    speedStep,
    kindsStep,
    monthsStep,
    openStep,
    returningStep(last),
    accountStep(last),
    overlapsStep,
  ];
}

type Row<Fields> = Fields & { area_id: number };

async function ask(): Promise<Places> {
  const { manifest } = await readPublished();
  const covers = await readCoverage();
  const { dataThrough } = manifest.snapshot;
  const last = lastDay(dataThrough);
  const answers = new Map<PlaceStep['id'], unknown[]>();
  for (const { id, sql } of placeStepsOf(last)) {
    let rows: unknown[] = [];
    for (const statement of sql.split(/;\n/)) rows = await askPublished(statement);
    answers.set(id, rows);
  }
  const rowsOf = <One>(id: PlaceStep['id']): One[] => answers.get(id) as One[];
  const byArea = <One extends { area_id: number }>(id: PlaceStep['id']): Map<number, One[]> =>
    Map.groupBy(rowsOf<One>(id), ({ area_id: areaId }) => areaId);
  const figuresOf = readFigures(rowsOf('volume'), rowsOf('on_time'), rowsOf('speed'), last, covers);
  const months = byArea<MonthRow>('months');
  const kinds = byArea<Row<PlaceKindFigures>>('kinds');
  const open = byArea<Row<OpenRequests>>('open');
  const returning = byArea<Row<Returning>>('returning');
  const account = byArea<Row<Account>>('account');
  const belongs = belongings(rowsOf<OverlapRow>('overlaps'));
  return {
    of: (areaId) => ({
      figures: figuresOf(areaId),
      months: monthsOfPlace(months.get(areaId) ?? [], dataThrough, covers),
      kinds: kinds.get(areaId) ?? [],
      open: open.get(areaId)?.[0] ?? { open: 0, late: 0, due_later: 0, oldest: [] },
      returning: returning.get(areaId)?.[0] ?? { places: 0, defects: 0, listed: [] },
      account: account.get(areaId)?.[0] ?? noAccount,
      belongs: belongs.get(areaId) ?? [],
    }),
  };
}
