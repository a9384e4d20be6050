/** Every state of every screen, in both languages and themes: fit to read, to hear, to touch, at every size of screen. */
import { expect, test } from './booth';
import { faultsOfAccess } from './checks/access';
import { faultsOfRoom, SIZES } from './checks/room';
import { MORNING, SCENES } from './scenes';

for (const scene of SCENES) {
  for (const lang of ['fr', 'en'] as const) {
    test(`« ${scene.name} » has its room and no fault of access, ${lang}, light and dark`, async ({ till }) => {
      await till.open({ ...(scene.with ?? MORNING), lang, theme: 'light' });
      await scene.go?.(till);
      const faults: string[] = [];
      for (const size of SIZES) faults.push(...(await faultsOfRoom(till.page, size, scene.long ?? false)));
      faults.push(...(await faultsOfAccess(till.page)).map((fault) => `light: ${fault}`));
      // The colours are the theme's alone; that the till itself changes it is another test.
      await till.page.evaluate(() => (document.documentElement.dataset.theme = 'dark'));
      faults.push(...(await faultsOfAccess(till.page, true)).map((fault) => `dark: ${fault}`));
      expect([...new Set(faults)]).toEqual([]);
    });
  }
}
