import type { Stage } from './request.ts';
import { daySeconds, massClosingStart } from './span.ts';
import { massClosing } from './truths.ts';

/** Closes the oldest open requests of the planted type within minutes of each other. */
export function playMassClosing({ random, city, span, ledger }: Stage): void {
  const type = city.types.findIndex(({ name }) => name === massClosing.requestType);
  const start = massClosingStart(span);
  const newest = start - massClosing.minimumAgeDays * daySeconds;
  const open: number[] = [];
  for (let row = 0; row < ledger.length; row += 1) {
    const closed = ledger.closed[row] ?? 0;
    const isOpen = closed === 0 || closed > start + massClosing.withinMinutes * 60;
    if (ledger.type[row] === type && isOpen && (ledger.created[row] ?? 0) < newest) open.push(row);
  }
  open.sort((first, second) => (ledger.created[first] ?? 0) - (ledger.created[second] ?? 0));
  for (const row of open.slice(0, Math.round(ledger.capacity * massClosing.shareOfRows))) {
    const closed = start + random.below(massClosing.withinMinutes * 60);
    ledger.setState(row, 'Closed', 'Your issue has been reviewed and is considered closed', closed);
  }
}
