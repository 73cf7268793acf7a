// What a browser test saw: a trace and a screenshot of every workbench, kept under test-results if the test fails.
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from '#vscode-host';
import type { BrowserContext, Page } from 'playwright-core';

const resultsFolder = path.join(projectFolder, 'test-results');

/** When Playwright's trace is made, and when kept. */
export type Tracing = 'on-failure' | 'always' | 'off';

interface Collected {
  readonly folder: string;
  readonly tracing: Tracing;
}

const openWorkbenches = new Set<Evidence>();
/** Of workbenches that closed before the outcome of their test was known. */
let undecided: Collected[] = [];

export class Evidence {
  readonly #context: BrowserContext;
  readonly #tracing: Tracing;
  #isTraced = false;
  /** Whether a test has ended since the workbench opened: what came after it is tidying up. */
  #judged = false;

  private constructor(context: BrowserContext, tracing: Tracing) {
    this.#context = context;
    this.#tracing = tracing;
  }

  static of(context: BrowserContext, tracing: Tracing): Evidence {
    const evidence = new Evidence(context, tracing);
    openWorkbenches.add(evidence);
    context.once('close', () => openWorkbenches.delete(evidence));
    return evidence;
  }

  /** Begins the trace, which is not before the workbench has opened: the browser crashes at times while its start is filmed. */
  async trace(): Promise<void> {
    if (this.#tracing === 'off') return;
    await this.#context.tracing.start({ screenshots: true, snapshots: true });
    await this.#context.tracing.startChunk();
    this.#isTraced = true;
  }

  /** Before the workbench closes: lays aside what there is until the outcome of the test is known. */
  async settle(): Promise<void> {
    openWorkbenches.delete(this);
    if (!this.#judged || this.#tracing === 'always') undecided.push(await this.#collect());
  }

  /** After a test, with the workbench still open. */
  async judge(isFailed: boolean): Promise<Collected | undefined> {
    this.#judged = true;
    const wanted = isFailed || this.#tracing === 'always';
    const collected = wanted ? await this.#collect() : undefined;
    if (!wanted && this.#isTraced) await this.#context.tracing.stopChunk();
    if (this.#isTraced) await this.#context.tracing.startChunk();
    return collected;
  }

  async #collect(): Promise<Collected> {
    mkdirSync(resultsFolder, { recursive: true });
    const folder = mkdtempSync(path.join(resultsFolder, '.undecided-'));
    for (const [index, page] of this.#context.pages().entries()) {
      await screenshot(page, path.join(folder, `screenshot-${index + 1}.png`));
    }
    if (this.#isTraced) await keepTrace(this.#context, path.join(folder, 'trace.zip'));
    return { folder, tracing: this.#tracing };
  }
}

/** After every test: keeps the evidence of a failed one in a folder of its title, and drops the rest. */
export async function judgeEvidence(title: string, isFailed: boolean): Promise<void> {
  const all = undecided;
  undecided = [];
  for (const evidence of openWorkbenches) {
    const collected = await evidence.judge(isFailed);
    if (collected) all.push(collected);
  }
  for (const { folder, tracing } of all) {
    if (isFailed || tracing === 'always') keep(folder, title);
    else rmSync(folder, { recursive: true });
  }
}

/** After the last test: what no test has judged belongs to a hook that failed. */
export function keepUndecided(): void {
  for (const { folder } of undecided) keep(folder, 'outside a test');
  undecided = [];
}

// Of a page or a browser that has crashed there is neither picture nor trace, and no trace of a workbench that did not open; the
// failure of the test is what must be told.

async function screenshot(page: Page, file: string): Promise<void> {
  await page.screenshot({ path: file }).catch(() => undefined);
}

async function keepTrace(context: BrowserContext, file: string): Promise<void> {
  await context.tracing.stopChunk({ path: file }).catch(() => undefined);
}

function keep(folder: string, title: string): void {
  const name = title.replace(/[^\p{Letter}\p{Number}]+/gu, '-').slice(0, 100);
  const taken = readdirSync(resultsFolder).filter((other) => other.startsWith(name)).length;
  renameSync(folder, path.join(resultsFolder, taken === 0 ? name : `${name}-${taken + 1}`));
}
