import { FigureView, formatNumber } from "@exampledon/viz";
import { type JSX, useId, useState } from "react";
import { animalDirections, animalReadings, animals, attributes } from "../six-animals.ts";

const directions = animalDirections();
const readings = animalReadings(directions);

/** One animal at a time in a world small enough to hold: its attributes, and what every animal's direction reads. */
export function SixAnimals(): JSX.Element {
  const id = useId();
  const [shown, show] = useState(0);
  const ownAttributes = attributes.map((_, column) => directions.data[shown * attributes.length + column]!);
  const ownReadings = animals.map((_, column) => readings.data[shown * animals.length + column]!);
  const [loudest] = animals
    .map((name, index) => ({ name, reading: ownReadings[index]! }))
    .filter(({ name }) => name !== animals[shown])
    .sort((a, b) => b.reading - a.reading);
  return (
    <div className="xd-claim">
      <div className="xd-controls xd-control">
        <label htmlFor={id}>Show one </label>
        <select id={id} value={shown} onChange={(event) => show(Number(event.target.value))}>
          {animals.map((name, index) => (
            <option key={name} value={index}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <FigureView
        figure={{
          kind: "panels",
          title: `One ${animals[shown]}, read two ways`,
          summary:
            `The same activation is ${sumOf(ownAttributes)}, and it is 1 ${animals[shown]}. ` +
            `Of the animals that are not there, the ${loudest!.name}'s direction reads most: ${formatNumber(loudest!.reading, 2)}.`,
          figures: [
            {
              kind: "bars",
              title: "In attributes: all on",
              summary: "What circuits that act on attributes read, and all of it is meant.",
              y: { label: "coefficient", min: -1, max: 1 },
              categories: attributes,
              series: [{ name: "attribute", y: ownAttributes }],
            },
            {
              kind: "bars",
              title: "In animals: one on, the rest interference",
              summary:
                "What circuits that act on animals read. Only one animal is there; a threshold removes the rest.",
              y: { label: "reading f·a", min: -1, max: 1 },
              categories: animals,
              series: [{ name: "animal", y: ownReadings }],
            },
          ],
        }}
      />
    </div>
  );
}

/** `0.41 size + 0.8 cuteness − 0.43 furriness`. */
function sumOf(coefficients: readonly number[]): string {
  return coefficients
    .map((value, index) => {
      const sign = value < 0 ? "− " : index > 0 ? "+ " : "";
      return `${sign}${formatNumber(Math.abs(value), 2)} ${attributes[index]}`;
    })
    .join(" ");
}
