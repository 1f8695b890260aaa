import { useEffect, useState } from "react";
import {
  type BackendChoice,
  type ClaimText,
  defaultSettings,
  type Settings,
  settingsFromQuery,
  settingsToQuery,
} from "./settings.ts";

/** The reader's settings, kept in the page's address. */
export interface LinkedSettings {
  readonly settings: Settings;
  /** What in the link could not be taken as it stood. */
  readonly notes: readonly string[];
  readonly change: (settings: Settings) => void;
}

const debounceMilliseconds = 250;

/** Settings read from the address once the page is alive, and written back to it a moment after each change. */
export function useSettings(claim: ClaimText, backends: readonly BackendChoice[]): LinkedSettings {
  const [settings, setSettings] = useState<Settings>(() => defaultSettings(claim));
  const [notes, setNotes] = useState<readonly string[]>([]);
  const [changes, setChanges] = useState(0);

  useEffect(() => {
    const link = settingsFromQuery(claim, location.search, backends);
    setSettings(link.settings);
    setNotes(link.notes);
  }, [claim, backends]);

  useEffect(() => {
    if (changes === 0) return;
    const timer = setTimeout(
      () => history.replaceState(history.state, "", linkTo(claim, settings)),
      debounceMilliseconds,
    );
    return () => clearTimeout(timer);
  }, [claim, settings, changes]);

  return {
    settings,
    notes,
    change: (next) => {
      setSettings(next);
      setNotes([]);
      setChanges((count) => count + 1);
    },
  };
}

/** The page's address with these settings; browser only. */
export function linkTo(claim: ClaimText, settings: Settings): string {
  const query = settingsToQuery(claim, settings);
  return `${location.origin}${location.pathname}${query && `?${query}`}${location.hash}`;
}
