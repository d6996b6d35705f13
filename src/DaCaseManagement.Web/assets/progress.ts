// Long work: looks again every two seconds while the page is in sight. Without this script its "Look again" link does the same.

const every = 2000;
const longest = 15 * 60 * 1000; // A page left open must not keep its sign-in alive for ever.

export function startProgress(shown: HTMLElement): void {
  const from = Date.now();
  let at = shown;

  async function look(): Promise<void> {
    if (document.hidden) {
      later();
      return;
    }
    try {
      const response = await fetch(location.href, { credentials: 'same-origin', redirect: 'error' });
      const page = response.ok ? new DOMParser().parseFromString(await response.text(), 'text/html') : null;
      const now = page?.querySelector<HTMLElement>('[data-progress]');
      if (page && !now) {
        // It is over: the whole page has changed.
        location.reload();
        return;
      }
      if (now) {
        at.replaceWith(now);
        at = now;
      }
    } catch {
      // The next look tries again.
    }
    later();
  }

  function later(): void {
    if (Date.now() - from < longest) window.setTimeout(() => void look(), every);
  }

  later();
}
