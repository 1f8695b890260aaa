import type { JSX } from "react";
import { type ClaimText, defaultSettings, type Settings, settingsToQuery, withParam } from "./settings.ts";

interface VariationsProps {
  readonly claim: ClaimText;
  readonly onChoose: (settings: Settings) => void;
}

/** Links to the settings that put the claim to the test. */
export function Variations({ claim, onChoose }: VariationsProps): JSX.Element | null {
  if (claim.variations.length === 0) return null;
  return (
    <section className="xd-variations" aria-label="Try to break it">
      <p className="xd-section-title">Try to break it</p>
      <ul>
        {claim.variations.map(({ label, params, expect }) => {
          const settings = Object.entries(params).reduce(
            (current, [name, value]) => withParam(claim, current, name, value),
            defaultSettings(claim),
          );
          return (
            <li key={label}>
              <a
                href={`?${settingsToQuery(claim, settings)}`}
                onClick={(event) => {
                  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                  event.preventDefault();
                  onChoose(settings);
                }}
              >
                {label}
              </a>
              : {expect}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
