// Extensions of the web extension host are named in the configuration inside the workbench's page, not in its address.

/**
 * Adds extensions under development, and their tests, to every workbench page that this browser context opens.
 * @param {import('playwright-core').BrowserContext} context
 * @param {{ extensions: string[], tests: string }} options http addresses
 */
export async function configureDevelopment(context, { extensions, tests }) {
  await context.addInitScript(addToConfiguration, {
    developmentOptions: {
      extensions: extensions.map(uriComponents),
      extensionTestsPath: uriComponents(tests),
    },
  });
}

/**
 * Runs in the page, before its own scripts: changes the configuration as soon as the parser has come to it.
 * @param {{ developmentOptions: object }} added
 */
function addToConfiguration({ developmentOptions }) {
  const observer = new MutationObserver(() => {
    const element = document.getElementById('vscode-workbench-web-configuration');
    const settings = element?.getAttribute('data-settings');
    if (!element || !settings) return;
    observer.disconnect();
    const configuration = JSON.parse(settings);
    Object.assign(configuration.developmentOptions, developmentOptions);
    element.setAttribute('data-settings', JSON.stringify(configuration));
  });
  observer.observe(document, { childList: true, subtree: true });
}

/** @param {string} address */
function uriComponents(address) {
  const { protocol, host, pathname } = new URL(address);
  return { scheme: protocol.slice(0, -1), authority: host, path: pathname };
}
