import { dayBlocksOf, drawDays, middleOf } from '../statistics/bootstrap.ts';
import { Random } from '../statistics/random.ts';
import type { DrawReport, DrawTask } from './day-draws.ts';

/** Draws between two reports: often enough for a bar that moves. */
const together = 25;

self.addEventListener('message', ({ data }: MessageEvent<DrawTask>) => {
  const { observations, monthOfDay, draws, seed } = data;
  const blocks = dayBlocksOf(observations, monthOfDay);
  const random = new Random(seed);
  const [raw, handling]: [number[], number[]] = [[], []];
  for (let done = 1; done <= draws; done += 1) {
    const drawn = drawDays(blocks, random);
    raw.push(drawn.raw);
    handling.push(drawn.handling);
    if (done % together === 0 && done < draws) report({ done });
  }
  report({ done: draws, raw: middleOf(raw), handling: middleOf(handling) });
});

function report(words: DrawReport): void {
  self.postMessage(words);
}
