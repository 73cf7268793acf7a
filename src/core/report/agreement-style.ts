/** The report’s style: the editor’s colours inside the editor, its own elsewhere, black on white on paper. */
export const agreementStyle = `
:root { color-scheme: light dark; --ink: var(--vscode-foreground, #1f1f1f); --paper: var(--vscode-editor-background, #fff);
  --quiet: var(--vscode-descriptionForeground, #5c5c5c); --rule: var(--vscode-editorWidget-border, #d8d8d8);
  --link: var(--vscode-textLink-foreground, #005fb8); --focus: var(--vscode-focusBorder, #005fb8);
  --heat: var(--vscode-charts-blue, #1a85ff); --border: var(--vscode-contrastBorder, transparent);
  --notice: var(--vscode-inputValidation-warningBorder, #b89500); }
@media (prefers-color-scheme: dark) { :root { --ink: var(--vscode-foreground, #d4d4d4); --paper: var(--vscode-editor-background, #1f1f1f);
  --quiet: var(--vscode-descriptionForeground, #a0a0a0); --rule: var(--vscode-editorWidget-border, #454545);
  --link: var(--vscode-textLink-foreground, #4daafc); --focus: var(--vscode-focusBorder, #4daafc); } }
body { margin: 0 auto; padding: 24px 32px 64px; max-width: 1200px; color: var(--ink); background: var(--paper);
  font: var(--vscode-font-size, 14px)/1.5 var(--vscode-font-family, system-ui, sans-serif); }
h1 { font-size: 1.7em; font-weight: 600; margin: 0; } h2 { font-size: 1.25em; font-weight: 600; margin: 2em 0 .4em; scroll-margin-top: 3em; }
h3 { font-size: 1em; font-weight: 600; margin: 1em 0 .3em; } p { margin: .3em 0; max-width: 75ch; }
a { color: var(--link); text-decoration: none; } a:hover { text-decoration: underline; }
header p { max-width: none; } .study { font-size: 1.1em; } .note, small, .detail { color: var(--quiet); } .detail { font-weight: 400; }
small { font-size: .85em; } tbody .id { display: inline-block; white-space: nowrap; font-family: var(--vscode-editor-font-family, monospace); }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.summary { display: flex; flex-wrap: wrap; gap: 12px 40px; margin: .5em 0; }
.summary dt { color: var(--quiet); } .summary dd { margin: 0; font-size: 1.6em; font-variant-numeric: tabular-nums; }
.summary small { font-size: .55em; }
.warnings, .notice { border-left: 3px solid var(--notice); padding: 4px 12px; margin: 1em 0; list-style: none; }
.scroll { overflow-x: auto; margin: .5em 0; padding: 2px; } .scroll:focus-visible { outline: 1px solid var(--focus); }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th { font-weight: 600; text-align: left; } tbody th { font-weight: 400; max-width: 26em; }
th, td { padding: 3px 10px 3px 0; border-bottom: 1px solid var(--rule); vertical-align: middle; unicode-bidi: isolate; }
thead th { vertical-align: bottom; } .figures tbody tr:hover { background: var(--vscode-list-hoverBackground, transparent); }
.number { text-align: right; white-space: nowrap; } .number small { display: block; line-height: 1.2; } .none { color: var(--quiet); }
.plot-cell { padding: 0 0 0 14px; line-height: 0; }
.plot { overflow: visible; } .grid { stroke: var(--rule); } .zero { stroke: var(--quiet); } .whisker { stroke: var(--ink); stroke-width: 1.2; }
.mark { fill: var(--ink); stroke: var(--ink); } .mark-2, .mark-4 { fill: var(--paper); } .mark-6, .mark-7 { fill: none; stroke-width: 1.6; }
.tick { fill: var(--quiet); font-size: 10px; } .line { stroke: var(--ink); stroke-width: 1.5; }
.key { display: flex; flex-wrap: wrap; gap: 4px 20px; list-style: none; padding: 0; margin: .5em 0; } .key .plot { vertical-align: -1px; }
.matrix th, .matrix td { padding: 1px 4px; } .matrix td { text-align: center; min-width: 2.6em; border: 1px solid var(--rule); }
.matrix tbody th { position: sticky; left: 0; background: var(--paper); padding-right: 10px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; max-width: 18em; z-index: 1; }
.tall { max-height: calc(100vh - 5em); overflow: auto; }
.matrix thead th { text-align: center; font-weight: 400; position: sticky; top: -2px; z-index: 2; background: var(--paper); box-shadow: inset 0 -1px var(--rule); }
.matrix thead th:first-child { text-align: left; font-weight: 600; left: 0; z-index: 3; }
.upright { display: inline-block; writing-mode: vertical-rl; transform: rotate(180deg); white-space: nowrap; max-height: 14em; overflow: hidden; text-overflow: ellipsis; }
.same { font-weight: 600; box-shadow: inset 0 0 0 1px var(--quiet); }
${Array.from({ length: 11 }, (_, step) => `.heat-${step} { background: color-mix(in srgb, var(--heat) ${step * 4}%, var(--paper)); }`).join('\n')}
button { font: inherit; color: inherit; background: none; border: 0; padding: 0; margin: 0; text-align: inherit; cursor: pointer; border-radius: 2px; }
button:focus-visible, a:focus-visible, summary:focus-visible { outline: 2px solid var(--focus); outline-offset: 1px; }
tbody th button:hover { text-decoration: underline; color: var(--link); }
.matrix td button { display: block; width: 100%; text-align: center; } .matrix td button:hover { text-decoration: underline; }
.methods { padding: 8px 14px; border: 1px solid var(--rule); border-radius: 3px; max-width: 85ch; user-select: text; }
.definitions dt { font-weight: 600; margin-top: .6em; scroll-margin-top: 4em; } .definitions dd { margin: 0; max-width: 85ch; }
summary { cursor: pointer; margin: 1em 0 .3em; }
.toolbar { display: flex; flex-wrap: wrap; gap: 6px; position: sticky; top: 0; z-index: 4; padding: 8px 0; background: var(--paper); align-items: center; }
.toolbar button { padding: 3px 12px; color: var(--vscode-button-secondaryForeground, var(--ink)); background: var(--vscode-button-secondaryBackground, transparent); border: 1px solid var(--vscode-button-border, var(--rule)); }
.toolbar button:hover { background: var(--vscode-button-secondaryHoverBackground, transparent); }
.toolbar .status { color: var(--quiet); margin-left: auto; }
body.vscode-high-contrast td[class^='heat'], body.vscode-high-contrast-light td[class^='heat'] { background: none; }
body.vscode-high-contrast .tinted, body.vscode-high-contrast-light .tinted { display: none; }
body.vscode-high-contrast { --rule: var(--border); } body.vscode-high-contrast-light { --rule: var(--border); }
@media (forced-colors: active) { td[class^='heat'] { background: none; } }
@page { size: landscape; margin: 12mm; }
.on-paper { display: none; }
@media print {
  :root, body { --ink: #000; --paper: #fff; --quiet: #444; --rule: #999; --link: #000; color-scheme: light; }
  body { padding: 0; max-width: none; font-size: 9.5pt; } .toolbar { display: none; } .scroll { overflow: visible; max-height: none; }
  .matrix thead th, .matrix tbody th { position: static; }
  h2, h3 { break-after: avoid; } tr, .methods, .summary { break-inside: avoid; } thead { display: table-header-group; }
  td[class^='heat'] { print-color-adjust: exact; }
  [id^='confusion'] ~ .tall .matrix { font-size: 5pt; }
  .matrix.wide { font-size: 4pt; line-height: 1.5; } .matrix.wide td, .matrix.wide td * { font-size: 0; } .on-paper { display: inline; }
  .matrix th, .matrix td { padding: 0 1px; } .matrix td { min-width: 0; } .matrix tbody th { max-width: 14em; }
}
`;
