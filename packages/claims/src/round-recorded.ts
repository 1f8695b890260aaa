/** A number as results keep it: 6 significant digits. */
export function roundRecorded(value: number): number {
  return Number(value.toPrecision(6));
}
