const margin = '700px';

/** Draws only what is in sight, or nearly: the rest when it comes there. Returns what asks for a drawing. */
export function whenNear(place: HTMLElement, draw: () => void): () => void {
  let isNear: boolean | undefined;
  let isStale = true;
  const ask = () => {
    isStale = true;
    // Before the first report of the observer: one frame earlier is one frame earlier.
    if (!(isNear ?? isInSight(place))) return;
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

function isInSight(place: HTMLElement): boolean {
  if (!place.isConnected) return false;
  const box = place.getBoundingClientRect();
  return box.height > 0 && box.top < innerHeight && box.bottom > 0;
}
