import { describe, expect, it } from 'vitest';
import { Scroller, TALLEST } from './scroller.svelte';

function list(count: number): Scroller {
  const scroller = new Scroller();
  scroller.count = count;
  scroller.row = 50;
  scroller.view = 500;
  return scroller;
}

describe('a list that fits into an element', () => {
  it('scrolls with it', () => {
    const scroller = list(1000);
    expect([scroller.height, scroller.first, scroller.last]).toEqual([50_000, 0, 9]);
    scroller.scrolled(1020);
    expect([scroller.first, scroller.last, scroller.top(20)]).toEqual([20, 30, 1000]);
  });

  it('shows a row by as little as that takes', () => {
    const scroller = list(1000);
    scroller.show(9);
    expect(scroller.y).toBe(0);
    scroller.show(10);
    expect(scroller.y).toBe(50);
    scroller.show(0);
    expect(scroller.y).toBe(0);
    scroller.show(999);
    expect(scroller.y).toBe(49_500);
  });

  it('has its end in sight when it becomes shorter', () => {
    const scroller = list(1000);
    scroller.show(999);
    scroller.count = 20;
    expect([scroller.first, scroller.last]).toEqual([10, 19]);
    scroller.count = 3;
    expect([scroller.first, scroller.last]).toEqual([0, 2]);
    scroller.count = 0;
    expect([scroller.first, scroller.last, scroller.height]).toEqual([0, -1, 0]);
  });

  it('keeps its place when rows come before it', () => {
    const scroller = list(1000);
    scroller.scrolled(1000);
    scroller.count = 1003;
    scroller.grow(3);
    expect([scroller.first, scroller.y]).toEqual([23, 1150]);
  });
});

describe('a list of a million', () => {
  it('has an element that a browser draws', () => {
    expect(list(1_000_000).height).toBe(TALLEST);
  });

  it('goes by small steps like a short one', () => {
    const scroller = list(1_000_000);
    for (let step = 1; step <= 30; step += 1) scroller.scrolled(scroller.y + 100);
    expect(scroller.first).toBe(60);
    const before = scroller.top(60) - scroller.y;
    scroller.rest();
    expect(scroller.first).toBe(60);
    expect(scroller.top(60) - scroller.y).toBe(before);
  });

  it('goes to the same part of the list when its bar is pulled', () => {
    const scroller = list(1_000_000);
    scroller.scrolled((TALLEST - 500) / 2);
    expect(scroller.first).toBe(499_995);
  });

  it('ends where its element ends, and begins where it begins', () => {
    const scroller = list(1_000_000);
    scroller.scrolled(TALLEST - 500);
    expect(scroller.last).toBe(999_999);
    for (let step = 0; step < 100; step += 1) scroller.scrolled(scroller.y - 400);
    expect(scroller.first).toBe(999_990 - 800);
    scroller.scrolled(0);
    expect(scroller.first).toBe(0);
  });

  it('every row is reached by small steps, however far the bar is left behind', () => {
    const scroller = list(200_000);
    let steps = 0;
    while (scroller.last < 199_999 && steps < 40_000) {
      scroller.scrolled(Math.min(scroller.y + 500, TALLEST - 500));
      steps += 1;
    }
    expect(scroller.last).toBe(199_999);
    expect(steps).toBeGreaterThan(19_000);
  });

  it('a row that is shown lies within what is seen', () => {
    const scroller = list(1_000_000);
    for (const index of [999_999, 0, 500_000, 499_999, 123_456]) {
      scroller.show(index);
      expect(scroller.first).toBeLessThanOrEqual(index);
      expect(scroller.last).toBeGreaterThanOrEqual(index);
      const seen = scroller.top(index) - scroller.y;
      expect(seen).toBeGreaterThanOrEqual(0);
      expect(seen).toBeLessThanOrEqual(450);
    }
  });
});
