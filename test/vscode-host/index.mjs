// A real VS Code for the tests, from the npm registry alone.
export { launchChromium } from './chromium.mjs';
export { isHostAvailable } from './install.mjs';
export { codeExecutable, projectFolder } from './paths.mjs';
export { endOnSignal, start, stop } from './processes.mjs';
export { quietSettings } from './settings.mjs';
export { startServer } from './server.mjs';
export { runInWebExtensionHost } from './web-extension-host.mjs';
export { openWorkbench } from './workbench.mjs';
