import type { JSX } from "react";
import type { RunTexts } from "../text/node-code.ts";
import { CopyButton } from "./copy-button.tsx";
import type { RunRequest } from "./runner.ts";

/** The file that ran, as text. */
export interface SourceText {
  /** Its path in the repository. */
  readonly path: string;
  readonly text: string;
}

interface CodePanelProps {
  readonly source: SourceText | undefined;
  readonly request: RunRequest;
  readonly texts: RunTexts;
}

/** How to run the claim elsewhere with the settings of the page, and the very code that runs. */
export function CodePanel({ source, request, texts }: CodePanelProps): JSX.Element {
  return (
    <>
      <Block title="In a terminal, with the settings of this page" text={texts.command(request)} />
      <Block title="In Node, with the settings of this page" text={texts.module(request)} />
      {source && <Block title={`The experiment: ${source.path}`} text={source.text} />}
    </>
  );
}

function Block({ title, text }: { readonly title: string; readonly text: string }): JSX.Element {
  return (
    <div className="xd-code">
      <p className="xd-code-title">
        {title} <CopyButton label="Copy" text={() => text} />
      </p>
      <section
        className="xd-scroll"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        aria-label={title}
      >
        <pre>
          <code>{text}</code>
        </pre>
      </section>
    </div>
  );
}
