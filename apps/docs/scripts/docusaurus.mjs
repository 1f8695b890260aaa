// Docusaurus without its update check: nothing on this machine calls out.
process.env.DOCUSAURUS_DISABLE_TELEMETRY = "1";
process.env.DISABLE_UPDATE_CHECK = "true";
await import("@docusaurus/core/bin/docusaurus.mjs");
