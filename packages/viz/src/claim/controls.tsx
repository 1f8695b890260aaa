import type { Size } from "@exampledon/claims";
import { type JSX, useId } from "react";
import { CopyButton } from "./copy-button.tsx";
import { ParamControl } from "./param-control.tsx";
import {
  type BackendChoice,
  type ClaimText,
  defaultSettings,
  maxSeed,
  paramsOf,
  type Settings,
  seedsOf,
  sizes,
  withParam,
  withSize,
} from "./settings.ts";
import { linkTo } from "./use-settings.ts";

interface ControlsProps {
  readonly claim: ClaimText;
  readonly settings: Settings;
  readonly notes: readonly string[];
  /** Off in the static page and during a run, which keeps the settings that it started with. */
  readonly disabled: boolean;
  readonly sizeNotes: Readonly<Record<Size, string>>;
  /** Backends to choose from, the page's own first. */
  readonly backends: readonly BackendChoice[];
  readonly onChange: (settings: Settings) => void;
  readonly onReset: () => void;
}

/** Size, seed and every parameter of a claim, and the link to this state. */
export function Controls({
  claim,
  settings,
  notes,
  disabled,
  sizeNotes,
  backends,
  onChange,
  onReset,
}: ControlsProps): JSX.Element {
  const id = useId();
  const params = paramsOf(claim, settings);
  const seeds = seedsOf(claim, settings);
  return (
    <div className="xd-controls">
      <div className="xd-buttons">
        <CopyButton label="Copy link" text={() => linkTo(claim, settings)} />
        <button
          type="button"
          className="xd-button"
          disabled={disabled}
          onClick={() => onChange({ ...settings, seed: crypto.getRandomValues(new Uint32Array(1))[0]! % 10_000 })}
        >
          New seed
        </button>
        <button
          type="button"
          className="xd-button"
          onClick={() => {
            onChange(defaultSettings(claim));
            onReset();
          }}
        >
          Reset
        </button>
      </div>
      {notes.length > 0 && (
        <ul className="xd-notes" role="status">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <fieldset disabled={disabled}>
        <legend>Run</legend>
        <div className="xd-control">
          <label htmlFor={`${id}-size`}>size</label>
          <select
            id={`${id}-size`}
            value={settings.size}
            aria-describedby={`${id}-size-doc`}
            onChange={(event) => onChange(withSize(claim, settings, event.target.value as Size))}
          >
            {sizes.map((size) => (
              <option key={size} value={size}>
                {size}
                {sizeNotes[size] && ` (${sizeNotes[size]})`}
              </option>
            ))}
          </select>
          <p className="xd-doc" id={`${id}-size-doc`}>
            Live is made for a page, ci for tests, full is the size of the record.
          </p>
        </div>
        <div className="xd-control">
          <label htmlFor={`${id}-seed`}>seed</label>
          <input
            id={`${id}-seed`}
            type="number"
            min={0}
            max={maxSeed}
            step={1}
            value={settings.seed}
            aria-describedby={`${id}-seed-doc`}
            onChange={(event) => {
              const seed = event.target.valueAsNumber;
              if (Number.isInteger(seed) && seed >= 0 && seed <= maxSeed) onChange({ ...settings, seed });
            }}
          />
          <p className="xd-doc" id={`${id}-seed-doc`}>
            {seeds.length > 1 ? `The first of ${seeds.length} seeds. ` : ""}The same settings and seed give the same
            numbers.
          </p>
        </div>
        {backends.length > 1 && (
          <div className="xd-control">
            <label htmlFor={`${id}-backend`}>backend</label>
            <select
              id={`${id}-backend`}
              value={settings.backend ?? backends[0]!.id}
              aria-describedby={`${id}-backend-doc`}
              onChange={(event) => {
                const { backend: _, ...rest } = settings;
                const chosen = event.target.value;
                onChange(chosen === backends[0]!.id ? rest : { ...rest, backend: chosen });
              }}
            >
              {backends.map((backend) => (
                <option key={backend.id} value={backend.id}>
                  {backend.title}
                </option>
              ))}
            </select>
            <p className="xd-doc" id={`${id}-backend-doc`}>
              What computes. Numbers differ between backends by rounding; where training amplifies it, by more.
            </p>
          </div>
        )}
      </fieldset>
      <fieldset disabled={disabled}>
        <legend>Parameters</legend>
        {Object.entries(claim.params).map(([name, field]) => (
          <ParamControl
            key={name}
            name={name}
            field={field}
            value={params[name]}
            onChange={(value) => onChange(withParam(claim, settings, name, value))}
          />
        ))}
      </fieldset>
    </div>
  );
}
