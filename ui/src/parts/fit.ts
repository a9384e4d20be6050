/**
 * Keeps a line on one line: narrower letters first, then smaller ones. For an amount or a word that is the largest thing on
 * screen: `<div {@attach fit}>`.
 */
const SMALLEST = 0.55;

export function fit(line: HTMLElement): () => void {
  let busy = false;

  function draw(): void {
    if (busy) return;
    busy = true;
    const { style } = line;
    style.removeProperty('font-stretch');
    style.removeProperty('font-size');
    if (line.scrollWidth > line.clientWidth) style.fontStretch = '85%';
    if (line.scrollWidth > line.clientWidth) {
      const size = parseFloat(getComputedStyle(line).fontSize);
      const scale = Math.max(SMALLEST, (line.clientWidth / line.scrollWidth) * 0.99);
      style.fontSize = `${Math.floor(size * scale)}px`;
    }
    busy = false;
  }

  const sizes = new ResizeObserver(draw);
  sizes.observe(line);
  const text = new MutationObserver(draw);
  text.observe(line, { childList: true, characterData: true, subtree: true });
  void document.fonts.ready.then(draw);
  draw();
  return () => {
    sizes.disconnect();
    text.disconnect();
  };
}
