import { type JSX, type ReactNode, useId, useRef, useState } from "react";

interface TabsProps {
  readonly label: string;
  readonly tabs: readonly { readonly name: string; readonly content: ReactNode }[];
}

/** Tabs after the ARIA pattern; without scripts the style sheet shows every panel, one under the other. */
export function Tabs({ label, tabs }: TabsProps): JSX.Element {
  const id = useId();
  const [selected, select] = useState(0);
  const buttons = useRef<(HTMLButtonElement | null)[]>([]);

  function move(to: number): void {
    const next = (to + tabs.length) % tabs.length;
    select(next);
    buttons.current[next]?.focus();
  }

  return (
    <div className="xd-tabs">
      <div className="xd-tab-list" role="tablist" aria-label={label}>
        {tabs.map(({ name }, index) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-tab-${index}`}
            aria-controls={`${id}-panel-${index}`}
            aria-selected={index === selected}
            tabIndex={index === selected ? 0 : -1}
            ref={(button) => {
              buttons.current[index] = button;
            }}
            onClick={() => select(index)}
            onKeyDown={(event) => {
              const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: tabs.length - 1 }[event.key];
              if (to === undefined) return;
              event.preventDefault();
              move(to);
            }}
          >
            {name}
          </button>
        ))}
      </div>
      {tabs.map(({ name, content }, index) => (
        <div
          key={name}
          className="xd-panel"
          role="tabpanel"
          id={`${id}-panel-${index}`}
          aria-labelledby={`${id}-tab-${index}`}
          data-selected={index === selected}
        >
          {content}
        </div>
      ))}
    </div>
  );
}
