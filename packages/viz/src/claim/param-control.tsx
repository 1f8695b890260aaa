import { type Field, rangeOf } from "@exampledon/core";
import { type JSX, useEffect, useId, useState } from "react";
import { formatNumber } from "../text/format-number.ts";
import { fromSlider, sliderRange, stepOf, toSlider } from "./slider.ts";

interface ParamControlProps {
  readonly name: string;
  readonly field: Field;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

/** The control of one parameter, made from its specification. */
export function ParamControl({ name, field, value, onChange }: ParamControlProps): JSX.Element {
  const id = useId();
  const label = field.label ?? inWords(name);
  return (
    <div className="xd-control">
      <label htmlFor={id}>{label}</label>
      {field.kind === "boolean" ? (
        <input
          id={id}
          type="checkbox"
          checked={value === true}
          onChange={(event) => onChange(event.target.checked)}
          aria-describedby={`${id}-doc`}
        />
      ) : field.kind === "choice" ? (
        <select
          id={id}
          value={String(value)}
          onChange={(event) => onChange(event.target.value)}
          aria-describedby={`${id}-doc`}
        >
          {field.choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      ) : (
        <NumericInputs id={id} field={field} label={label} value={Number(value)} onChange={onChange} />
      )}
      <p className="xd-doc" id={`${id}-doc`}>
        {field.doc} {capital(rangeOf(field))}.
      </p>
    </div>
  );
}

interface NumericInputsProps {
  readonly id: string;
  readonly field: Extract<Field, { kind: "integer" | "number" }>;
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

function NumericInputs({ id, field, label, value, onChange }: NumericInputsProps): JSX.Element {
  const range = sliderRange(field);
  const unit = field.unit ?? "";
  return (
    <span className="xd-numeric">
      <input
        id={id}
        type="range"
        {...range}
        value={toSlider(field, value)}
        aria-valuetext={`${formatNumber(value)} ${unit}`.trim()}
        aria-describedby={`${id}-doc`}
        onChange={(event) => onChange(fromSlider(field, event.target.valueAsNumber))}
      />
      <NumberBox field={field} label={label} value={value} onChange={onChange} />
      <output htmlFor={id}>{unit}</output>
    </span>
  );
}

/** A number box that takes a value once it is one that the parameter allows. */
function NumberBox({ field, label, value, onChange }: Omit<NumericInputsProps, "id">): JSX.Element {
  const [text, setText] = useState(String(value));
  useEffect(() => setText((typed) => (Number(typed) === value ? typed : String(value))), [value]);
  const typed = text.trim() === "" ? Number.NaN : Number(text);
  const valid = typed >= field.min && typed <= field.max && (field.kind === "number" || Number.isInteger(typed));
  return (
    <input
      type="number"
      min={field.min}
      max={field.max}
      step={field.kind === "integer" ? stepOf(field) : "any"}
      value={text}
      aria-label={`${label}, exact value`}
      aria-invalid={!valid}
      onChange={(event) => {
        setText(event.target.value);
        const next = event.target.valueAsNumber;
        if (next >= field.min && next <= field.max && (field.kind === "number" || Number.isInteger(next)))
          onChange(next);
      }}
      onBlur={() => setText(String(value))}
    />
  );
}

/** `l1Coefficient` as `l1 coefficient`. */
function inWords(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
