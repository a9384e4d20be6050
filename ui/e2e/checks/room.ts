/** Whether everything has its room: nothing runs over, no control is cut or covered, every target is a finger high. */
import { expect, type Page } from '@playwright/test';
import type { Size } from '../till';

export const SIZES: readonly Size[] = [
  { width: 1024, height: 560 },
  { width: 1024, height: 600 },
  { width: 1366, height: 712 },
  { width: 1920, height: 1080 },
];

/** One line for each fault at `size`, empty when there is none. `long` allows an ellipsis. */
export async function faultsOfRoom(page: Page, size: Size, long: boolean): Promise<string[]> {
  await page.setViewportSize(size);
  let faults: string[] = [];
  // A list that measures its room takes a moment; what is wrong after that is wrong.
  const settled = expect.poll(async () => (faults = await page.evaluate(look, long)).length, { timeout: 3000 });
  await settled.toBe(0).catch(() => undefined);
  return faults.map((fault) => `${size.width}×${size.height}: ${fault}`);
}

/** Runs in the page. */
async function look(long: boolean): Promise<string[]> {
  const SLACK = 1.5;
  const TARGET = 48;
  const faults: string[] = [];
  const twoFrames = (): Promise<void> => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));
  await twoFrames();
  await Promise.all(document.getAnimations().map((one) => one.finished.catch(() => undefined)));

  const dialogs = document.querySelectorAll('dialog[open]');
  const root: Element = dialogs[dialogs.length - 1] ?? document.body;
  const named = (one: Element): string =>
    `<${one.tagName.toLowerCase()}${one.className && typeof one.className === 'string' ? ` .${one.className.split(' ')[0]}` : ''}> « ${(one.textContent ?? '').trim().slice(0, 40)} »`;
  const style = (one: Element): CSSStyleDeclaration => getComputedStyle(one);
  const unseen = (one: Element): boolean => one.closest('.unseen') !== null || !one.checkVisibility({ visibilityProperty: true });
  // Rows that were scrolled lie under the headings of their table, which stay.
  const stays = (over: Element, one: Element): boolean =>
    style(over).position === 'sticky' && over.closest('table') !== null && over.closest('table') === one.closest('table');

  /** A notice, and at a small size the opened receipt, lie over the screen by design; a row of a list is one button all over. */
  const lies = (over: Element, one: Element): boolean => {
    const sheet = over.closest('[data-testid="elsewhere"], aside');
    const row = over.closest('tr');
    return (sheet !== null && !sheet.contains(one)) || (row !== null && row === one.closest('tr'));
  };

  /** What of `box` its scrolling and clipping ancestors leave; `scrolls` when more of it can be scrolled to. */
  function left(one: Element, box: DOMRect): { top: number; right: number; bottom: number; left: number; scrolls: boolean } {
    const rest = { top: box.top, right: box.right, bottom: box.bottom, left: box.left, scrolls: false };
    const clip = (by: { top: number; right: number; bottom: number; left: number }, scrolls: boolean): void => {
      if (scrolls && (rest.bottom > by.bottom + SLACK || rest.top < by.top - SLACK)) rest.scrolls = true;
      rest.top = Math.max(rest.top, by.top);
      rest.bottom = Math.min(rest.bottom, by.bottom);
      rest.left = Math.max(rest.left, by.left);
      rest.right = Math.min(rest.right, by.right);
    };
    for (let up = one.parentElement; up; up = up.parentElement) {
      const { overflowY, overflowX } = style(up);
      if (overflowX !== 'visible' || overflowY !== 'visible') clip(up.getBoundingClientRect(), overflowY === 'auto' || overflowY === 'scroll');
      // Nothing around a modal dialog cuts it.
      if (up.matches('dialog:modal')) break;
    }
    clip({ top: 0, left: 0, right: innerWidth, bottom: innerHeight }, false);
    return rest;
  }

  if (document.documentElement.scrollWidth > innerWidth + SLACK) faults.push('the page is wider than the screen');
  if (document.documentElement.scrollHeight > innerHeight + SLACK) faults.push('the page is higher than the screen');

  for (const one of root.querySelectorAll<HTMLElement>('*')) {
    if (one instanceof SVGElement || unseen(one) || one.tagName === 'INPUT') continue;
    const { overflowX, textOverflow } = style(one);
    const wider = one.scrollWidth > one.clientWidth + SLACK && one.clientWidth > 0 && style(one).display !== 'inline';
    if (!wider) continue;
    if (overflowX === 'auto' || overflowX === 'scroll') faults.push(`scrolls sideways: ${named(one)}`);
    else if (overflowX === 'hidden' && textOverflow === 'ellipsis' && !long) faults.push(`cut with an ellipsis: ${named(one)}`);
    else if (overflowX === 'hidden' && textOverflow !== 'ellipsis') faults.push(`cut at its side: ${named(one)}`);
  }

  const CONTROLS = 'button, a[href], input:not(.unseen), select, textarea, summary, label:has(input), [role="tab"]';
  for (const one of root.querySelectorAll<HTMLElement>(CONTROLS)) {
    if (unseen(one) || one.tabIndex < -1) continue;
    const label = one.closest('label');
    if (label && label !== one) continue;
    const box = one.getBoundingClientRect();
    if (box.width === 0 && box.height === 0) continue;
    if (box.height < TARGET - 0.5) faults.push(`lower than a finger (${Math.round(box.height)} px): ${named(one)}`);
    if (box.width < TARGET - 0.5) faults.push(`narrower than a finger (${Math.round(box.width)} px): ${named(one)}`);
    const rest = left(one, box);
    if (rest.scrolls) continue;
    if (rest.bottom - rest.top < box.height - SLACK || rest.right - rest.left < box.width - SLACK) faults.push(`cut: ${named(one)}`);
    const hit = document.elementFromPoint((rest.left + rest.right) / 2, (rest.top + rest.bottom) / 2);
    if (hit && !one.contains(hit) && !hit.contains(one) && !lies(hit, one) && !stays(hit, one))
      faults.push(`covered by ${named(hit)}: ${named(one)}`);
  }

  // Every word can be seen where it stands.
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const one = node.parentElement;
    if (!one || (node.textContent ?? '').trim() === '' || unseen(one)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width === 0) continue;
    const rest = left(one, box);
    if (rest.scrolls) continue;
    const cut = rest.bottom - rest.top < box.height * 0.7 || rest.right - rest.left < box.width - 3;
    const ellipsis = one.closest('*') && [one, one.parentElement].some((up) => up && style(up).textOverflow === 'ellipsis');
    if (cut && !ellipsis) faults.push(`words cut: ${named(one)}`);
    if (cut) continue;
    const hit = document.elementFromPoint((rest.left + rest.right) / 2, (rest.top + rest.bottom) / 2);
    const over = hit instanceof HTMLInputElement && style(hit).opacity === '0' ? hit.parentElement : hit;
    if (over && !over.contains(one) && !one.contains(over) && !lies(over, one) && !stays(over, one))
      faults.push(`words covered by ${named(over)}: ${named(one)}`);
  }
  return faults;
}
