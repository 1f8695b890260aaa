import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { splice } from "../splice.ts";

/** Puts the file named in every `<!-- example NAME -->` marker into a text, with what it prints. */
export function spliceExamples(text: string, examplesFolder: string): string {
  return [...text.matchAll(/<!-- (example ([\w-]+)) -->/g)].reduce((done, [, marker, name]) => {
    const source = readFileSync(join(examplesFolder, `${name}.ts`), "utf8").trim();
    const outFile = join(examplesFolder, `${name}.out`);
    const output = existsSync(outFile) ? `\n\n\`\`\`text\n${readFileSync(outFile, "utf8").trim()}\n\`\`\`` : "";
    return splice(done, marker!, `\`\`\`ts\n${source}\n\`\`\`${output}`);
  }, text);
}
