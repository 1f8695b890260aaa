import { SingleBar } from "cli-progress";
import { formatDuration } from "./format.ts";
import type { Terminal } from "./terminal.ts";

/** Shows how far a task is: a bar on a terminal, nothing on a pipe, where only `line` is seen. */
export interface ProgressView {
  /** Moves the bar; the first call draws it. */
  update(label: string, step: number, total: number): void;
  /** Takes the bar away and writes one lasting line. */
  line(text: string): void;
  /** Takes the bar away. */
  clear(): void;
}

/** Reports that the remaining time is judged by: enough of them to smooth over quick and slow ones. */
const ETA_REPORTS = 100;

/** A progress view on standard error. */
export function progressView(terminal: Terminal): ProgressView {
  let bar: SingleBar | undefined;
  const clear = (): void => {
    bar?.stop();
    bar = undefined;
  };
  return {
    update: (label, step, total) => {
      if (!terminal.barStream) return;
      if (!bar) {
        bar = new SingleBar({
          format: "{label} {bar} {percentage} % · {eta_formatted} left",
          stream: terminal.barStream,
          barsize: 24,
          barCompleteChar: "█",
          barIncompleteChar: "░",
          clearOnComplete: true,
          hideCursor: true,
          etaBuffer: ETA_REPORTS,
          // Before the second report the bar passes a word instead of seconds.
          formatTime: (seconds) => (Number.isFinite(seconds) ? formatDuration(seconds * 1000) : "some time"),
          // The commands decide what Ctrl-C means.
          gracefulExit: false,
        });
        bar.start(total, step, { label });
      }
      bar.setTotal(total);
      bar.update(step, { label });
    },
    line: (text) => {
      clear();
      terminal.note(text);
    },
    clear,
  };
}
