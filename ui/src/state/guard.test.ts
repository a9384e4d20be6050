import { expect, it } from 'vitest';
import { Guard, GUARD_MS } from './guard';

it('a changed pane takes nothing for 600 ms', () => {
  let now = 1000;
  const guard = new Guard(() => now);
  expect(GUARD_MS).toBe(600);
  expect(guard.open).toBe(true);
  guard.hold();
  now += 599;
  expect(guard.open).toBe(false);
  now += 1;
  expect(guard.open).toBe(true);
});
