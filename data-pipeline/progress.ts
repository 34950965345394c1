/** Tells an operator how far a run is. */
export interface Progress {
  /** Begins a step of so many units (rows, files); 0 when that is not known. */
  start: (name: string, total: number) => Step;
}

export interface Step {
  advance: (units: number) => void;
  end: () => void;
}

/** For logs: one JSON line when a step is done, with its units and milliseconds. */
export function lineProgress(write: (line: string) => void, now: () => Date): Progress {
  return {
    start(step, total) {
      const startedMs = now().getTime();
      let done = 0;
      return {
        advance(units) {
          done += units;
        },
        end() {
          write(JSON.stringify({ step, done, total, milliseconds: now().getTime() - startedMs }));
        },
      };
    },
  };
}

const barCells = 28;

/** For a terminal: a bar on one line, redrawn in place and left full when the step is done. */
export function terminalProgress(write: (text: string) => void, now: () => Date): Progress {
  return {
    start(step, total) {
      let done = 0;
      let drawnMs = 0;
      const draw = (): void => {
        const share = total === 0 ? 0 : Math.min(1, done / total);
        const full = Math.round(share * barCells);
        const bar = '█'.repeat(full) + '░'.repeat(barCells - full);
        write(`\r\u001b[2K${bar} ${Math.floor(share * 100)} %  ${step}`);
        drawnMs = now().getTime();
      };
      draw();
      return {
        advance(units) {
          done += units;
          if (now().getTime() - drawnMs > 100) draw();
        },
        end() {
          done = total || done;
          draw();
          write('\n');
        },
      };
    },
  };
}
