// Serves folders of this machine to the web extension host, and takes what it sends back.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';

/**
 * @param {object} options
 * @param {Record<string, string>} options.folders folder by the first segment of its address
 * @param {Record<string, string>} [options.texts] content by its whole address
 * @param {(address: string, body: string) => void} [options.onPost]
 * @returns {Promise<{ origin: string, close: () => Promise<void> }>}
 */
export async function serveFiles({ folders, texts = {}, onPost = () => {} }) {
  const server = createServer((request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Headers', '*');
    answer(request)
      .then((body) => response.end(body))
      .catch(() => response.writeHead(404).end());
  });

  /** @param {import('node:http').IncomingMessage} request */
  async function answer(request) {
    const address = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    if (request.method === 'OPTIONS') return '';
    if (request.method === 'POST') {
      onPost(address, await bodyOf(request));
      return '';
    }
    if (texts[address] !== undefined) return texts[address];
    const [, name = '', ...rest] = address.split('/');
    const folder = folders[name];
    if (folder === undefined || rest.includes('..')) throw new Error(`Nothing is served at ${address}`);
    return readFile(path.join(folder, ...rest));
  }

  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** @param {import('node:http').IncomingMessage} request */
async function bodyOf(request) {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body;
}
