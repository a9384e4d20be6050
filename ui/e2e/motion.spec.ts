/** Motion: short, never in the way of a key, and none at all for those who ask for none. */
import { stand } from './scenes/payment';
import { expect, test, type Till } from './till';

/** The longest animation or transition that any element on screen is given, in milliseconds. */
function longest(till: Till): Promise<number> {
  return till.page.evaluate(() => {
    const milliseconds = (times: string): number[] =>
      times.split(',').map((one) => parseFloat(one) * (one.trim().endsWith('ms') ? 1 : 1000));
    let most = 0;
    for (const one of document.querySelectorAll('*')) {
      for (const part of [undefined, '::before', '::after']) {
        const style = getComputedStyle(one, part);
        if (style.animationName !== 'none') most = Math.max(most, ...milliseconds(style.animationDuration));
        most = Math.max(most, ...milliseconds(style.transitionDuration));
      }
    }
    return most;
  });
}

test('a result wipes in within 320 ms', async ({ till }) => {
  await till.open();
  await stand(till, 'paid');
  const most = await longest(till);
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThanOrEqual(320);
});

test('with reduced motion nothing moves, and the bar steps every ten seconds', async ({ till }) => {
  await till.page.emulateMedia({ reducedMotion: 'reduce' });
  await till.open({ payments: 3 });
  expect(await longest(till)).toBe(0);
  await stand(till, 'pending');
  const width = (): Promise<string> =>
    till.get('countdown').locator('.bar span').evaluate((one) => (one as HTMLElement).style.width);
  await till.page.clock.pauseAt('2026-11-21T14:33:00Z');
  const seen = new Set<string>();
  for (let second = 0; second < 20; second += 1) {
    await till.pass(1000);
    seen.add(await width());
  }
  expect(seen.size).toBeLessThanOrEqual(3);
  expect(seen.size).toBeGreaterThan(1);
  await till.move('paid');
  await till.sees('paid');
  expect(await longest(till)).toBe(0);
  await till.press('F4');
  await till.get('row').first().click();
  await expect(till.get('drawer')).toBeVisible();
  expect(await longest(till)).toBe(0);
});
