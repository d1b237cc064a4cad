const margin = '300px';

/** Draws only what is in sight, or nearly: the rest when it comes there. Returns what asks for a drawing. */
export function whenNear(place: HTMLElement, draw: () => void): () => void {
  let isNear = false;
  let isStale = true;
  const ask = () => {
    isStale = true;
    if (!isNear) return;
    isStale = false;
    draw();
  };
  const watch = new IntersectionObserver((entries) => {
    isNear = entries.at(-1)!.isIntersecting;
    if (isNear && isStale) ask();
  }, { rootMargin: margin });
  watch.observe(place);
  return ask;
}
