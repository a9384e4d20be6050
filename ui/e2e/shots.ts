/** Pictures of every screen and state, to be looked at: `npm run shots`. They go to COMPTOIR_SHOTS, or beside the test results. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from './booth';
import { MORNING, SCENES } from './scenes';

const FOLDER = process.env.COMPTOIR_SHOTS ?? join('test-results', 'shots');
const LOOKS = [
  { name: 'fr', lang: 'fr', theme: 'light', size: { width: 1366, height: 768 } },
  { name: 'fr-dark', lang: 'fr', theme: 'dark', size: { width: 1366, height: 768 } },
  { name: 'en-small', lang: 'en', theme: 'light', size: { width: 1024, height: 600 } },
] as const;

mkdirSync(FOLDER, { recursive: true });

for (const scene of SCENES) {
  test(`pictures of « ${scene.name} »`, async ({ till }) => {
    for (const { name, lang, theme, size } of LOOKS) {
      await till.open({ ...(scene.with ?? MORNING), lang, theme });
      await till.page.setViewportSize(size);
      await scene.go?.(till);
      const file = `${scene.name.replace(/[^a-z0-9]+/gi, '-')}.${name}.png`;
      // Animations are finished, carets hidden: two runs make the same picture.
      await till.page.screenshot({ path: join(FOLDER, file), animations: 'disabled' });
    }
  });
}
