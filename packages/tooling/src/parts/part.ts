import { type RunOptions, runCommand } from "../run-command.ts";

/** What a part of `npm test` found. */
export interface Count {
  readonly passed: number;
  readonly failed: number;
  /** What failed, one line each. */
  readonly failures: readonly string[];
}

/** A part of `npm test`. */
export interface Part {
  /** For `--only`. */
  readonly id: string;
  readonly title: string;
  run(): Promise<Count>;
}

/** One check that passed, or failed for the reasons given. */
export function countOne(failures: readonly string[]): Count {
  return failures.length === 0 ? { passed: 1, failed: 0, failures } : { passed: 0, failed: 1, failures };
}

/** A part that is one command and counts as one check. */
export function commandPart(
  id: string,
  title: string,
  command: string,
  args: readonly string[],
  options?: RunOptions,
): Part {
  return {
    id,
    title,
    run: async () => {
      const { ok } = await runCommand(command, args, options);
      return countOne(ok ? [] : [`\`${command} ${args.join(" ")}\` failed`]);
    },
  };
}
