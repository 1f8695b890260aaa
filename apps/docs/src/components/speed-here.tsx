import { wrap } from "comlink";
import { type JSX, useEffect, useRef, useState } from "react";
import { backends } from "../backends.ts";
import { stepCells } from "../measure-step.ts";
import type { SpeedWorker } from "../workers/speed.worker.ts";
import { WideTable } from "./wide-table.tsx";

/** Training steps timed on the reader's machine, backend by backend, in a worker. */
export function SpeedHere(): JSX.Element {
  const [results, setResults] = useState<Readonly<Record<string, string>>>({});
  const [running, setRunning] = useState("");
  const worker = useRef<Worker | undefined>(undefined);
  useEffect(() => () => worker.current?.terminate(), []);

  async function run(backend: string): Promise<void> {
    setRunning(backend);
    worker.current?.terminate();
    worker.current = new Worker(new URL("../workers/speed.worker.ts", import.meta.url), { type: "module" });
    const remote = wrap<SpeedWorker>(worker.current);
    for (const [index, cell] of stepCells.entries()) {
      const key = `${backend} ${index}`;
      try {
        const milliseconds = await remote.measure(backend, cell);
        setResults((known) => ({ ...known, [key]: `${milliseconds.toPrecision(3)} ms` }));
      } catch (error) {
        setResults((known) => ({ ...known, [key]: error instanceof Error ? error.message : String(error) }));
        break;
      }
    }
    setRunning("");
  }

  function stop(): void {
    worker.current?.terminate();
    setRunning("");
  }

  return (
    <>
      <p className="xd-buttons">
        {backends.map(({ id, title }) => (
          <button
            data-testid={`measure-${id}`}
            key={id}
            type="button"
            className="xd-button"
            disabled={running !== ""}
            onClick={() => void run(id)}
          >
            {running === id ? `Measuring ${title} …` : `Measure ${title}`}
          </button>
        ))}
        <button type="button" className="xd-button" disabled={running === ""} onClick={stop}>
          Stop
        </button>
      </p>
      <WideTable label="Milliseconds per training step on this machine">
        <thead>
          <tr>
            <th scope="col">Backend</th>
            {stepCells.map(({ method, dim, latents, batch }) => (
              <th scope="col" key={`${method} ${latents}`}>
                {method}, {dim} → {latents}, batch {batch}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {backends.map(({ id, title }) => (
            <tr key={id}>
              <td>{title}</td>
              {stepCells.map(({ method, latents }, index) => (
                <td key={`${method} ${latents}`} data-testid={`time-${id}-${index}`}>
                  {results[`${id} ${index}`] ?? "–"}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </WideTable>
    </>
  );
}
