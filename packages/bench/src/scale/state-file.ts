/** Name of the file of a setting's recorded state among the package's results. */
export function stateFile(setting: string): string {
  return `scale-state-${setting.replace("+", "-")}.bin`;
}
