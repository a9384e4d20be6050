/** axe-core on what is on screen: WCAG 2.2 AA with every rule on. */
import type { Page } from '@playwright/test';
import type axe from 'axe-core';
import { createRequire } from 'node:module';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const COLOURS = ['color-contrast', 'link-in-text-block'];
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

declare global {
  interface Window {
    axe?: typeof axe;
  }
}

/**
 * One line for each fault, empty when there is none. `colours` runs the rules that look at colours alone: the second theme of
 * a screen has the same elements as the first, with the same names and roles.
 */
export async function faultsOfAccess(page: Page, colours = false): Promise<string[]> {
  if (!(await page.evaluate(() => window.axe !== undefined))) await page.addScriptTag({ path: AXE });
  return page.evaluate(async (only) => {
    const found = await window.axe?.run({ runOnly: only, resultTypes: ['violations'] });
    if (!found) throw new Error('axe did not run.');
    return found.violations.flatMap((one) =>
      one.nodes.map((node) => `${one.id}: ${node.target.join(' ')} — ${node.failureSummary?.split('\n').slice(1).join(' ').trim() ?? one.help}`),
    );
  }, colours ? COLOURS : TAGS);
}
