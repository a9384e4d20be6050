/** One page for all scenes of a worker: a new browser context for each would cost more than looking at it. */
import type { Page } from '@playwright/test';
import { NOW, test as base, Till } from './till';

class Booth extends Till {
  override async open(scenario: Parameters<Till['open']>[0] = {}): Promise<void> {
    await this.page.setViewportSize({ width: 1366, height: 768 });
    await this.page.clock.setSystemTime(NOW);
    // Nothing of the scene before is remembered.
    await this.page.evaluate(() => sessionStorage.clear());
    await this.start(scenario);
    await this.page.evaluate(() => document.fonts.ready);
  }
}

export { expect } from './till';
export const test = base.extend<{ till: Till }, { booth: Page }>({
  booth: [
    async ({ browser }, use, info) => {
      const { baseURL = '', timezoneId = 'UTC', locale = 'fr' } = info.project.use;
      const context = await browser.newContext({ baseURL, timezoneId, locale });
      const page = await context.newPage();
      await page.clock.install({ time: NOW });
      await page.goto('/');
      await use(page);
      await context.close();
    },
    { scope: 'worker' },
  ],
  till: async ({ booth }, use) => use(new Booth(booth)),
});
