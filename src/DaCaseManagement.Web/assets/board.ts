// The live board: the server sends the whole board whenever it changes; here only the rows that differ are replaced, so that whoever is on one stays on it.
// Without this script the page is the board as it was when it was asked for, and "Look again".

const pollEvery = 5000;
const tryLiveAgainAfter = 30_000;
const silentFor = 12_000; // The server says something every three seconds.
const hereEvery = 60_000;

interface Known { late: boolean; immediate: boolean }

export function startBoard(shown: HTMLElement): void {
  const state = document.querySelector<HTMLElement>('[data-board-state]');
  const says = document.querySelector<HTMLElement>('[data-board-says]');
  let ahead = Date.parse(shown.dataset.now ?? '') - Date.now() || 0;
  let have = '';
  let heard = Date.now();
  let stream: EventSource | null = null;
  let polling = 0;
  let toldHere = Date.now();
  let over = false;

  const now = (): number => Date.now() + ahead;

  function span(ms: number): string {
    const minutes = Math.floor(ms / 60_000);
    if (minutes < 1) return 'less than 1 min';
    if (minutes < 60) return `${minutes} min`;
    if (minutes < 2880) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
    return `${Math.floor(minutes / 1440)} days`;
  }

  function tick(): void {
    for (const clock of shown.querySelectorAll<HTMLElement>('[data-due]')) {
      const left = Date.parse(clock.dataset.due ?? '') - now();
      const words = left > 0 ? `due in ${span(left)}` : `${span(-left)} late`;
      if (clock.textContent !== words) clock.textContent = words;
      const row = clock.closest<HTMLElement>('[data-row]');
      if (row && left <= 0 && !row.classList.contains('board-row--late')) {
        row.classList.replace('board-row--runs', 'board-row--late');
        const mark = row.querySelector('.board-mark');
        if (mark) mark.textContent = '▲';
      }
    }
  }

  function say(what: string, how: string): void {
    if (!state) return;
    state.textContent = what;
    state.dataset.state = how;
  }

  function at(): string {
    return new Date(now()).toLocaleTimeString('en-GB', { timeZone: 'Europe/London' });
  }

  function known(): Map<string, Known> {
    return new Map([...shown.querySelectorAll<HTMLElement>('[data-row]')].map((r) => [r.dataset.row ?? '', { late: 'late' in r.dataset, immediate: 'immediate' in r.dataset }]));
  }

  // A screen reader hears of a new immediate call and of a clock that ran out; of nothing else.
  function announce(before: Map<string, Known>): void {
    const words: string[] = [];
    for (const [reference, row] of known()) {
      const was = before.get(reference);
      if (row.immediate && !was?.immediate) words.push(`New immediate: ${reference}.`);
      if (row.late && was && !was.late) words.push(`${reference} is late.`);
    }
    if (words.length > 0 && says) says.textContent = words.slice(0, 5).join(' ');
  }

  function bare(row: Element): string {
    const copy = row.cloneNode(true) as Element;
    for (const clock of copy.querySelectorAll('[data-due]')) clock.textContent = '';
    for (const mark of copy.querySelectorAll('.board-mark')) mark.textContent = '';
    copy.classList.remove('board-row--late', 'board-row--runs');
    return copy.outerHTML;
  }

  function apply(html: string): void {
    const before = known();
    const fresh = new DOMParser().parseFromString(html, 'text/html');
    const focused = document.activeElement instanceof HTMLElement && shown.contains(document.activeElement) ? document.activeElement.id : '';
    const body = shown.querySelector('tbody');
    const wanted = fresh.querySelector('tbody');
    if (!body || !wanted) {
      shown.replaceChildren(...fresh.body.childNodes);
    } else {
      const old = new Map([...body.children].map((r) => [(r as HTMLElement).dataset.row, r]));
      let place: Element | null = body.firstElementChild;
      for (const row of [...wanted.children] as HTMLElement[]) {
        let mine = old.get(row.dataset.row);
        old.delete(row.dataset.row);
        if (mine && bare(mine) !== bare(row)) {
          if (place === mine) place = mine.nextElementSibling;
          mine.remove();
          mine = undefined;
        }
        if (mine && mine === place) {
          place = place.nextElementSibling;
        } else {
          body.insertBefore(mine ?? document.importNode(row, true), place);
        }
      }
      for (const gone of old.values()) gone.remove();
      const more = fresh.querySelector('.wide-table ~ p');
      shown.querySelectorAll(':scope > p').forEach((p) => p.remove());
      if (more) shown.append(document.importNode(more, true));
    }
    if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus({ preventScroll: true });
    tick();
    announce(before);
    heard = Date.now();
  }

  function end(): void {
    over = true;
    stream?.close();
    window.clearTimeout(polling);
    shown.replaceChildren();
    say('You are signed out, or may no longer see the board. Nothing is shown.', 'ended');
    const again = document.querySelector<HTMLAnchorElement>('[data-board-again]');
    if (again) again.textContent = 'Sign in';
    if (says) says.textContent = 'You are signed out. The board is no longer shown.';
  }

  async function poll(byItself: boolean): Promise<void> {
    try {
      const answer = await fetch(`/board/rows?have=${have}`, { credentials: 'same-origin', redirect: 'manual', headers: byItself ? { 'X-Background': '1' } : {} });
      if (answer.status === 401 || answer.status === 404 || answer.type === 'opaqueredirect') {
        end();
        return;
      }
      if (answer.status === 200) {
        have = answer.headers.get('X-Board') ?? '';
        if (!stream || stream.readyState !== EventSource.OPEN) apply(await answer.text());
      }
      if (answer.ok && (!stream || stream.readyState !== EventSource.OPEN)) {
        heard = Date.now();
        say(`Looked at every 5 seconds, last at ${at()}.`, 'polling');
      }
    } catch {
      // Said by the look at how long it has been silent.
    }
  }

  function pollOn(since: number): void {
    window.clearTimeout(polling);
    polling = window.setTimeout(() => {
      if (over || stream?.readyState === EventSource.OPEN) return;
      if (Date.now() - since > tryLiveAgainAfter) {
        live();
        return;
      }
      void poll(true).then(() => pollOn(since));
    }, pollEvery);
  }

  function live(): void {
    stream?.close();
    window.clearTimeout(polling);
    stream = new EventSource('/board/events');
    let failures = 0;
    stream.addEventListener('open', () => (failures = 0));
    stream.addEventListener('now', (e) => {
      ahead = Date.parse((e as MessageEvent<string>).data) - Date.now() || 0;
      heard = Date.now();
      say(`Live, ${at()}.`, 'live');
    });
    stream.addEventListener('board', (e) => apply((e as MessageEvent<string>).data));
    stream.addEventListener('ended', () => end());
    stream.addEventListener('error', () => {
      if (over) return;
      failures++;
      if (stream?.readyState === EventSource.CLOSED || failures > 2) {
        // Refused, or something between here and the server does not let it through: ask instead.
        stream?.close();
        void poll(true).then(() => { if (!over) pollOn(Date.now()); });
      }
    });
  }

  // Watching is not using; a key or a pointer is. Once a minute at most the server hears of it.
  function here(): void {
    if (!over && Date.now() - toldHere > hereEvery) {
      toldHere = Date.now();
      void poll(false);
    }
  }

  function byArrows(e: KeyboardEvent): void {
    const row = (e.target as Element | null)?.closest<HTMLElement>('[data-row]');
    if (!row || (e.key !== 'ArrowDown' && e.key !== 'ArrowUp')) return;
    const next = e.key === 'ArrowDown' ? row.nextElementSibling : row.previousElementSibling;
    const link = next?.querySelector<HTMLElement>('a');
    if (link) {
      e.preventDefault();
      link.focus();
    }
  }

  document.addEventListener('keydown', here, { passive: true });
  document.addEventListener('pointerdown', here, { passive: true });
  shown.addEventListener('keydown', byArrows);
  document.addEventListener('visibilitychange', () => {
    // Nobody looks at a hidden page, and what nobody looks at is not sent.
    if (over) return;
    if (document.hidden) {
      stream?.close();
      window.clearTimeout(polling);
    } else {
      live();
    }
  });
  window.setInterval(() => {
    tick();
    if (!over && !document.hidden && Date.now() - heard > silentFor) say(`No word from the server since ${new Date(heard + ahead).toLocaleTimeString('en-GB', { timeZone: 'Europe/London' })}: what you see may be old.`, 'silent');
  }, 1000);
  say('Connecting.', 'connecting');

  // The board was drawn a moment ago: the page settles before its line is opened.
  window.setTimeout(live, 1000);
}
