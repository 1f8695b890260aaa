import { type JSX, useEffect, useState } from "react";

interface CopyButtonProps {
  readonly label: string;
  /** Read when pressed. */
  readonly text: () => string;
}

/** Puts a text on the clipboard and says for two seconds whether it worked. */
export function CopyButton({ label, text }: CopyButtonProps): JSX.Element {
  const [outcome, setOutcome] = useState<string | undefined>();
  useEffect(() => {
    if (outcome === undefined) return;
    const timer = setTimeout(() => setOutcome(undefined), 2000);
    return () => clearTimeout(timer);
  }, [outcome]);
  return (
    <button
      type="button"
      className="xd-button"
      onClick={() => {
        navigator.clipboard
          .writeText(text())
          .then(() => setOutcome("Copied"))
          .catch(() => setOutcome("Could not copy"));
      }}
    >
      <span aria-live="polite">{outcome ?? label}</span>
    </button>
  );
}
